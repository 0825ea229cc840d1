"""Values -> figures, drawn by Matplotlib. Colours are those of a light page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy

from reports.pictures.activity import Activity
from reports.pictures.by_year import ByYear
from reports.pictures.listed import Listed
from reports.pictures.palette import (
    BLUE,
    CHANGES,
    DEPTH,
    EDITS,
    INK,
    LINE,
    OCHRE,
    OTHER_STATUS,
    PAPER,
    QUIET,
    REGION,
    STATUS,
    Colour,
)  # fmt: skip
from reports.pictures.shown import MOST_ROWS, Shown, size
from reports.pictures.statuses import Statuses

_MONTHS = "JFMAMJJASOND"
_LISTED = {"relations": BLUE, "memberships": OCHRE}


@contextmanager
def style() -> Iterator[None]:
    """Draw and write in our manner: text stays text, and the same values give the same file."""
    with rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "diplowatch",
            "text.parse_math": False,
            "font.family": "sans-serif",
            "font.size": 10.0,
            "text.color": INK.light,
            "axes.labelcolor": QUIET.light,
            "axes.edgecolor": LINE.light,
            "axes.titlesize": 11.0,
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
            "axes.grid.axis": "y",
            "grid.color": LINE.light,
            "grid.linewidth": 0.8,
            "xtick.color": LINE.light,
            "ytick.color": LINE.light,
            "xtick.labelcolor": QUIET.light,
            "ytick.labelcolor": QUIET.light,
            "legend.frameon": False,
            "figure.facecolor": "none",
            "axes.facecolor": "none",
        }
    ):
        yield


def draw_by_year(shown: ByYear) -> Figure:
    """Draw a bar a year, its parts the regions."""
    figure, axes = _figure(shown)
    below = [0] * len(shown.years)
    for name, numbers in shown.stacks:
        axes.bar(shown.years, numbers, bottom=below, width=0.86, color=REGION[name].light)
        below = [one + other for one, other in zip(below, numbers, strict=True)]
    axes.grid(visible=True, axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(_whole_years(12))
    axes.set_ylabel("relations")
    if shown.stacks:
        axes.set_xlim(shown.first - 0.8, shown.years[-1] + 0.8)
        axes.set_ylim(0, 1.06 * max(below))
    if shown.early:
        axes.set_xlabel(f"leftmost: {shown.first} and before")
    _legend(axes, [(name, REGION[name]) for name, _ in shown.stacks])
    return figure


def draw_listed(shown: Listed) -> Figure:
    """Draw a line in steps for relations, and one for memberships."""
    figure, axes = _figure(shown)
    named = [(name, _LISTED[name]) for name, _ in shown.series]
    for (_, steps), (_, colour) in zip(shown.series, named, strict=True):
        times = [date2num(at) for at, _ in steps] + [date2num(shown.ended)]
        numbers = [number for _, number in steps] + [steps[-1][1]]
        axes.plot(times, numbers, drawstyle="steps-post", linewidth=2, color=colour.light)
    axes.grid(visible=True, axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.margins(x=0.01)
    if shown.series:
        _dated(axes)
    _legend(axes, named)
    return figure


def draw_statuses(shown: Statuses) -> Figure:
    """Draw a line of bars for each row, the first at the top."""
    rows = shown.rows[:MOST_ROWS]
    is_long = len(rows) > 40
    figure, axes = _figure(shown)
    for place, row in enumerate(rows):
        for bar in row.bars:
            begun, ended = date2num(bar.begun), date2num(bar.ended)
            colour = STATUS.get(bar.status, OTHER_STATUS).light
            axes.barh(place, ended - begun, left=begun, height=0.66, color=colour)
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.tick_params(axis="y", length=0, labelcolor=INK.light)
    axes.tick_params(axis="x", top=is_long, labeltop=is_long)
    _dated(axes)
    axes.grid(visible=True, axis="x")
    if rows and shown.begun < shown.ended:
        axes.set_xlim(date2num(shown.begun), date2num(shown.ended))
    if (more := len(shown.rows) - len(rows)) > 0:
        axes.set_xlabel(f"{more} more rows are left out")
    _legend(axes, _statuses(shown), above=20 if is_long else 2)
    return figure


def draw_activity(shown: Activity) -> Figure:
    """Draw two calendars side by side, a row a year: the darker, the more."""
    figure = _titled(shown)
    left, right = figure.subplots(1, 2, sharey=True)
    _calendar(left, "edits", shown.edits, shown.years, EDITS)
    _calendar(right, "changes of what is said", shown.changes, shown.years, CHANGES)
    return figure


def _calendar(
    axes: Axes, title: str, rows: Sequence[Sequence[int]], years: range, shades: Sequence[Colour]
) -> None:
    level = _levels(max(map(max, rows), default=0), len(shades))
    for year, row in zip(years, rows, strict=True):
        for month, number in enumerate(row):
            if number:
                shade = level(number)
                place = (month + 0.04, year - 0.46)
                axes.add_artist(Rectangle(place, 0.92, 0.92, color=shades[shade].light, lw=0))
                ink = PAPER if shade >= len(shades) - 2 else DEPTH
                said = axes.text(
                    month + 0.5, year, str(number), ha="center", va="center_baseline",
                    fontsize=8 if number < 1000 else 6, color=ink.light,
                )  # fmt: skip
                # A figure in its cell takes no room, and measuring hundreds takes a second.
                said.set_in_layout(False)
    axes.set_title(title)
    axes.set_xlim(0, 12)
    axes.set_xticks([month + 0.5 for month in range(12)], list(_MONTHS))
    axes.set_ylim((years[-1] if years else 0) + 0.6, (years[0] if years else 0) - 0.6)
    axes.yaxis.set_major_locator(_whole_years(26))
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _whole_years(most: int) -> MaxNLocator:
    return MaxNLocator(integer=True, nbins=most, steps=[1, 2, 5, 10], min_n_ticks=1)


def _levels(most: int, levels: int) -> Callable[[int], int]:
    """Give what sorts numbers up to ``most`` into levels, each twice as wide as the one before."""
    step = most ** (1 / levels) if most > 1 else 2.0

    def level(number: int) -> int:
        place = 0
        while place < levels - 1 and number > ceil(step ** (place + 1)):
            place += 1
        return place

    return level


def _statuses(shown: Statuses) -> list[tuple[str, Colour]]:
    """Name each colour once: a status that has none of its own is one of the others."""
    named = [(status, STATUS[status]) for status in shown.all if status in STATUS]
    others = [status for status in shown.all if status not in STATUS]
    if len(others) == 1:
        return [*named, (others[0], OTHER_STATUS)]
    return [*named, *([("another status", OTHER_STATUS)] if others else [])]


def _dated(axes: Axes) -> None:
    locator = AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def _figure(shown: Shown) -> tuple[Figure, Axes]:
    figure = _titled(shown)
    return figure, figure.subplots()


def _titled(shown: Shown) -> Figure:
    figure = Figure(figsize=size(shown), layout="constrained")
    figure.suptitle(shown.title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    return figure


def _legend(axes: Axes, named: Sequence[tuple[str, Colour]], above: float = 2) -> None:
    """Say what the colours mean, some points above the axes."""
    if named:
        figure = axes.get_figure(root=True)
        place = offset_copy(axes.transAxes, fig=figure, y=above, units="points")
        axes.legend(
            handles=[Patch(color=colour.light, label=name) for name, colour in named],
            loc="lower left", bbox_to_anchor=(0, 1), bbox_transform=place, ncols=len(named),
            handlelength=1, handleheight=1, columnspacing=1.2, borderpad=0.2, borderaxespad=0,
        )  # fmt: skip
