"""`porte-voix pipeline`: the file that publishes on each change and each hour."""

from __future__ import annotations

import argparse
import sys

from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of
from portevoix.doors import quoted
from portevoix.language import say
from portevoix.whole_files import write_whole

OPTIONS = (
    Option("sort", "deploying.pipe_sort", ("deploying.a_pipeline",), required=True),
    Option("--send-due", "deploying.help_send_due"),
    CONFIG,
    NOW,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 when a file of that name says something else: nothing is then written."""
    from portevoix.configuration import read_configuration
    from portevoix.deploying import GITLAB_TOKEN, PIPELINES, Project, declared_places

    if chosen.sort not in PIPELINES:
        known = ", ".join(PIPELINES)
        raise Misused("deploying.unknown_pipeline", value=chosen.sort, known=known)
    configuration = read_configuration(config_of(chosen).resolve())
    places = declared_places(configuration)
    lang, folder = configuration.site.lang, configuration.file.parent
    if not places:
        print(say(lang, "deploying.no_place"), say(lang, "deploying.no_place_do"), file=sys.stderr)
        return 1
    tokens: tuple[str, ...] = ()
    if chosen.send_due:
        from portevoix.sending import accounts_of, variables_of

        tokens = variables_of(accounts_of(configuration.site))
        if not tokens:
            what, do = say(lang, "deploying.pipe_no_account"), "deploying.pipe_no_account_do"
            print(what, say(lang, do), file=sys.stderr)
            return 1
    now = moment_of(chosen, configuration.site)
    project = Project(site=configuration.site, places=places, folder=folder, now=now, tokens=tokens)
    files = {folder / name: text.encode() for name, text in PIPELINES[chosen.sort](project).items()}
    others = [file for file, text in files.items() if file.exists() and file.read_bytes() != text]
    for file in others:
        name = file.relative_to(folder).as_posix()
        what, do = say(lang, "deploying.pipe_there"), say(lang, "deploying.pipe_there_do")
        print(f"{name}: {what} {do}", file=sys.stderr)
    if others:
        return 1
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
        name = file.relative_to(folder).as_posix()
        print(say(lang, "deploying.pipe_written", file=name))
    print(
        say(
            lang,
            f"deploying.pipe_then_{chosen.sort}",
            file=quoted((folder / "publier.crontab").as_posix()),
        )
    )
    secrets = (*project.variables, *tokens)
    if tokens and chosen.sort == "gitlab":
        print(say(lang, "deploying.pipe_push_token", name=GITLAB_TOKEN))
        secrets = (*secrets, GITLAB_TOKEN)
    if secrets:
        print(say(lang, "deploying.pipe_variables"))
        print(*(f"  {name}" for name in secrets), sep="\n")
    return 0
