"""MediaWiki's XML: what is read, what is passed, and how far a bad file is read."""

import bz2
import gzip
import io
import lzma
import random
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from scraper.article import Article, Revision
from scraper.dump import DumpError, read
from scraper.title import EVERY_PAGE, Choice

_SITE = "<siteinfo><base>https://en.wikipedia.org/wiki/Main_Page</base>{case}</siteinfo>"
_SHA1_OF_A = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"
_BASE_36 = "frkhg3ewxov0h1g2eh87fri7z1g12ns"
_MONGOLIA = Article("en.wikipedia.org", "Mongolia")


def export(*pages, case="<case>first-letter</case>", head=""):
    site = _SITE.format(case=case)
    xml = f'{head}<mediawiki version="0.11">\n{site}\n' + "\n".join(pages) + "\n</mediawiki>\n"
    return xml.encode()


def page(title, *revisions):
    return f"<page><title>{title}</title><ns>0</ns><id>1</id>{''.join(revisions)}</page>"


def revision(number, text="<text>a</text>", contributor="<username>Alice</username>", more=""):
    return (
        f"<revision><id>{number}</id><parentid>{number - 1}</parentid>"
        f"<timestamp>2026-01-01T00:00:00Z</timestamp><contributor>{contributor}</contributor>"
        f"{more}<model>wikitext</model><format>text/x-wiki</format>{text}</revision>"
    )


TWO_PAGES = export(
    page("Fiji", revision(1), revision(2)), page("Mongolia", revision(3), revision(4))
)


def ids(xml, choice=EVERY_PAGE, **settings):
    source = io.BytesIO(xml) if isinstance(xml, bytes) else xml
    return [
        (article.title, [one.id for one in revisions])
        for article, revisions in read(source, choice, **settings)
    ]


def asked(*titles):
    return Choice(titles)


def only(xml):
    ((one,),) = [list(revisions) for _, revisions in read(io.BytesIO(xml))]
    return one


def read_as_far_as_possible(source, **settings):
    """Give the ids of the revisions that are read, and the error that ends them."""
    found = []
    try:
        for _, revisions in read(source, **settings):
            found.extend(one.id for one in revisions)
    except DumpError as error:
        return found, str(error)
    return found, ""


def zst(data):
    return zstandard.ZstdCompressor().compress(data)


def old_lzma(data):
    return lzma.compress(data, format=lzma.FORMAT_ALONE)


def in_two_parts(compress):
    return lambda data: compress(data[:300]) + compress(data[300:])


PACKINGS = [
    pytest.param(bytes, id="plain"),
    pytest.param(bz2.compress, id="bz2"),
    pytest.param(in_two_parts(bz2.compress), id="bz2 of several streams, as Wikimedia's are"),
    pytest.param(gzip.compress, id="gz"),
    pytest.param(in_two_parts(gzip.compress), id="gz of several members"),
    pytest.param(lzma.compress, id="xz"),
    pytest.param(in_two_parts(lzma.compress), id="xz of several streams"),
    pytest.param(old_lzma, id="legacy lzma"),
    pytest.param(zst, id="zst"),
    pytest.param(in_two_parts(zst), id="zst of several frames"),
    pytest.param(
        lambda data: b"\x50\x2a\x4d\x18\x02\0\0\0ab" + zst(data), id="zst, a frame to skip"
    ),
]


@pytest.mark.parametrize("pack", PACKINGS)
def test_compression_is_told_by_the_bytes_whatever_the_name(tmp_path, pack):
    path = tmp_path / "dump.bin"
    path.write_bytes(pack(TWO_PAGES))

    assert ids(path) == ids(str(path)) == [("Fiji", [1, 2]), ("Mongolia", [3, 4])]


@pytest.mark.parametrize("pack", PACKINGS)
def test_several_cores_read_the_same(tmp_path, pack):
    path = tmp_path / "dump.bin"
    path.write_bytes(pack(TWO_PAGES))

    assert ids(path, cores=2) == ids(path)


class Pipe:
    """A source that gives a few bytes at a time and cannot be read again."""

    def __init__(self, data):
        self.rest = data

    def read(self, size, /):
        part, self.rest = self.rest[: min(size, 7)], self.rest[min(size, 7) :]
        return part


@pytest.mark.parametrize("pack", PACKINGS)
def test_a_pipe_will_do(pack):
    assert ids(Pipe(pack(TWO_PAGES))) == [("Fiji", [1, 2]), ("Mongolia", [3, 4])]


