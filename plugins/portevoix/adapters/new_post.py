"""The command that starts a post."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from portevoix.configuration import read_configuration
from portevoix.diagnostics import DiagnosticsError
from portevoix.language import say
from portevoix.posts.kinds import KINDS, Kind, kind_named
from portevoix.posts.read import shown
from portevoix.posts.slug import slugify
from portevoix.posts.template import render_template


def new_post(arguments: Sequence[str], root: Path | None = None) -> int:
    """Write a post's file from its kind and title; what is not said is asked.

    Never writes over a file.
    """
    parser = argparse.ArgumentParser(prog="new_post")
    parser.add_argument("kind", nargs="?", metavar="GENRE")
    parser.add_argument("title", nargs="*", metavar="TITRE")
    parser.add_argument("--date", metavar="DATE", help="aujourd’hui, par défaut")
    parser.add_argument("--lang", metavar="LANGUE")
    parser.add_argument("--slug", metavar="ADRESSE")
    default = (root or Path.cwd()) / "mkdocs.yml"
    parser.add_argument("--config", type=Path, default=default, metavar="FICHIER")
    options = parser.parse_args(arguments)
    try:
        configuration = read_configuration(options.config)
    except DiagnosticsError as found:
        print(found, file=sys.stderr)
        return 1
    site = configuration.site
    lang = site.lang
    kind = kind_named(options.kind) if options.kind else _ask_kind(lang)
    if kind is None:
        allowed = ", ".join(KINDS)
        print(
            say(lang, "template.unknown_kind", value=options.kind or "", allowed=allowed),
            file=sys.stderr,
        )
        return 1
    title = " ".join(options.title) or input(say(lang, "template.which_title")).strip()
    try:
        day = datetime.fromisoformat(options.date) if options.date else datetime.now(site.zone)
    except ValueError:
        print(say(lang, "command.bad_now", value=options.date), file=sys.stderr)
        return 1
    slug = slugify(options.slug or title)
    if not slug:
        print(say(lang, "template.no_address"), file=sys.stderr)
        return 1
    folder = configuration.docs / site.blog.strip("/") / "posts"
    file = folder / f"{day:%Y-%m-%d}-{slug}.md"
    text = render_template(kind, title, day.date(), options.lang or lang, site)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        print(say(lang, "template.exists", file=shown(file, Path.cwd())), file=sys.stderr)
        return 1
    print(say(lang, "template.written", file=shown(file, Path.cwd())))
    return 0


def _ask_kind(lang: str) -> Kind | None:
    kinds = list(KINDS.values())
    print(say(lang, "template.which_kind"))
    for n, kind in enumerate(kinds, start=1):
        print(f"  {n}. {kind.label[lang]} – {kind.purpose[lang]}")
    said = input(say(lang, "template.which_number", count=len(kinds))).strip()
    if said.isdecimal() and 1 <= int(said) <= len(kinds):
        return kinds[int(said) - 1]
    return kind_named(said)
