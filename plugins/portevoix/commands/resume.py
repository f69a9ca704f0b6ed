"""`porte-voix resume`: the end of a pause, and what becomes of each text that waited."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from portevoix.building.planned import resume as end_pause
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of
from portevoix.commands.planned import look_ahead, tell
from portevoix.doors import typed
from portevoix.language import say
from portevoix.planning import Planned, say_pause
from portevoix.snippets import boards_of

WAYS = ("move", "keep", "drop")
OPTIONS = (
    Option("way", "planning.about_way", ("planning.a_way",)),
    Option("--move", "planning.about_move", ("planning.some_texts",)),
    Option("--keep", "planning.about_keep", ("planning.some_texts",)),
    Option("--drop", "planning.about_drop", ("planning.some_texts",)),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Show what waited; with a word for it, end the pause. Raises DiagnosticsError."""
    ahead = look_ahead(config_of(chosen), chosen.now)
    tell(ahead.sources.unheard)
    lang, plan, site = ahead.site.lang, ahead.plan, ahead.site
    if plan.pause is None:
        print(say(lang, "planning.not_paused"))
        return 0
    if chosen.way and chosen.way not in WAYS:
        raise Misused("commands.no_choice", word="resume", value=chosen.way, known=", ".join(WAYS))
    late = ahead.late
    named = {way: _named(getattr(chosen, way), late) for way in WAYS}
    print(say_pause(plan.pause, lang))
    labels = {key: board.network.label[lang] for key, board in boards_of(site).items()}
    for one in late:
        label = labels.get(one.network, one.network)
        print(f"  {one.moment:%Y-%m-%d %H:%M}  {label}  {one.post.title}  [{one.id}]")
    undecided = {one.id for one in late}.difference(*named.values())
    if undecided and not chosen.way:
        print(say(lang, "planning.resume_how", resume=typed("resume", site)))
        return 0
    if chosen.way:
        named[chosen.way] |= undecided
    after = end_pause(
        ahead,
        named["keep"],
        named["drop"],
        lambda: look_ahead(ahead.configuration.file, ahead.now.isoformat()),
    )
    if late:
        print(say(lang, "planning.resumed", **{way: len(some) for way, some in named.items()}))
    else:
        print(say(lang, "planning.resumed_none"))
    for one in late:
        moved = after.plan.of(one.post.slug, one.network)
        if one.id in named["move"] and moved and moved.moment:
            print(f"  {one.id} → {moved.moment:%Y-%m-%d %H:%M}")
    print(say(lang, "planning.pause_next", build=typed("build", site)))
    return 0


def _named(words: str | None, late: Sequence[Planned]) -> set[str]:
    """The texts that somebody named, parted by commas. Raises Misused for one that does not wait."""
    ids = {one.id for one in late}
    found = {word.strip() for word in (words or "").split(",") if word.strip()}
    for word in sorted(found - ids):
        if not ids:
            raise Misused("planning.nothing_held", value=word)
        raise Misused("planning.not_held", value=word, known=", ".join(sorted(ids)))
    return found