@pytest.mark.parametrize(
    ("xml", "choice", "found"),
    [
        pytest.param(TWO_PAGES, asked("Mongolia"), [("Mongolia", [3, 4])], id="one of two"),
        pytest.param(TWO_PAGES, Choice(), [], id="none"),
        pytest.param(TWO_PAGES, asked("Atlantis"), [], id="one that is not there"),
        pytest.param(TWO_PAGES, asked("_mongolia "), [("Mongolia", [3, 4])], id="small"),
        pytest.param(
            export(page("South_Africa", revision(1))), asked("South Africa"),
            [("South Africa", [1])], id="underscores in the dump",
        ),
        pytest.param(
            export(page("Côte d&#039;Ivoire &amp; I", revision(1))), asked("Côte d'Ivoire & I"),
            [("Côte d'Ivoire & I", [1])], id="a title with escapes",
        ),
        pytest.param(
            export(page("iPod", revision(1)), case="<case>case-sensitive</case>"), asked("IPod"),
            [], id="a wiki where the first letter counts",
        ),
        pytest.param(
            export(page("iPod", revision(1)), case="<case>case-sensitive</case>"), asked("iPod"),
            [("iPod", [1])], id="a wiki where the first letter counts, and is right",
        ),
        pytest.param(export(), EVERY_PAGE, [], id="an export without pages"),
        pytest.param(export(page("Mongolia")), EVERY_PAGE, [("Mongolia", [])], id="no revisions"),
        pytest.param(
            export(page("Mongolia", '<redirect title="China" />', revision(1))), EVERY_PAGE,
            [("Mongolia", [1])], id="a redirect",
        ),
        pytest.param(
            export(page("Mongolia", revision(1), "<upload><text>x</text></upload>", revision(2))),
            EVERY_PAGE, [("Mongolia", [1, 2])], id="other things between the revisions",
        ),
        pytest.param(
            export(page("Mongolia", revision(1)),
                   head="\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- a <page> > b -->"),
            EVERY_PAGE, [("Mongolia", [1])], id="a declaration and a comment before it",
        ),
        pytest.param(
            TWO_PAGES + export(page("Chad", revision(5))), asked("Fiji", "Chad"),
            [("Fiji", [1, 2]), ("Chad", [5])], id="two exports, one after the other",
        ),
        pytest.param(TWO_PAGES, Choice((), ("M*a",)), [("Mongolia", [3, 4])], id="a pattern"),
        pytest.param(TWO_PAGES, Choice((), ("_f*",)), [("Fiji", [1, 2])], id="a small pattern"),
        pytest.param(
            TWO_PAGES, Choice(("Fiji",), ("Mongo", "Mongol??")),
            [("Fiji", [1, 2]), ("Mongolia", [3, 4])], id="a title and several patterns",
        ),
        pytest.param(
            export(page("M*A*S*H", revision(1)), page("MASH", revision(2))), asked("M*A*S*H"),
            [("M*A*S*H", [1])], id="a star in a title is a star",
        ),
        pytest.param(
            export(page("iPod", revision(1)), case="<case>case-sensitive</case>"),
            Choice((), ("IP*",)), [], id="a pattern where the first letter counts",
        ),
        pytest.param(
            export(page("Chad", '<redirect title="China" />', revision(1)), page("Fiji"),
                   page("Mongolia", "<restrictions>x</restrictions>", revision(2), revision(3))),
            Choice((), ("*",), redirects=False), [("Fiji", []), ("Mongolia", [2, 3])],
            id="no redirects",
        ),
    ],
)  # fmt: skip
def test_pages_are_found_by_their_titles(xml, choice, found):
    assert ids(xml, choice) == found


def test_a_page_that_is_left_early_does_not_spoil_the_next():
    first = [
        (article.title, next(revisions).id) for article, revisions in read(io.BytesIO(TWO_PAGES))
    ]
    unread = [article.title for article, _ in read(io.BytesIO(TWO_PAGES))]

    assert (first, unread) == ([("Fiji", 1), ("Mongolia", 3)], ["Fiji", "Mongolia"])


def test_revisions_taken_too_late_are_a_bug_and_not_an_empty_page():
    (_, revisions), *_ = read(io.BytesIO(TWO_PAGES))

    with pytest.raises(RuntimeError, match="after the next page was asked for"):
        list(revisions)


