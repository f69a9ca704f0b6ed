"""`porte-voix new-post`: starts a post."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.doors import typed
from portevoix.language import say
from portevoix.posts import KINDS, Kind, kind_named, render_template, shown, slugify
from portevoix.typography import profile_of, typeset

OPTIONS = (
    Option("kind", "commands.kind", ("commands.a_kind",)),
    Option("title", "commands.title", ("commands.a_title",), many=True),
    NOW,
    Option("--lang", "commands.lang", ("commands.a_language",)),
    Option("--slug", "commands.slug", ("commands.an_address",)),
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Write a post's file from its kind and title; what is not said is asked.

    Never writes over a file.
    """
    configuration = read_configuration(config_of(chosen))
    site = configuration.site
    lang = site.lang
    kind = kind_named(chosen.kind) if chosen.kind else _ask_kind(lang)
    if kind is None:
        allowed = ", ".join(KINDS)
        return _refuse(say(lang, "template.unknown_kind", value=chosen.kind or "", allowed=allowed))
    title = " ".join(chosen.title) or _answer(say(lang, "template.which_title"))
    title = typeset(title, profile_of(chosen.lang or lang, site.profile))
    day = moment_of(chosen, site)
    slug = slugify(chosen.slug or title)
    if not slug:
        return _refuse(say(lang, "template.no_address"))
    folder = configuration.docs / site.blog.strip("/") / "posts"
    file = folder / f"{day:%Y-%m-%d}-{slug}.md"
    taken = any(folder.glob(f"*-{slug}.md"))
    address = f"{slug}-{day:%Y-%m-%d}" if taken else slug
    text = render_template(kind, title, day, chosen.lang or lang, site, slug=address)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        return _refuse(say(lang, "template.exists", file=shown(file, Path.cwd())))
    print(say(lang, "template.written", file=shown(file, Path.cwd()), serve=typed("serve", site)))
    return 0


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:  # nobody is there to answer
        raise Misused("commands.no_answer") from None


def _ask_kind(lang: str) -> Kind | None:
    kinds = list(KINDS.values())
    print(say(lang, "template.which_kind"))
    for n, kind in enumerate(kinds, start=1):
        print(f"  {n}. {kind.label[lang]} – {kind.purpose[lang]}")
    said = _answer(say(lang, "template.which_number", count=len(kinds)))
    if said.isdecimal() and 1 <= int(said) <= len(kinds):
        return kinds[int(said) - 1]
    return kind_named(said)
