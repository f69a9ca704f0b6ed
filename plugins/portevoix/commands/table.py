"""Every command, in the order of its help; its module is read only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`module` holds OPTIONS and `run`, which gives the exit code; `about` is the key of a
    sentence."""

    module: str
    about: str

    def load(self) -> Any:
        return import_module(self.module)


COMMANDS: Mapping[str, Command] = {
    "init": Command("portevoix.commands.init", "starting.about"),
    "new-post": Command("portevoix.commands.new_post", "commands.about_new_post"),
    "serve": Command("portevoix.commands.serve", "commands.about_serve"),
    "atelier": Command("portevoix.commands.atelier", "commands.about_workbench"),
    "check": Command("portevoix.commands.check", "commands.about_check"),
    "build": Command("portevoix.commands.build", "commands.about_build"),
    "publish": Command("portevoix.commands.publish", "deploying.about"),
    "pipeline": Command("portevoix.commands.pipeline", "deploying.about_pipeline"),
    "protect": Command("portevoix.commands.protect", "deploying.about_protect"),
    "snippets": Command("portevoix.commands.snippets", "commands.about_snippets"),
    "import": Command("portevoix.commands.import_blog", "commands.about_import"),
    "plan": Command("portevoix.commands.plan", "planning.about_plan"),
    "approve": Command("portevoix.commands.approve", "approvals.about"),
    "send": Command("portevoix.commands.send", "sending.about"),
    "listen": Command("portevoix.commands.listen", "inbox.about_listen"),
    "inbox": Command("portevoix.commands.inbox", "inbox.about_inbox"),
    "hear": Command("portevoix.commands.hear", "inbox.about_hear"),
    "pause": Command("portevoix.commands.pause", "planning.about_pause"),
    "resume": Command("portevoix.commands.resume", "planning.about_resume"),
    "today": Command("portevoix.commands.today", "alerts.about_today"),
    "links": Command("portevoix.commands.links", "alerts.about_links"),
    "result": Command("portevoix.commands.result", "results.about_result"),
    "import-results": Command("portevoix.commands.import_results", "results.about_import"),
    "export": Command("portevoix.commands.export", "schedulers.about_export"),
    "newsletter": Command("portevoix.commands.newsletter", "letters.about"),
    "release-charter": Command(
        "portevoix.commands.release_charter", "commands.about_release_charter"
    ),
}
