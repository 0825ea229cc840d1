"""Every kind of edit by name: those that change nothing, those that do, those of structure."""

from tests.metamorphic import (
    columns,
    contents,
    layout,
    memberships,
    rows,
    statuses,
    storms,
    structure,
    surroundings,
    truths,
)
from tests.metamorphic.pair import Edit

COSMETIC: dict[str, Edit] = {
    "rows in another order": rows.rows_in_another_order,
    "rows numbered anew": rows.rows_numbered_anew,
    "row markers": rows.row_markers,
    "attributes of cells": rows.cell_attributes,
    "row headers": rows.row_headers,
    "comments": rows.comments,
    "white space": rows.white_space,
    "one line or many": rows.one_line_or_many,
    "dates in another form": contents.dates_in_another_form,
    "flags in another form": contents.flags_in_another_form,
    "other names": contents.other_names,
    "references": contents.references,
    "notes": contents.notes,
    "headers reworded": layout.headers_reworded,
    "tables dressed anew": layout.tables_dressed_anew,
    "headings reworded": layout.headings_reworded,
    "headings deeper": layout.headings_deeper,
    "sections moved": layout.sections_moved,
    "table split": layout.table_split,
    "tables joined": layout.tables_joined,
    "dates that span": rows.dates_that_span,
    "column added": columns.column_added,
    "columns in another order": columns.columns_in_another_order,
    "table as HTML": columns.table_as_html,
    "table within": columns.table_within,
    "section added": surroundings.section_added,
    "page dressed anew": surroundings.page_dressed_anew,
    "memberships in another form": memberships.memberships_in_another_form,
    "organisations by another name": memberships.organisations_by_another_name,
    "headings of memberships": memberships.headings_of_memberships,
}
TRUE: dict[str, Edit] = {
    "row dropped": truths.row_dropped,
    "row added": truths.row_added,
    "date changed": truths.date_changed,
    "date refined": truths.date_refined,
    "date coarsened": truths.date_coarsened,
    "date found or lost": truths.date_found,
    "severed": statuses.severed,
    "suspended": statuses.suspended,
    "resumed": statuses.resumed,
    "moved to the severed": statuses.moved_to_the_severed,
    "none": statuses.none_written,
    "membership joined": memberships.joined,
    "membership left": memberships.left,
    "membership's status": memberships.another_status,
}
STRUCTURAL: dict[str, Edit] = {
    "page blanked": structure.page_blanked,
    "section blanked": structure.section_blanked,
    "table blanked": structure.table_blanked,
    "table cut short": structure.table_cut_short,
}
_ALL_TRUE, _ALL_COSMETIC = tuple(TRUE.values()), tuple(COSMETIC.values())
KINDS: dict[str, Edit] = {
    **COSMETIC,
    **TRUE,
    "several at once": storms.several(_ALL_TRUE),
    "one in a storm": storms.in_a_storm(_ALL_TRUE, _ALL_COSMETIC),
    **STRUCTURAL,
}
