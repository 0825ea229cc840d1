"""Which articles there are, under which names they go and went."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from urllib.parse import unquote

from scraper.article import Article
from scraper.names.about import about
from storage.change import StorageError
from storage.database import Database

_ADDRESS = re.compile(
    r"https?://([^/\s]+)/(?:wiki/|w/index\.php\?(?:[^#\s]*&)?title=)([^?#&\s]+)(?:[?#&]\S*)?"
)
_NEAR = 0.75  # as difflib reckons: "Mongola" is near "Mongolia", "Angola" is not


class UnknownArticle(StorageError):
    """No article, or more than one, goes by a name: the reader gave another than meant.

    ``near`` has those that may be meant.
    """

    def __init__(self, message: str, name: str = "", near: Collection[Article] = ()) -> None:
        self.name = name
        self.near = tuple(sorted(near))
        super().__init__(message)


class Articles:
    """The article and former_title tables, their ids in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[Article, int] = {}

    def forget(self) -> None:
        """Drop what is cached."""
        self._ids = {}

    def all(self) -> list[Article]:
        """List the articles by wiki and title."""
        rows = self._database.rows("SELECT wiki, title FROM article ORDER BY wiki, title")
        return [Article(wiki, title) for wiki, title in rows]

    def by_id(self) -> dict[int, Article]:
        """Give all articles by their ids."""
        rows = self._database.rows("SELECT id, wiki, title FROM article")
        return {article: Article(wiki, title) for article, wiki, title in rows}

    def by_title(self) -> dict[str, Article]:
        """Give all articles by ``wiki:title``, the titles that they had before a move included."""
        articles = self.by_id()
        former = self._database.rows("SELECT wiki, title, article FROM former_title")
        return {
            **{f"{wiki}:{title}": articles[number] for wiki, title, number in former},
            **{str(article): article for article in articles.values()},
        }

    def titles(self, article: Article) -> list[Article]:
        """List an article under all titles that lead to it, the present one first."""
        rows = self._database.rows(
            "SELECT wiki, title, 0 FROM article WHERE id = ?1 UNION ALL"
            " SELECT wiki, title, 1 FROM former_title WHERE article = ?1 ORDER BY 3, 2",
            self.id(article),
        )
        return [Article(wiki, title) for wiki, title, _ in rows]

    def id(self, article: Article) -> int | None:
        """Give the id of an article, by its title or one that it had before a move."""
        known = self._ids.get(article)
        if known is None:
            row = self._database.row(
                "SELECT id, 0 FROM article WHERE wiki = ?1 AND title = ?2 UNION ALL"
                " SELECT article, 1 FROM former_title WHERE wiki = ?1 AND title = ?2 ORDER BY 2",
                article.wiki,
                article.title,
            )
            if row is None:
                return None
            known = self._ids[article] = row[0]
        return known

    def enter(self, article: Article) -> int:
        """Give the id of an article, which it gets if it has none."""
        known = self.id(article)
        if known is None:
            self._database.run(
                "INSERT INTO article (wiki, title) VALUES (?, ?)", article.wiki, article.title
            )
        return self.certain(article)

    def certain(self, article: Article) -> int:
        """Give the id of an article; raises UnknownArticle if it has none."""
        known = self.id(article)
        if known is None:
            raise UnknownArticle(f'no article "{article}" in database "{self._database.path}"')
        return known

    def rename(self, article: Article, new_title: str) -> Article:
        """Give an article another title, under which its history goes on."""
        moved = Article(article.wiki, new_title)
        known = self.certain(article)
        if self.id(moved) == known:
            self._database.run(
                "DELETE FROM former_title WHERE wiki = ? AND title = ?", article.wiki, new_title
            )
        elif moved in self.all():
            raise StorageError(
                f'cannot rename "{article}" to "{new_title}": there is an article of that title, '
                "with a history of its own"
            )
        else:
            self.part(moved)
        ((old_title,),) = self._database.rows("SELECT title FROM article WHERE id = ?", known)
        if old_title != new_title:
            self._database.run("UPDATE article SET title = ? WHERE id = ?", new_title, known)
            self._database.run(
                "INSERT OR REPLACE INTO former_title VALUES (?, ?, ?)",
                article.wiki,
                old_title,
                known,
            )
        return moved

    def part(self, article: Article) -> None:
        """Let a title no longer lead to the article that it once had: another page has it."""
        self._ids.pop(article, None)
        self._database.run(
            "DELETE FROM former_title WHERE wiki = ? AND title = ?", article.wiki, article.title
        )

    def find(self, name: str, wiki: str = "") -> Article:
        """Find an article by title, subject ("Mongolia"), former title, or its page's address.

        Else by any name of the state that it is about: "USA" finds the one on the United States.
        A title or subject may have its wiki before it ("en.wikipedia.org:Mongolia"). The case
        of letters does not matter. Raises UnknownArticle where none is of that name, or
        several are.
        """
        titles = [(one, title) for one, title in self._titles() if wiki in ("", one.wiki)]
        if found := called(name, titles) or _about_state(name, titles):
            return found
        # Whole titles are all alike: what tells them apart is what they are about.
        subjects = {_plain(Article("", title).subject): article for article, title in titles}
        asked = (at_address(name) or Article("", name.rpartition(":")[2])).subject
        found_near = get_close_matches(_plain(asked), subjects, n=1, cutoff=_NEAR)
        near = [subjects[one] for one in found_near]
        hint = f'did you mean "{near[0].title}"?' if near else "`diplowatch list` has all"
        line = f'no article "{name}" in database "{self._database.path}": {hint}'
        raise UnknownArticle(line, name, near)

    def _titles(self) -> list[tuple[Article, str]]:
        articles = self.by_id()
        former = self._database.rows("SELECT article, title FROM former_title")
        titles = [(article, article.title) for article in articles.values()]
        return [*titles, *((articles[number], title) for number, title in former)]


def called(name: str, titles: Iterable[tuple[Article, str]]) -> Article | None:
    """Find the article that a name means, of those that have or had titles; None if none does.

    Raises UnknownArticle where it may mean several.
    """
    titles, wanted = list(titles), _plain(name)
    exactly = {one for one, title in titles if name in (title, f"{one.wiki}:{title}")}
    return _only(exactly or {one for one, title in titles if wanted in _names(one, title)}, name)


def at_address(name: str) -> Article | None:
    """Give the article at a page's address, known or not; None where it is no address."""
    if match := _ADDRESS.fullmatch(name.strip()):
        return Article(match[1].lower(), unquote(match[2]).replace("_", " "))
    return None


def _about_state(name: str, titles: Iterable[tuple[Article, str]]) -> Article | None:
    state = about(name)
    return _only({one for one, _ in titles if state and about(one.title) == state}, name)


def _only(found: Collection[Article], name: str) -> Article | None:
    if len(found) > 1:
        several = ", ".join(sorted(f'"{article}"' for article in found))
        raise UnknownArticle(f'"{name}" may be {several}: name one in full', name, found)
    return next(iter(found), None)


def _names(article: Article, title: str) -> set[str]:
    subject = Article(article.wiki, title).subject
    names = (title, subject, f"{article.wiki}:{title}", f"{article.wiki}:{subject}")
    return {_plain(name) for name in names}


def _plain(name: str) -> str:
    """Fold a name; of a page's address it is ``wiki:title``."""
    name = str(at_address(name) or name)
    return " ".join(name.replace("_", " ").split()).casefold()
