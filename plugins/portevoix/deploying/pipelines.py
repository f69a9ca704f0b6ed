"""Files that publish on each change and each hour: of forges, and of the machine's own clock.

A post is dated to the hour, and is to be out then: no morning alone will do, and no change to summer time
keeps it back. A publication with nothing to do sends nothing.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from portevoix import __version__
from portevoix.deploying.settings import Place
from portevoix.language import say
from portevoix.site import Site
from portevoix.values import dataclass

_LATER = timedelta(minutes=5)  # after the hour of posts: all that is due is due by then
# Kind of place → the secrets that a machine without a keyring must be given.
SECRETS: Mapping[str, tuple[str, ...]] = {
    "folder": (),
    "s3": ("KEY", "SECRET"),
    "azure": ("SECRET",),
    "google": ("SECRET",),
    "sftp": ("IDENTITY", "KNOWN_HOSTS"),
    "git": ("TOKEN",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What a pipeline is written for."""

    site: Site
    places: tuple[Place, ...]
    folder: Path  # that holds mkdocs.yml
    now: datetime  # whose year tells the site's hours in UTC
    # The variables that hold the tokens of networks, where texts that are due go out too.
    tokens: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        return self.site.lang

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(
            place.variable(what)
            for place in self.places
            for what in (*SECRETS[place.to], *(("PURGE",) if place.purge else ()))
        )

    @property
    def install(self) -> str:
        """What makes the command work on a machine with Python alone; "" where scripts do."""
        return "" if self.site.scripts else f'pip install "porte-voix[publish]=={__version__}"'

    def command(self, name: str) -> str:
        if self.site.scripts:
            return f"python3 scripts/{name}.py"
        return f"porte-voix {name}"

    @property
    def publications(self) -> tuple[str, ...]:
        """The commands that publish: the public site, then that of the staff where it has a place."""
        guarded = {place.is_guarded for place in self.places}
        sites = {False: "publish", True: "publish --internal"}
        return tuple(self.typed(sites[one]) for one in sorted(guarded))

    @property
    def sends(self) -> bool:
        """Whether texts that are due go to networks once the site is online."""
        return bool(self.tokens)

    @property
    def sending(self) -> str:
        """The command that sends them, on a machine that keeps nothing: the ledger is in git."""
        return self.typed("send --due --push")

    def typed(self, words: str) -> str:
        name, _, options = words.partition(" ")
        return f"{self.command(name)} {options}".rstrip()

    @property
    def at(self) -> datetime:
        """When what is due on some morning is due; the same minute of each hour, in the site's zone."""
        day = self.now.astimezone(self.site.zone).date()
        return datetime.combine(day, self.site.publish_at, self.site.zone) + _LATER


def minutes_in_utc(project: Project) -> Sequence[int]:
    """The minute at which each hour is published, as UTC counts: zones are half hours apart too."""
    return sorted({minute for _, minute in hours_in_utc(project)})


def hours_in_utc(project: Project) -> Sequence[tuple[int, int]]:
    """Hour and minute in UTC of the site's morning, on every day of a year."""
    start = datetime.combine(project.now.date(), project.at.time())
    found = set()
    for n in range(366):
        local = (start + timedelta(days=n)).replace(tzinfo=project.site.zone)
        offset = local.utcoffset() or timedelta()
        utc = local.replace(tzinfo=None) - offset
        found.add((utc.hour, utc.minute))
    return sorted(found)


def _github(project: Project) -> Mapping[str, str]:
    return {".github/workflows/publier.yml": _workflow(project, "ubuntu-latest", "actions/")}


def _forgejo(project: Project) -> Mapping[str, str]:
    actions = "https://data.forgejo.org/actions/"
    return {".forgejo/workflows/publier.yml": _workflow(project, "docker", actions)}


