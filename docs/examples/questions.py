"""Questions to a database of diplowatch, cell by cell: to be run, or opened as a notebook.

    python docs/examples/questions.py demo-reports/demo.db

Editors that know "# %%" (VS Code, Spyder, Jupytext) run one cell at a time. Nothing but
diplowatch is needed; where pandas is installed, ``pandas.DataFrame`` takes each list of rows.
"""

# %% Open the database. It is only read, whoever writes to it meanwhile.
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median

from scraper.names import counterparts
from storage import history
from storage.rows import rows
from storage.settled import settled_facts


def show(counts):
    """Print counts on one line."""
    print(*(f"{what}: {count}" for what, count in counts), sep=", ")


past = history.open(sys.argv[1])
mongolia = past.find("Mongolia")
print(rows(past.articles()))

# %% How many relations did the article list at the end of a year?
panel = [
    row
    for year in range(2012, 2024, 3)
    for row in rows(past.facts(mongolia, at=datetime(year, 12, 31, tzinfo=UTC)), year=year)
]
show(Counter(row["year"] for row in panel if row["status"] == "established").items())

# %% In which decades did most of them begin? Dates are EDTF: the year stands first.
now = [fact for fact in past.facts(mongolia) if fact.kind == "relation" and fact.since]
show(Counter(f"{fact.since[:3]}0s" for fact in now).most_common(3))

# %% Who made the changes that stood?
changes = rows(past.changes(article=mongolia))
show(Counter(change["user"] for change in changes).most_common())

# %% Which dates were corrected?
for change in changes:
    if change["what"] in ("redated", "refined"):
        print(change["name"], change["since_before"], "->", change["since_after"])

# %% How many days after the event did the article list it?
late = [
    (change["saved_at"] - datetime.fromisoformat(change["since_after"]).replace(tzinfo=UTC)).days
    for change in changes
    if change["what"] == "established" and len(change["since_after"]) == len("2012-10-26")
]
print(len(late), "relations, at the median after", median(late), "days")

# %% What was ever said of one counterpart? Any of its names leads to its identity.
for period in rows(past.timeline(counterparts.identify("Swaziland"), article=mongolia)):
    until = period["said_until"]
    print(period["said_from"].date(), until.date() if until else "and still", end=" ")
    print(period["name"], period["status"], period["since"])

# %% What did it say on a day that had not stood for a week?
day = datetime(2016, 1, 20, tzinfo=UTC)
stood = {fact.identity for fact in settled_facts(past, mongolia, timedelta(days=7), day)}
print([fact.name for fact in past.facts(mongolia, at=day) if fact.identity not in stood])

# %% And the wikitext of any revision, to the byte.
for edit in rows(past.revisions(mongolia, since=datetime(2021, 1, 1, tzinfo=UTC))):
    print(edit["saved_at"].date(), edit["user"], len(past.text(mongolia, edit["id"])))

past.close()