def test_the_wiki_is_the_exports_own_or_the_one_given():
    anonymous = TWO_PAGES.replace(b"<base>https://en.wikipedia.org/wiki/Main_Page</base>", b"")
    with_port = TWO_PAGES.replace(b"en.wikipedia.org/wiki", b"127.0.0.1:8080/wiki")

    assert [
        [article.wiki for article, _ in read(io.BytesIO(xml), Choice(("Fiji",)), wiki=given)]
        for xml, given in ((TWO_PAGES, ""), (with_port, ""), (anonymous, "x.org"), (TWO_PAGES, "y"))
    ] == [["en.wikipedia.org"], ["127.0.0.1:8080"], ["x.org"], ["y"]]


def test_a_revision_is_read_whole():
    xml = export(
        page("Mongolia", revision(
            7, f'<text bytes="1" xml:space="preserve">a</text><sha1>{_BASE_36}</sha1>',
            more="<minor/><comment>a &lt;b&gt; &amp; c</comment>",
        ))
    )  # fmt: skip

    assert only(xml) == Revision(
        7, 6, datetime(2026, 1, 1, tzinfo=UTC), "Alice", "a <b> & c", "a", _SHA1_OF_A,
        minor=True, standing="registered",
    )  # fmt: skip


def test_an_old_export_has_neither_parent_nor_sha1():
    xml = export(page("Mongolia", revision(7).replace("<parentid>6</parentid>", "")))

    assert (only(xml).parent_id, only(xml).sha1, only(xml).comment) == (0, "", "")


@pytest.mark.parametrize(
    ("given", "text", "sha1"),
    [
        pytest.param('<text deleted="deleted" /><sha1/>', None, "", id="withheld"),
        pytest.param(
            f'<text bytes="0" sha1="{_BASE_36}" deleted="deleted" /><sha1/>', None, "",
            id="withheld, with a sha1 left behind",
        ),
        pytest.param('<text bytes="0" xml:space="preserve" />', "", "", id="blank"),
        pytest.param("<text></text>", "", "", id="blank, with an end tag"),
        pytest.param(
            f'<text sha1="{_BASE_36}">a</text><content><role>data</role><text>b</text></content>'
            "<sha1>0</sha1>", "a", _SHA1_OF_A, id="the main slot of several",
        ),
        pytest.param("<text>a\r\nb\rc\n</text>", "a\nb\nc\n", "", id="line ends"),
        pytest.param(
            '<text sha1="rm7oftpebzoqwkeuyd6poayeea7oku3">a\r\nb</text>', "a\r\nb",
            "ec6cb5b8c69f8b476a380c9b6e38e18c2733ae7b",
            id="a carriage return of the text's own",
        ),
        pytest.param(
            '<text bytes="6" sha1="67nlgc3ku53ge1xbl0dbhwkvk14jm96" />', None,
            "352f7829a2384b001cc12b0c2613c756454a1f6a", id="a text that the wiki has lost",
        ),
        pytest.param("<text>&#65;&#x1F1F2;&amp;lt;</text>", "A\U0001f1f2&lt;", "", id="escapes"),
        pytest.param(
            "<text>&amp;nbsp; &lt;ref name=&quot;a&quot;/&gt;</text>", '&nbsp; <ref name="a"/>', "",
            id="wikitext's own escapes",
        ),
    ],
)  # fmt: skip
def test_texts_are_read_or_withheld(given, text, sha1):
    read_one = only(export(page("Mongolia", revision(7, given))))

    assert (read_one.text, read_one.sha1) == (text, sha1)


@pytest.mark.parametrize(
    ("contributor", "user", "standing"),
    [
        pytest.param("<username>Alice</username><id>3</id>", "Alice", "registered", id="account"),
        pytest.param("<ip>192.0.2.1</ip>", "192.0.2.1", "anonymous", id="no account"),
        pytest.param("<username>~2026-1</username>", "~2026-1", "", id="perhaps temporary"),
    ],
)
def test_who_edited_is_read(contributor, user, standing):
    one = only(export(page("Mongolia", revision(7, contributor=contributor))))

    assert (one.user, one.standing) == (user, standing)


def test_a_withheld_user_and_comment_are_none():
    hidden = revision(7, more='<comment deleted="deleted" />').replace(
        "<contributor><username>Alice</username></contributor>", '<contributor deleted="deleted" />'
    )

    one = only(export(page("Mongolia", hidden)))
    assert (one.user, one.comment, one.standing) == (None, None, "")


