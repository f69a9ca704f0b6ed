"""`porte-voix snippets`: what a post says on each network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portevoix.building.engine import Refused
from portevoix.commands.naming import post_named as named_in
from portevoix.commands.options import CONFIG, JSON, NOW, Option, config_of, moment_of
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.kits.terminal import dump_snippets, print_snippets
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.posts import (
    AUTHORS_FILE,
    Known,
    Post,
    read_authors,
    read_post,
    read_shelf,
    settle,
    shown,
    with_text,
)
from portevoix.site import Site
from portevoix.snippets import Snippet, boards_of, compose_all

OPTIONS = (
    Option("post", "commands.post", ("commands.a_post",), required=True),
    Option("--network", "commands.network", ("commands.a_network",)),
    JSON,
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Print the texts of one post; nothing is written. Raises DiagnosticsError."""
    configuration = read_configuration(config_of(chosen))
    site = configuration.site
    post = post_named(chosen.post, configuration)
    try:
        (post,) = settle([told(post, configuration)], moment_of(chosen, site))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    texts = texts_of(post, chosen.network, site)
    show = dump_snippets if chosen.json else print_snippets
    print(show(post, texts, site), end="")
    return 0


def told(post: Post, configuration: Configuration) -> Post:
    """The post as a build tells it: where its author wrote no message, its text gives one."""
    if post.intention.message and post.description:
        return post
    # Only now is the engine worth loading: it knows how Markdown is set.
    from portevoix.building.bodies import opening_of
    from portevoix.engine.mkdocs.host import MkDocs

    settings = MkDocs(configuration=configuration).markdown()
    return with_text(post, opening_of(post, configuration.site, settings))


def post_named(name: str, configuration: Configuration) -> Post:
    """The post of a file, or of the end of an address. Raises DiagnosticsError."""
    site, base = configuration.site, Path.cwd().resolve()
    folder = configuration.docs / site.blog.strip("/")
    networks = tuple(dict.fromkeys((*NETWORKS, *site.networks)))
    file = Path(name)
    if file.is_file():
        diagnostics = Diagnostics(site.lang)
        authors = read_authors(folder / AUTHORS_FILE, base=base, diagnostics=diagnostics)
        known = Known(site=site, authors=authors, networks=networks)
        post = read_post(
            file.read_bytes(), file=shown(file, base), known=known, diagnostics=diagnostics
        )
        if diagnostics.mistakes or post is None:
            raise DiagnosticsError(diagnostics.mistakes)
        return post
    posts = read_shelf(folder, site, networks=networks, shown_from=base).posts
    return named_in(name, posts, site.lang)


def texts_of(post: Post, network: str | None, site: Site) -> tuple[Snippet, ...]:
    """The texts of a post, or that of one network. Raises DiagnosticsError."""
    texts = compose_all(site, post)
    if network is None:
        return texts
    boards = boards_of(site)
    chosen = tuple(one for one in texts if one.network.key == network)
    if chosen:
        return chosen
    if network in boards:
        line = post.lines.get(f"share.{network}", post.lines.get("share", 0))
        values = {"label": boards[network].network.label[site.lang], "key": network}
        wording = "kits.off"
    else:
        line, wording = 0, "kits.unknown_network"
        values = {"key": network, "known": ", ".join(boards)}
    what, do = say(site.lang, wording, **values), say(site.lang, f"{wording}_do", **values)
    raise DiagnosticsError([Diagnostic(file=post.file, line=line, what=what, do=do)])
