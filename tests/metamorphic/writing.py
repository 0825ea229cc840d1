"""The ways in which editors write one date, or one state's name."""

from random import Random

from tests.metamorphic.cell_reading import MONTHS
from tests.metamorphic.names import states

_DAY_FORMS = (
    "{y}-{m:02}-{d:02}",
    "{d} {month} {y}",
    "{d:02} {month} {y}",
    "{month} {d}, {y}",
    "{d} {mon} {y}",
    "{mon}. {d}, {y}",
    "{d}&nbsp;{month} {y}",
    "{d}&nbsp;{month}&nbsp;{y}",
    "{d} [[{month}]] [[{y}]]",
    "[[{month} {d}|{d} {month}]] {y}",
    "[[{d} {month}]] [[{y}]]",
    "{{{{nowrap|{d} {month} {y}}}}}",
    "<small>{d} {month} {y}</small>",
    "'''{d} {month} {y}'''",
    '<span style="white-space:nowrap">{d} {month} {y}</span>',
    "{{{{small|{d} {month} {y}}}}}",
    "{d}th {month} {y}",
    "{d} {month}, {y}",
    "{month} {d} {y}",
    "{d} {upper} {y}",
    "{{{{dts|{y}-{m}-{d}}}}}",
    "{{{{sort|{y}|{{{{dts|{d} {month} {y}}}}}}}}}",
    '<span data-sort-value="{y}-{m:02}-{d:02}">{d} {month} {y}</span>',
    "{{{{dts|{y}|{m}|{d}}}}}",
    "{{{{dts|{y}|{m:02}|{d:02}}}}}",
    "{{{{dts|{y}|{month}|{d}}}}}",
    "{{{{dts|{d}|{month}|{y}}}}}",
    "{{{{dts|{d} {month} {y}}}}}",
    "{{{{dts|{month} {d}, {y}}}}}",
    "{{{{dts|{y}-{m:02}-{d:02}}}}}",
    "{{{{Dts|{d} {mon} {y}}}}}",
    "{{{{DTS|{d} {month} {y}}}}}",
    "{{{{dts|format=dmy|{y}|{m}|{d}}}}}",
    "{{{{dts|{y}|{m}|{d}|format=mdy}}}}",
    "{{{{dts | {d} {month} {y} }}}}",
    "{{{{dts|link=off|{y}|{m}|{d}}}}}",
    "{{{{Date table sorting|{d} {month} {y}}}}}",
    "{{{{Date table sorting|{y}|{m}|{d}}}}}",
    "{{{{date_table_sorting|{y}-{m:02}-{d:02}}}}}",
    "{{{{Date table sorting|format=mdy|{d} {month} {y}}}}}",
    "{{{{start date|{y}|{m}|{d}|df=y}}}}",
    "{{{{start date|{y}|{m}|{d}|df=yes}}}}",
    "{{{{Start date|{y}|{m:02}|{d:02}}}}}",
    "{{{{start date|df=y|{y}|{m}|{d}}}}}",
    "{{{{Start date and age|{y}|{m}|{d}}}}}",
    "{{{{date|{d} {month} {y}}}}}",
    "{{{{Date|{y}-{m:02}-{d:02}|dmy}}}}",
    "{{{{sort|{y}-{m:02}-{d:02}|{d} {month} {y}}}}}",
    "{{{{nowrap|{{{{dts|{d} {month} {y}}}}}}}}}",
    "{{{{dts|{month}|{d}|{y}}}}}",
    "{{{{dts|{y}|{mon}|{d}}}}}",
    "{{{{dts|abbr=on|{y}|{m}|{d}}}}}",
    "{{{{dts\n|{y}|{m}|{d}\n}}}}",
    "{{{{dts|1={y}|2={m}|3={d}}}}}",
    "{{{{dtsh|{y}|{m}|{d}}}}}{d} {month} {y}",
    "{{{{hs|{y}-{m:02}-{d:02}}}}}{d} {month} {y}",
    "{{{{start-date|{d} {month} {y}}}}}",
    "{{{{sort|{y}{m:02}{d:02}|{d} {month} {y}}}}}",
    '<span style="display:none">{y}-{m:02}-{d:02}</span> {d} {month} {y}',
    '<span style="display:none;">{y}{m:02}{d:02}</span>{month} {d}, {y}',
    '<time datetime="{y}-{m:02}-{d:02}">{d} {month} {y}</time>',
    "{d} {month} {y}.",
    "{month} {d}<sup>th</sup>, {y}",
    "{d}-{mon}-{y}",
    "{y} {month} {d}",
    "{y}.{m:02}.{d:02}",
    "{y}/{m:02}/{d:02}",
    "On {d} {month} {y}",
    "{d} {mon}. {y}",
    "{d} {month} <br>{y}",
    "{{{{abbr|{d} {mon} {y}|{d} {month} {y}}}}}",
    "{{{{center|{d} {month} {y}}}}}",
)
_MONTH_FORMS = (
    "{y}-{m:02}", "{month} {y}", "{mon} {y}", "{month}&nbsp;{y}", "{{{{dts|{y}|{m}}}}}",
    "{{{{dts|{month} {y}}}}}", "{{{{dts|{y}|{month}}}}}", "{{{{Date table sorting|{month} {y}}}}}",
    "{{{{start date|{y}|{m}}}}}", "{{{{dts|format=dmy|{y}|{m}|}}}}", "{{{{nowrap|{month} {y}}}}}",
)  # fmt: skip
_YEAR_FORMS = (
    "{y}", "{{{{dts|{y}}}}}", "{{{{dts|{y}||}}}}", "{{{{Date table sorting|{y}}}}}", "[[{y}]]",
    "{{{{start date|{y}}}}}", "'''{y}'''", "{{{{nowrap|{y}}}}}", "{{{{dts|format=dmy|{y}}}}}",
)  # fmt: skip