def _workflow(project: Project, machine: str, actions: str) -> str:
    """GitHub's format, which Forgejo reads too."""
    lang = project.lang
    crons = [f'    - cron: "{minute} * * * *"' for minute in minutes_in_utc(project)]
    mornings = [f'    # - cron: "{minute} {hour} * * *"' for hour, minute in hours_in_utc(project)]
    steps = [
        f"      - uses: {actions}checkout@v4",
        f"      - uses: {actions}setup-python@v5",
        '        with: {python-version: "3.13"}',
        f"      - uses: {actions}cache@v4",
        "        with:",
        "          path: .cache",
        "          key: porte-voix-${{ github.run_id }}",
        "          restore-keys: porte-voix-",
        *([f"      - run: {project.install}"] if project.install else []),
    ]
    return _lines(
        f"# {say(lang, 'deploying.pipe_what')}",
        "name: Publier" if lang == "fr" else "name: Publish",
        "on:",
        "  push: {branches: [main]}",
        "  pull_request:",
        "  workflow_dispatch:",
        f"  # {say(lang, 'deploying.pipe_hours')}",
        "  schedule:",
        *crons,
        f"    # {say(lang, 'deploying.pipe_mornings', hour=_hour(project), zone=project.site.zone.key)}",
        *mornings,
        "permissions: {contents: read}",
        "concurrency: {group: publier, cancel-in-progress: false}",
        "jobs:",
        f"  # {say(lang, 'deploying.pipe_try')}",
        "  check:",
        "    if: github.event_name == 'pull_request'",
        f"    runs-on: {machine}",
        "    steps:",
        *steps,
        f"      - run: {project.command('build')} --quiet",
        "  publish:",
        "    if: github.event_name != 'pull_request'",
        f"    runs-on: {machine}",
        *(["    permissions: {contents: write}"] if project.sends else []),
        "    steps:",
        *steps,
        f"      # {say(lang, 'deploying.pipe_told')}",
        *_step(project.variables, project.publications),
        *(
            [
                f"      # {say(lang, 'deploying.pipe_sends')}",
                *_step(project.tokens, (project.sending,)),
            ]
            if project.sends
            else []
        ),
    )


def _step(secrets: Sequence[str], commands: Sequence[str]) -> Sequence[str]:
    """A step that is given its own secrets alone, and whose words stand in the summary."""
    given = [f"          {name}: ${{{{ secrets.{name} }}}}" for name in secrets]
    return (
        "      - shell: bash",
        *(["        env:", *given] if given else []),
        "        run: |",
        *(f'          {one} 2>&1 | tee -a "$GITHUB_STEP_SUMMARY"' for one in commands),
    )


# A job may read its repository and not write to it: a token of the project may.
GITLAB_TOKEN = "PORTEVOIX_PUSH_TOKEN"
_GITLAB_REMOTE = (
    f'"https://porte-voix:${GITLAB_TOKEN}@${{CI_SERVER_URL#https://}}/$CI_PROJECT_PATH.git"'
)


def _gitlab(project: Project) -> Mapping[str, str]:
    lang = project.lang
    prepare = [f"    - {project.install}"] if project.install else ["    - python3 --version"]
    return {
        ".gitlab-ci.yml": _lines(
            f"# {say(lang, 'deploying.pipe_what')}",
            f"# {say(lang, 'deploying.pipe_gitlab', cron=f'{project.at.minute} * * * *', zone=project.site.zone.key)}",
            f"# {say(lang, 'deploying.pipe_mornings_gitlab', cron=f'{project.at.minute} {project.at.hour} * * *')}",
            "default:",
            "  image: python:3.13",
            "  cache: {key: porte-voix, paths: [.cache/]}",
            "  before_script:",
            *prepare,
            "check:",
            "  rules:",
            "    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'",
            "  script:",
            f"    - {project.command('build')} --quiet",
            "publish:",
            "  rules:",
            "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
            "  resource_group: publier",
            "  script:",
            *(f"    - {one}" for one in project.publications),
            *(
                [
                    f"    # {say(lang, 'deploying.pipe_sends')}",
                    '    - git switch --quiet --force-create "$CI_COMMIT_BRANCH"',
                    f"    - git remote set-url origin {_GITLAB_REMOTE}",
                    f"    - {project.sending}",
                ]
                if project.sends
                else []
            ),
        )
    }