# What XML 1.0 can carry; a carriage return only as a reference.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(st.lists(TEXTS, max_size=3))
def test_every_text_that_is_escaped_is_read_as_it_was(texts):
    revisions = [
        revision(number, f"<text>{escape(text)}</text>") for number, text in enumerate(texts, 1)
    ]

    ((_, found),) = [
        (article, [one.text for one in revisions])
        for article, revisions in read(io.BytesIO(export(page("Mongolia", *revisions))))
    ]
    assert found == texts


def test_a_dump_that_is_cut_anywhere_gives_what_came_before_and_says_so():
    whole = TWO_PAGES.rstrip()
    for length in range(1, len(whole)):
        found, error = read_as_far_as_possible(io.BytesIO(whole[:length]))
        assert error.startswith('cannot read "standard input"'), length
        assert found == [1, 2, 3, 4][: len(found)], length
        assert len(found) == whole[:length].count(b"</revision>"), length


@pytest.mark.parametrize("pack", PACKINGS[1:])
def test_compression_that_is_cut_anywhere_is_said(pack):
    packed = pack(TWO_PAGES)
    errors = [
        read_as_far_as_possible(io.BytesIO(packed[:length]))[1]
        for length in range(1, len(packed), 9)
    ]

    assert {error.partition('"standard input"')[0] for error in errors} == {"cannot read "}


@pytest.mark.parametrize(
    ("xml", "found", "error"),
    [
        pytest.param(b"", [], 'cannot read "NAME": it is empty: export it again', id="empty"),
        pytest.param(
            b"Foreign relations", [],
            "cannot read \"NAME\": it is not XML: check that it is MediaWiki's XML", id="no XML",
        ),
        pytest.param(
            b'{"query": "<page>"}', [],
            "cannot read \"NAME\": it is not XML: check that it is MediaWiki's XML", id="JSON",
        ),
        pytest.param(
            b"<html><body>", [],
            'cannot read "NAME": it is no MediaWiki export, as it has "<html>": '
            "check that it is MediaWiki's XML", id="HTML",
        ),
        pytest.param(
            b"PK\x03\x04....", [],
            'cannot read "NAME": it is a zip archive: unpack it first, as UTF-8', id="a zip",
        ),
        pytest.param(
            b"7z\xbc\xaf\x27\x1c....", [],
            'cannot read "NAME": it is a 7z archive: unpack it first, as UTF-8', id="a 7z",
        ),
        pytest.param(
            TWO_PAGES.decode().encode("utf-16"), [],
            'cannot read "NAME": it is text in UTF-16: unpack it first, as UTF-8', id="UTF-16",
        ),
        pytest.param(
            export(head="<?xml version='1.0' encoding='ISO-8859-1'?>"), [],
            'cannot read "NAME": its encoding is "ISO-8859-1": check that it is MediaWiki\'s XML',
            id="Latin-1",
        ),
        pytest.param(
            export(head="<!DOCTYPE mediawiki [<!ENTITY a 'aaaa'>]>"), [],
            'cannot read "NAME": it declares a document type or CDATA, which no export does: '
            "check that it is MediaWiki's XML", id="entities of its own",
        ),
        pytest.param(
            export(page("Fiji", revision(1), revision(2, "<text>&lol;</text>"))), [1],
            'cannot read "NAME" further than revision 1 of "Fiji": a text is not well-formed '
            "(undefined entity): get it anew, what was read before is good",
            id="an entity that nobody declared",
        ),
        pytest.param(
            export(page("Fiji", revision(1, "<text><![CDATA[a]]></text>"))), [],
            'cannot read "NAME" further than the beginning of the page "Fiji": a text has a tag '
            "within: get it anew, what was read before is good", id="CDATA",
        ),
        pytest.param(
            export(page("Fiji", revision(1, "<text>\0</text>"))), [],
            'cannot read "NAME" further than the beginning of the page "Fiji": a text is not '
            "well-formed (not well-formed (invalid token)): get it anew, what was read before is "
            "good", id="bytes that a bad disk zeroed",
        ),
        pytest.param(
            export(page("Fiji", revision(1), revision(2).replace("<id>2</id>", ""))), [1],
            'cannot read "NAME" further than revision 1 of "Fiji": a revision has no id: '
            "get it anew, what was read before is good", id="a revision without an id",
        ),
        pytest.param(
            export(page("Fiji", revision(1).replace("2026-01-01T00:00:00Z", "yesterday"))), [],
            'cannot read "NAME" further than the beginning of the page "Fiji": a revision has the '
            'timestamp "yesterday", which is none: get it anew, what was read before is good',
            id="a time that is none",
        ),
        pytest.param(
            export(page("Fiji", revision(1).replace("<id>1", f"<id>{'1' * 5000}"))), [],
            'cannot read "NAME" further than the beginning of the page "Fiji": a revision has no '
            "id: get it anew, what was read before is good", id="an id of thousands of digits",
        ),
        pytest.param(
            export(page("Fiji", revision(1))).replace(b"<base>https://", b"<base>https://["), [],
            'cannot read "NAME": its base "https://[en.wikipedia.org/wiki/Main_Page" is no '
            "address: check that it is MediaWiki's XML", id="a base that is no address",
        ),
        pytest.param(
            export(page("Fiji", revision(1, '<text bytes="9" sha1="x" id="3" />'))), [],
            'cannot read "NAME" further than the beginning of the page "Fiji": it is a stub '
            "without texts: take the export or dump with full texts: get it anew, what was read "
            "before is good", id="a stub dump",
        ),
        pytest.param(
            export(page("Fiji", revision(1))).replace(b"<base>", b"<x>"), [],
            'cannot read "NAME": it does not name its wiki (a siteinfo with base): '
            "check that it is MediaWiki's XML", id="a dump of no wiki",
        ),
        pytest.param(
            TWO_PAGES[:-40], [1, 2, 3],
            'cannot read "NAME" further than revision 3 of "Mongolia": it ends in the middle: '
            "get it anew, what was read before is good", id="cut in the middle",
        ),
    ],
)  # fmt: skip
def test_a_bad_dump_is_told_in_one_line_that_says_how_far_it_was_read(tmp_path, xml, found, error):
    path = tmp_path / "dump.xml"
    path.write_bytes(xml)

    told = read_as_far_as_possible(path)
    assert (told[0], told[1].replace(str(path), "NAME")) == (found, error)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("none.xml", "no such file or directory", id="no file"),
        pytest.param(".", "is a directory", id="a folder"),
    ],
)
def test_a_path_that_leads_nowhere_is_said(tmp_path, name, error):
    path = tmp_path / name

    assert read_as_far_as_possible(path)[1] == f'cannot read "{path}": {error}: check the path'