def write_date(random: Random, since: str) -> str:
    """Write a date of day, month or year precision."""
    year, month, day = (int(part) for part in f"{since}-0-0".split("-")[:3])
    forms = _DAY_FORMS if day else _MONTH_FORMS if month else _YEAR_FORMS
    name = MONTHS[month - 1]
    return random.choice(forms).format(
        y=year, m=month, d=day, month=name, mon=name[:3], upper=name.upper()
    )


# What has an alternative is written with the chief name in that alternative's place.
_NAME_FORMS = (
    "{{{{flag|{name}}}}}",
    "{{{{Flag|{name}}}}}",
    "{{{{flagu|{name}}}}}",
    "{{{{FLAG|{name}}}}}",
    "{{{{flagcountry|{name}}}}}",
    "{{{{flag country|{name}}}}}",
    "{{{{Flagcountry|{name}}}}}",
    "{{{{flag|{name}|1990}}}}",
    "{{{{flag|{name}|variant=1990}}}}",
    "{{{{flag|{name}|size=23px}}}}",
    "{{{{flag | {name} }}}}",
    "{{{{flagc|{name}}}}}",
    "{{{{flag|1={name}}}}}",
    "{{{{flagicon|{name}}}}} [[{name}]]",
    "{{{{flagdeco|{name}}}}} {name}",
    "{{{{flagicon|{name}}}}}&nbsp;[[{name}]]",
    "{{{{flag icon|{name}}}}} {name}",
    "{{{{flagicon|{name}|size=23px}}}} '''[[{name}]]'''",
    "{{{{flagicon image|Flag of {name}.svg}}}} [[{name}]]",
    "[[File:Flag of {name}.svg|20px|border]] [[{name}]]",
    "[[{name}]]",
    "{name}",
    "'''{name}'''",
    "{{{{nowrap|{{{{flag|{name}}}}}}}}}",
    "{{{{nowrap|{{{{flagicon|{name}}}}} [[{name}]]}}}}",
    "[[{subject}–{name} relations|{name}]]",
    "{{{{flagicon|{name}}}}} [[Foreign relations of {name}|{name}]]",
    "{{{{flag|{name}}}}}*",
    "{{{{flag|{name}}}}}<sup>1</sup>",
    "{{{{flag|{name}}}}}{{{{ref|a}}}}",
    "{{{{flagicon|{name}}}}}{{{{nbsp}}}}[[{name}]]",
    "{{{{flagicon|{name}}}}} {{{{nowrap|[[{name}]]}}}}",
    "{{{{flag|{name}|name=[[{subject}–{name} relations|{name}]]}}}}",
    "{{{{flag|{name}}}}} †",
    "[[File:Flag of {name}.svg|border|link={name}|22x20px]] [[{name}]]",
    "{{{{noflag|{name}}}}}",
    "{{{{flag| {name} | size = 20px }}}}",
    "<!-- {{{{flag|{name}}}}} -->{{{{flagcountry|{name}}}}}",
    "{{{{flagg|unc|{name}}}}}",
    "{{{{Flagicon|{name}}}}}<br>[[{name}]]",
    "<small>{{{{flag|{name}}}}}</small>",
    "{{{{#invoke:flag||{name}}}}}",
    '<span id="{name}"></span>{{{{flag|{name}}}}}',
    "{{{{anchor|{name}}}}}{{{{flag|{name}}}}}",
    "{{{{sort|{name}|{{{{flag|{name}}}}}}}}}",
    "[[{name}#History|{name}]]",
    "[[:{name}]]",
    "[[{name} ]]",
    "[[{under}]]",
    "[[{under}|{name}]]",
    "{{{{flag|{under}}}}}",
    "{{{{flag|{name}<!-- x -->}}}}",
    "{{{{flag\n|{name}\n}}}}",
    "{{{{flagicon|{under}}}}} [[{name}]]",
    "{{{{flag|{hard}}}}}",
    "[[{hard}]]",
    '<span style="display:none">{name}</span>{{{{flag|{name}}}}}',
    "{{{{hs|{name}}}}}{{{{flag|{name}}}}}",
    "{{{{flagicon|{name}}}}} <b>[[{name}]]</b>",
    "{{{{flag|{name}}}}}<br />",
    "{{{{flag|{name}}}}} [[#Notes|*]]",
    "{{{{flag|{name}}}}}&nbsp;",
    "[[Image:Flag of {name}.svg|23px|{name}]] [[{name}]]",
    "[[{name}–{subject} relations|{name}]]",
)
_CODE_FORMS = (
    "{{{{{code}}}}}",
    "{{{{flag|{code}}}}}",
    "{{{{flagu|{code}}}}}",
    "{{{{flagcountry|{code}}}}}",
    "{{{{flagicon|{code}}}}} [[{name}]]",
    "{{{{flagdeco|{code}}}}} [[{name}]]",
    "{{{{flagicon|{code}}}}} {name}",
    "{{{{flag|{code}|name={name}}}}}",
    "{{{{flag|name={name}|{code}}}}}",
    "{{{{flagcountry|{code}|name={name}}}}}",
    "{{{{flagu|{code}|variant=1990}}}}",
    "{{{{flagicon|{code}}}}}[[{name}]]",
)


def write_name(random: Random, subject: str, identity: str, name: str = "") -> str:
    """Write a state by one of its names (the chief one if none is given) or codes."""
    state = states()[identity]
    name = name or state.name
    codes = [code for code in state.codes if code.isupper() and code.isalpha() and len(code) == 3]
    forms = _NAME_FORMS + (_CODE_FORMS if codes else ())
    code = random.choice(codes) if codes else ""
    under, hard = name.replace(" ", "_"), name.replace(" ", "&nbsp;")
    return random.choice(forms).format(
        name=name, code=code, subject=subject, under=under, hard=hard
    )
