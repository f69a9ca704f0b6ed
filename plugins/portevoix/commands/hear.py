"""`porte-voix hear`: what somebody said where no program listens."""

from __future__ import annotations

import argparse
from pathlib import Path

from portevoix.commands.inbox_words import PLACES_SAID, meant, named_both
from portevoix.commands.inboxes import busy_told, opened
from portevoix.commands.naming import post_named
from portevoix.commands.options import CONFIG, NOW, Misused, Option
from portevoix.language import say

OPTIONS = (
    Option("said", "inbox.help_said", ("inbox.words",), many=True),
    Option("--place", "inbox.help_place", ("inbox.a_place",)),
    Option("--post", "inbox.help_post", ("commands.a_post",)),
    Option("--link", "inbox.help_link", ("commands.an_address",)),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0. Raises DiagnosticsError."""
    from portevoix.inbox import Item, Sort, id_of
    from portevoix.listening import PLACES
    from portevoix.networks import NETWORKS
    from portevoix.posts import read_shelf
    from portevoix.safe_addresses import safe_address

    text = " ".join(chosen.said or ()).strip()
    if not text:
        raise Misused("inbox.what_said")
    place = meant(chosen.place or "elsewhere", PLACES_SAID)
    if place not in PLACES and place not in NETWORKS:
        known = ", ".join((*named_both(PLACES, PLACES_SAID), *NETWORKS))
        raise Misused("commands.no_choice", word="--place", value=place, known=known)
    link = chosen.link or ""
    if link and not safe_address(link, local=False):
        raise Misused("sending.bad_address", value=link)
    with busy_told(chosen), opened(chosen) as here:
        post = ""
        if chosen.post:
            blog = here.configuration.docs / here.site.blog.strip("/")
            networks = tuple(dict.fromkeys((*NETWORKS, *here.site.networks)))
            shelf = read_shelf(blog, here.site, networks=networks, shown_from=Path.cwd())
            post = post_named(chosen.post, shelf.posts, here.site.lang).slug
        moment = here.now.replace(microsecond=0)
        said = here.house.mask(text)
        item = Item(
            id=id_of(place, f"{moment.isoformat()} {said}"),
            at=moment,
            seen=moment,
            network=place,
            sort=Sort.SAID,
            post=post,
            text=said,
            link=link,
        )
        here.inbox.write([item])
        print(say(here.site.lang, "inbox.heard_it", id=item.id))
    return 0