def zeroed(packed):
    return packed[:-9000] + b"\0" * 1000 + packed[-8000:]


def cut(packed):
    return packed[:-9000]


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize(
    ("compress", "spoil", "reason"),
    [
        pytest.param(gzip.compress, zeroed, "its compression is damaged", id="gz damaged"),
        pytest.param(gzip.compress, cut, "its compression is cut off", id="gz cut off"),
        pytest.param(bz2.compress, zeroed, "its compression is damaged", id="bz2 damaged"),
        pytest.param(bz2.compress, cut, "its compression is cut off", id="bz2 cut off"),
    ],
)
def test_damaged_compression_gives_what_came_before(tmp_path, compress, spoil, reason, cores):
    noise = random.Random(1)  # noqa: S311 # so that it does not compress
    texts = [f"<text>{noise.randbytes(50_000).hex()}</text>" for _ in range(40)]
    xml = export(page("Mongolia", *(revision(number, text) for number, text in enumerate(texts))))
    path = tmp_path / "dump"
    path.write_bytes(spoil(compress(xml, 1)))

    found, error = read_as_far_as_possible(path, cores=cores)
    assert found == list(range(len(found)))
    assert error == (
        f'cannot read "{path}" further than revision {found[-1]} of "Mongolia": '
        f"{reason}: get it anew, what was read before is good"
    )


def test_a_bomb_of_one_endless_text_is_not_held_in_memory():
    start, end = export(page("Mongolia", revision(1, "<text>X</text>"))).split(b"X")
    bomb = zst(start + b"a" * (33 << 20) + end)

    assert read_as_far_as_possible(io.BytesIO(bomb)) == (
        [],
        'cannot read "standard input" further than the beginning of the page "Mongolia": '
        "more than 32 MiB without </revision>: get it anew, what was read before is good",
    )


def test_a_real_history_of_a_gigabyte_streams():
    path = (
        Path(__file__).parents[3] / "shared" / "data" / "history" / "Anarchism-2001-2010.xml.lzma"
    )
    if not path.exists():
        pytest.skip(f"needs the history beside the project: {path} is absent")

    revisions = next(revisions for _, revisions in read(path))
    first = [next(revisions) for _ in range(300)]
    assert (first[0].id, first[0].user, all(one.text is not None for one in first)) == (
        233194, "The Cunctator", True,
    )  # fmt: skip
