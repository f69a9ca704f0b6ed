"""Former addresses that would replace a page, told beside other mistakes: where there are none, the
publisher finds every clash itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.language import say
from portevoix.paths import file_of, file_of_page
from portevoix.posts import Post, shown
from portevoix.site import Site
from portevoix.sources.tree import DocFile


def aliases_over_pages(
    posts: Iterable[Post],
    pages: Mapping[str, str],
    files: Mapping[str, DocFile],
    site: Site,
    base: Path,
) -> list[Diagnostic]:
    """`pages` are the addresses of pages by their place in docs/, where `files` lie."""
    lang = site.lang
    owners = {
        file_of_page(address).casefold(): say(
            lang, "addresses.page", place=f"{shown(files[uri].path, base)}:1"
        )
        for uri, address in pages.items()
    }
    owners.setdefault("index.html", say(lang, "addresses.ours"))
    owners[file_of_page(site.blog).casefold()] = say(lang, "addresses.blog")
    told = Diagnostics(lang)
    for post in posts:
        for n, alias in enumerate(post.aliases):
            if owner := owners.get(file_of(alias).casefold()):
                line = post.lines.get(f"aliases.{n}", post.lines.get("aliases", 1))
                told.mistake(
                    post.file, line, "addresses.taken_by_alias", address=f"/{alias}", other=owner
                )
    return told.mistakes
