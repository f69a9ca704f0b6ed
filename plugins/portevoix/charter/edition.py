"""What the makers of the charter's pages receive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from portevoix.charter.addresses import named
from portevoix.charter.charter import Article, Charter
from portevoix.language import say
from portevoix.metadata import Entry
from portevoix.publisher import Page, Target
from portevoix.site import Audience, Site
from portevoix.telephones import linked
from portevoix.typography import profile_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterEdition:
    charter: Charter
    site: Site
    today: date | None = None  # tells overdue reviews; without it no page speaks of them
    key: str = ""  # of all that the pages are made of

    @property
    def internal(self) -> bool:
        return self.site.audience is Audience.INTERNAL

    def dial(self, html: str) -> str:
        """HTML whose telephones, those of the charter's variables, are links."""
        return linked(html, self.charter.numbers, self.site.profile)

    def say(self, name: str, **values: object) -> str:
        words = profile_of(self.charter.lang, self.site.profile)
        return say(words, f"charter.{name}", **values)

    def page(
        self,
        path: str,
        template: str,
        title: str,
        *,
        description: str = "",
        indexed: bool = True,
        **values: object,
    ) -> Target:
        """A page of the charter; `path` is below its root and ends in a slash, or is empty.

        A value that is costly is given as a `partial`, called when the page is rendered.
        """
        common = {
            "charter": self.charter,
            "ways": tuple(name for name in WAYS if name in named(self.charter, self.site)),
            "more": tuple(name for name in MORE if name in named(self.charter, self.site)),
            "root": self.site.names.charter,
            "page_of": self.site.names.charter_page,
        }
        file = path if path.endswith(".html") else f"{path}index.html"
        page = Page(
            path=self.site.names.charter_page(file),
            template=f"charter/{template}.html",
            title=title,
            lang=self.charter.lang,
            description=description,
            indexed=indexed,
            values=common,
        )
        listed = None
        if indexed and not self.internal:
            listed = Entry(url=self.site.absolute(page.url))
        return Target(
            path=page.path,
            key=self.key,
            framed=True,
            group="charter",
            render=lambda: replace(page, values={**common, **_called(values)}),
            listed=listed,
        )

    def file(self, path: str, content: Callable[[], str | bytes]) -> Target:
        def render() -> bytes:
            made = content()
            return made if isinstance(made, bytes) else made.encode()

        return Target(
            path=self.site.names.charter_page(path), key=self.key, group="charter", render=render
        )

    def overdue(self, article: Article) -> bool:
        due = article.review_by
        return bool(self.today and due and due < self.today and article.repealed is None)


def _called(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value() if isinstance(value, partial) else value for name, value in values.items()
    }


# The ways in, in the order of a hurried person's needs; then what one reads seated.
WAYS = ("repondre", "puis-je", "reponses", "articles", "changements")
MORE = ("comptes", "versions", "quiz", "attestation", "imprimer")

CharterMaker = Callable[[CharterEdition], Iterable[Target]]
