"""`porte-voix pause`: everything but emergencies waits, from now on."""

from __future__ import annotations

import argparse

from portevoix.building.planned import pause as begin_pause
from portevoix.commands.options import CONFIG, NOW, Option, config_of
from portevoix.commands.planned import look_ahead, tell
from portevoix.doors import typed
from portevoix.language import say
from portevoix.planning import say_pause
from portevoix.text import one_line

OPTIONS = (
    Option("reason", "planning.about_reason", ("planning.a_reason",)),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Write the line of the pause into mkdocs.yml. Raises DiagnosticsError."""
    ahead = look_ahead(config_of(chosen), chosen.now)
    tell(ahead.sources.unheard)
    lang, plan = ahead.site.lang, ahead.plan
    if plan.pause:
        print(say_pause(plan.pause, lang))
        print(say(lang, "planning.paused_already", resume=typed("resume", ahead.site)))
        return 0
    reason = one_line(chosen.reason or "")[:200]
    after = begin_pause(
        ahead, reason, lambda: look_ahead(ahead.configuration.file, ahead.now.isoformat())
    )
    assert after.plan.pause
    print(say_pause(after.plan.pause, lang))
    print(say(lang, "planning.plan_waits", count=len(after.plan.held)))
    print(say(lang, "planning.pause_next", build=typed("build", ahead.site)))
    return 0
