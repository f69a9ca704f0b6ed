"""`porte-voix new-post`: starts a post."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.configuration import read_configuration
from portevoix.doors import typed
from portevoix.language import say
from portevoix.near import nearest
from portevoix.posts import KINDS, Kind, kind_named, render_template, shown, slug_with, slugify
from portevoix.tongues import read_tongue
from portevoix.typography import profile_of, typeset
from portevoix.values import dataclass
from portevoix.whole_files import write_new

OPTIONS = (
    Option("kind", "commands.kind", ("commands.a_kind",)),
    Option("title", "commands.title", ("commands.a_title",), many=True),
    NOW,
    Option("--lang", "commands.lang", ("commands.a_language",)),
    Option("--slug", "commands.slug", ("commands.an_address",)),
    Option("--about", "results.help_about", ("commands.a_post",)),
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
        raise _no_kind(chosen.kind, lang)
    if chosen.lang and read_tongue(chosen.lang) is None:
        raise Misused("template.no_language", value=chosen.lang)
    back = _looked_back(chosen, kind) if chosen.about else None
    title = " ".join(chosen.title) or (back.title if back else "")
    title = title or _answer(say(lang, "template.which_title"))
    title = typeset(title, profile_of(chosen.lang or lang, site.profile))
    day = moment_of(chosen, site)
    slug = slugify(chosen.slug or title)
    if not slug:
        raise Misused("template.no_address")
    folder = configuration.docs / site.blog.strip("/") / "posts"
    file = folder / f"{day:%Y-%m-%d}-{slug}.md"
    taken = any(folder.rglob(f"*-{slug}.md"))  # imported posts lie in folders
    address = slug_with(slug, f"{day:%Y-%m-%d}") if taken else slug
    begun = back.sections if back else {}
    tongue = chosen.lang or lang
    text = render_template(kind, title, day, tongue, site, slug=address, begun=begun)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        write_new(file, text.encode())
    except FileExistsError:
        return _refuse(say(lang, "template.exists", file=shown(file, Path.cwd())))
    print(say(lang, "template.written", file=shown(file, Path.cwd()), serve=typed("serve", site)))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What a look back on another post starts from."""

    title: str
    sections: Mapping[str, str]


def _looked_back(chosen: argparse.Namespace, kind: Kind) -> _Back:
    """Raises Misused for another kind or an unknown post, DiagnosticsError for sources that cannot be
    read."""
    from portevoix.commands.naming import post_named
    from portevoix.results import bilan_of, looked_back, matters
    from portevoix.sources.measured import all_results
    from portevoix.sources.options import SourceOptions
    from portevoix.sources.read import read_sources

    if kind.key != "lookback":
        raise Misused("results.only_lookback", kind=kind.key)
    file = config_of(chosen)
    configuration = read_configuration(file)
    site = configuration.site
    now = moment_of(chosen, site)
    sources = read_sources(file, SourceOptions(now=now), Path.cwd())
    post = post_named(chosen.about, sources.shelf.posts, site.lang, by_part=True)
    results, _ = all_results(configuration, Path.cwd())
    translations = {one.slug: others for one, others in matters(sources.shelf.posts)}
    own = [one for one in sources.publications if one.post == post.slug]
    bilan = bilan_of(post, results, own, site, translations.get(post.slug, ()))
    heard = [one.heard for one in sources.heard if post.slug in one.posts]
    tongue = chosen.lang or site.lang
    return _Back(
        title=say(tongue, "results.back_title", title=post.title),
        sections=looked_back(bilan, heard, tongue, site, Path(post.file).name),
    )


def _no_kind(said: str, lang: str) -> Misused:
    """With the kind that was most likely meant, by its key or by its label."""
    named = {
        name: key
        for key, kind in KINDS.items()
        for name in (key, kind.label.fr.casefold(), kind.label.en.casefold())
    }
    near = nearest(said, named)
    hint = say(lang, "form.near", near=named[near]) if near else ""
    return Misused("template.unknown_kind", value=said, allowed=", ".join(KINDS), hint=hint)


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:  # nobody is there to answer
        raise Misused("commands.no_answer") from None


def _ask_kind(lang: str) -> Kind:
    """Raises Misused for what names none."""
    kinds = list(KINDS.values())
    print(say(lang, "template.which_kind"))
    for n, kind in enumerate(kinds, start=1):
        print(f"  {n}. {kind.label[lang]} – {kind.purpose[lang]}")
    said = _answer(say(lang, "template.which_number", count=len(kinds)))
    if said.isdecimal() and 1 <= int(said) <= len(kinds):
        return kinds[int(said) - 1]
    if (found := kind_named(said)) is None:
        raise _no_kind(said, lang)
    return found