def _cron(project: Project) -> Mapping[str, str]:
    lang, email = project.lang, project.site.organisation.email
    return {
        "publier.crontab": _lines(
            f"# {say(lang, 'deploying.pipe_what')}",
            f"# {say(lang, 'deploying.pipe_cron')}",
            *([f"MAILTO={email}"] if email else []),
            f"{project.at.minute} * * * * {_shell(project)}",
        )
    }


def _systemd(project: Project) -> Mapping[str, str]:
    lang, at = project.lang, project.at
    return {
        "publier.service": _lines(
            f"# {say(lang, 'deploying.pipe_what')}",
            "[Unit]",
            f"Description={say(lang, 'deploying.pipe_title', name=project.site.name)}",
            "Wants=network-online.target",
            "After=network-online.target",
            "[Service]",
            "Type=oneshot",
            f"# {say(lang, 'deploying.pipe_secrets')}",
            "EnvironmentFile=-%h/.config/porte-voix.env",
            f"ExecStart=/bin/sh -c {_systemd_quoted(_shell(project))}",
        ),
        "publier.timer": _lines(
            f"# {say(lang, 'deploying.pipe_what')}",
            "[Unit]",
            f"Description={say(lang, 'deploying.pipe_title', name=project.site.name)}",
            "[Timer]",
            f"# {say(lang, 'deploying.pipe_hours')}",
            f"OnCalendar=*-*-* *:{at:%M}:00 {project.site.zone.key}",
            "Persistent=true",
            "[Install]",
            "WantedBy=timers.target",
        ),
    }


def _windows(project: Project) -> Mapping[str, str]:
    lang, at = project.lang, project.at
    folder = str(project.folder).replace("'", "''")
    sending = [f"{project.sending} --quiet"] if project.sends else []
    commands = [one.replace("python3 ", "python ") for one in (*project.publications, *sending)]
    return {
        # With a byte order mark: Windows PowerShell 5.1 takes a file without one for ANSI.
        "publier.ps1": "\ufeff"
        + _lines(
            f"# {say(lang, 'deploying.pipe_what')}",
            f"# {say(lang, 'deploying.pipe_windows')}",
            f"Set-Location -LiteralPath '{folder}'",
            _pull(project),
            "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }",
            *(
                line
                for one in commands
                for line in (
                    f"{one} *>> publier.log",
                    "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }",
                )
            ),
        ).replace("\n", "\r\n"),
        "publier-tache.ps1": "\ufeff"
        + _lines(
            f"# {say(lang, 'deploying.pipe_task')}",
            f"$script = Join-Path '{folder}' 'publier.ps1'",
            "$action = New-ScheduledTaskAction -Execute 'powershell.exe' "
            '-Argument "-NoProfile -ExecutionPolicy Bypass -File `"$script`""',
            f"$trigger = New-ScheduledTaskTrigger -Once -At '00:{at:%M}' "
            "-RepetitionInterval (New-TimeSpan -Hours 1)",
            "$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable",
            "Register-ScheduledTask -TaskName 'Porte-voix' -Action $action -Trigger $trigger "
            "-Settings $settings",
        ).replace("\n", "\r\n"),
    }


PIPELINES: Mapping[str, Callable[[Project], Mapping[str, str]]] = {
    "github": _github,
    "gitlab": _gitlab,
    "forgejo": _forgejo,
    "cron": _cron,
    "systemd": _systemd,
    "windows": _windows,
}


def _shell(project: Project) -> str:
    """What a clock of the machine runs: the newest texts, then the site; it speaks when it fails."""
    folder = shlex.quote(PurePosixPath(project.folder).as_posix())
    sending = (project.sending,) if project.sends else ()
    done = "".join(f" && {one} --quiet" for one in (*project.publications, *sending))
    return f"cd {folder} && {_pull(project)}{done}"


def _pull(project: Project) -> str:
    """The newest texts; where a line of the ledger could not be pushed the last time, below it."""
    return f"git pull {'--rebase' if project.sends else '--ff-only'} --quiet"


def _systemd_quoted(command: str) -> str:
    """One word of a unit, where a percent sign and a dollar mean something."""
    bare = command.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{bare}"'


def _hour(project: Project) -> str:
    return f"{project.at:%H:%M}"


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
