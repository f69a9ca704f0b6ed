"""Bad luck: a project and its account, what people do, and what network, disc and clock do to them.

Commands run as people run them, each in a process of its own that may be killed. What was wished for is
kept beside, so that at the end somebody knows who has read no line of the ledger.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Protocol

from portevoix.commands import main, send
from portevoix.commands.options import Misused
from portevoix.commands.reading import read_words
from portevoix.diagnostics import DiagnosticsError
from tests.sending.common import Hours, png
from tests.sending.standin import Fault

START = datetime(2026, 11, 27, 14, tzinfo=UTC)
LONG = 90  # seconds after which a command that does not end is a fault of ours
CONFIGURATION = """\
site_name: Le moulin
site_url: {site}
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    profile: fr-CA
    time_zone: America/Toronto
    organisation:
      name: Le moulin
      accounts:
        - {{network: {network}, name: "{account}", url: "https://social.example/moulin"}}
    sending: {{{network}_server: "{server}"}}
    approvals: {{required: {required}}}
"""
INTERNAL = """\
INHERIT: mkdocs.yml
site_dir: site-interne
plugins:
  portevoix/resonance:
    audience: internal
"""
SLUGS = ("eau", "pont", "parc", "lune")
HOURS_AGO = {"eau": 30, "pont": 20, "parc": 10, "lune": 5}
LATER = timedelta(hours=9)  # after START: the moment of « lune »
_SAID = re.compile(r"\b(eau|pont|parc|lune)-v(\d+)")
_PART = re.compile(r"\((\d)/\d\)")
CORRECTS = ("Mise à jour", "Ce message a été mis à jour")


@dataclass(frozen=True)
class Seen:
    """A message as the network itself gives it."""

    text: str
    parent: str | None


class Account(Protocol):
    """An account, looked at from outside: no code of ours reads it."""

    network: str
    account: str
    faults: list[Fault]

    @property
    def base(self) -> str:
        """Where commands reach it."""

    def there(self) -> Mapping[str, Seen]: ...

    def calls(self) -> int: ...

    def forget(self) -> None:
        """What the network remembers of calls: an hour, on Mastodon."""


# Where calls begin that change something, and others.
WRITES = {
    "mastodon": ("POST /api/v1/statuses", "POST /api/v1/statuses", "PUT", "DELETE"),
    "bluesky": (
        *("POST com.atproto.repo.applyWrites", "POST com.atproto.repo.applyWrites"),
        "POST com.atproto.repo.deleteRecord",
    ),
}
ASKS = {
    "mastodon": ("", "GET /api/v1/acc", "POST /api/v2", "GET /api/v1/statuses/", "GET /api/v2"),
    "bluesky": (
        *("", "GET com.atproto.repo.getRecord", "POST com.atproto.server.createSession"),
        "POST com.atproto.repo.uploadBlob",
    ),
}


@dataclass
class Wish:
    """What people want of a post."""

    version: int = 1
    points: int = 3
    draft: bool = False
    gone: bool = False
    revised: datetime | None = None


@dataclass
class World:
    project: Path
    account: Account
    site: str
    chance: Random
    required: bool = False
    now: datetime = START
    paused: bool = False
    wishes: dict[str, Wish] = field(default_factory=lambda: {slug: Wish() for slug in SLUGS})
    story: list[str] = field(default_factory=list)
    said: str = ""  # by the last command

    @property
    def ledger(self) -> Path:
        return self.project / "publications.jsonl"

    # The project

    def found(self) -> None:
        told = {"network": self.account.network, "account": self.account.account}
        text = CONFIGURATION.format(
            site=self.site, server=self.account.base, required=str(self.required).lower(), **told
        )
        (self.project / "mkdocs.yml").write_text(text, "utf-8")
        (self.project / "mkdocs.internal.yml").write_text(INTERNAL, "utf-8")
        posts = self.project / "docs" / "blog" / "posts"
        posts.mkdir(parents=True)
        (posts / "pont.png").write_bytes(png())
        (self.project / "docs" / "index.md").write_text("# Le moulin\n\nBonjour.\n", "utf-8")
        for slug in SLUGS:
            self.write(slug)
        # A house that has sent for years: what the disc refuses to add stops within the ledger.
        self.ledger.write_text("".join(map(_old, range(60))), "utf-8")
        self.warm()
        if self.required:
            for slug in SLUGS[:3]:
                self.typed("approve", slug, self.account.network, "--by", "Direction")

    def write(self, slug: str) -> None:
        wish, network = self.wishes[slug], self.account.network
        said = f"{slug}-v{wish.version}"
        date = (START - timedelta(hours=HOURS_AGO[slug])).strftime("%Y-%m-%d %H:%M +0000")
        if wish.revised:
            updated = wish.revised.strftime("%Y-%m-%d %H:%M +0000")
            date = f"{{created: {date}, updated: {updated}}}"
        share = ""
        if slug == "lune":
            share = f"share: {{{network}: {{at: {(START + LATER):%Y-%m-%d %H:%M} +0000}}}}\n"
        if slug in ("pont", "parc"):
            # No two hold in one message of that network.
            long = " mot" * (95 if network == "mastodon" else 45)
            points = ", ".join(f"Point {n} de {said}{long}" for n in range(1, wish.points + 1))
            share = f"share: {{{network}: {{thread: true}}}}\npoints: [{points}]\n"
        if slug == "pont":
            share += f'picture: {{file: pont.png, alt: "Le pont, vue {wish.version}"}}\n'
        text = (
            f"---\ntitle: Billet {slug}\nslug: {slug}\ndate: {date}\n"
            f"message: Ceci est {said}, du conseil.\n{share}draft: {str(wish.draft).lower()}\n"
            "---\n\nUn texte.\n"
        )
        (self.project / "docs" / "blog" / "posts" / f"{slug}.md").write_text(text, "utf-8")

    # Commands

    def typed(self, *words: str, kill: Fault | None = None, cut: int | None = None) -> int | None:
        """The exit code; None when the command was killed: by the network's call `kill`, or by a disc
        that takes `cut` bytes more of the ledger."""
        run = self.begin(self.project, words, cut)
        if kill:
            self.account.faults = [
                Fault(**{**kill.__dict__, "act": lambda: os.kill(run.pid, signal.SIGKILL)})
            ]
        code = run.end()
        self.said = run.said()
        shown = self.said if words[0] in ("send", "approve", "resume") else ""
        self.story.append(f"{self.now:%d %H:%M} {' '.join(words)} → {code}\n{shown}")
        assert code in (0, 1, None), self.told()
        return code

    def warm(self) -> None:
        """Load here what each command would load for itself: they begin as copies of this process."""
        for words in (("build", "--quiet"), ("plan", "--json"), ("send", "--due", "--dry-run")):
            main(
                [
                    *words,
                    "--config",
                    str(self.project / "mkdocs.yml"),
                    "--now",
                    f"{self.now:%Y-%m-%d %H:%M}",
                ],
                self.project,
            )

    def begin(self, folder: Path, words: Sequence[str], cut: int | None = None) -> Run:
        return Run(folder, words, self.now, cut)

    def told(self) -> str:
        lines = self.ledger.read_text("utf-8").splitlines()
        return "\n".join((*self.story, "", *lines[60:]))

    # What people and the world do

    def step(self) -> None:
        acts: tuple[tuple[int, Callable[[], None]], ...] = (
            *((5, self.send_due), (4, self.send_named), (3, self.correct), (3, self.withdraw)),
            *((2, self.again), (4, self.edit), (1, self.pause), (2, self.approve)),
            *((3, self.wait), (1, self.jump), (2, self.two), (2, self.damage), (1, self.forget)),
        )
        (act,) = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        act()
        self.repair()
        self.look()

    def luck(self, *words: str) -> None:
        """A command to which anything may happen."""
        network, chance = self.account.network, self.chance
        match = chance.choice((*WRITES[network], *WRITES[network], *ASKS[network]))
        after = chance.random() < 0.5
        place: dict[str, Any] = {"match": match, "skip": chance.randrange(5), "after": after}
        luck = chance.random()
        if luck < 0.2:
            self.typed(*words)
        elif luck < 0.45:
            self.typed(*words, kill=Fault(**place))
        elif luck < 0.6:
            self.typed(*words, cut=chance.randrange(3000))
        else:
            times = chance.choice((1, 1, 2, 9))
            if chance.random() < 0.5:  # maybe it was done, maybe not
                status = chance.choice((0, 0, 408, 500, 502, 503))
                half = status == 0 and chance.random() < 0.4
                fault = Fault(**place, times=times, status=status, half=half)
            else:  # it was not, and the network says so
                wait = (("Retry-After", str(chance.choice((1, 900)))),)
                place["after"] = False
                status = chance.choice((401, 422, 429))
                fault = Fault(**place, times=times, status=status, headers=wait)
            self.account.faults = [fault]
            self.story.append(f"  {fault}")
            self.typed(*words)
        self.account.faults = []

    def any(self) -> str:
        return self.chance.choice(SLUGS)

    def send_due(self) -> None:
        self.luck("send", "--due")

    def send_named(self) -> None:
        slug = self.any()
        if not self.wishes[slug].draft:
            self.luck("send", slug)

    def correct(self) -> None:
        slug = self.any()
        named = self.chance.random() < 0.6 and not self.wishes[slug].draft
        self.luck("send", *([slug] if named else []), "--corrections")

    def withdraw(self) -> None:
        slug = self.any()
        wish = self.wishes[slug]
        wish.gone = True
        # What was never sent goes nowhere because it is a draft again, not because it is withdrawn.
        if self.chance.random() < 0.5 or not any(one.out for one in self.parts(slug)):
            wish.draft = True
            self.write(slug)
        self.luck("send", slug, "--withdraw")

    def again(self) -> None:
        slug = self.any()
        wish = self.wishes[slug]
        if wish.draft:
            wish.draft = False
            self.write(slug)
            self.typed("build", "--quiet")
        wish.gone = False
        self.luck("send", slug, "--again")

    def edit(self) -> None:
        slug = self.any()
        wish = self.wishes[slug]
        wish.version += 1
        if slug in ("pont", "parc") and self.chance.random() < 0.2:
            wish.points = 7 - wish.points
        if self.chance.random() < 0.5:
            wish.revised = self.now
        self.write(slug)

    def pause(self) -> None:
        if self.paused:
            self.typed("resume", self.chance.choice(("move", "keep", "keep")))
        else:
            self.typed("pause", "Inondation")
        self.paused = not self.paused

    def approve(self) -> None:
        slug = self.any()
        if not self.wishes[slug].draft:
            act = self.chance.choice(((), (), ("--cancel",), ("--refuse",)))
            self.typed("approve", slug, self.account.network, "--by", "Direction", *act)

    def wait(self) -> None:
        self.now += timedelta(minutes=self.chance.choice((1, 10, 45, 200, 600)))

    def jump(self) -> None:
        """A clock that is wrong for the time of one command."""
        right = self.now
        self.now += timedelta(days=self.chance.choice((-400, -1, 1, 400)))
        self.luck("send", *self.chance.choice((("--due",), ("eau",))))
        self.now = right

    def forget(self) -> None:
        self.account.forget()

    def two(self) -> None:
        """Two machines at once: in one folder, or each with its own copy that Git then merges."""
        words = [
            (
                "send",
                self.chance.choice(("--due", "pont")) if not self.wishes["pont"].draft else "--due",
            )
            for _ in range(2)
        ]
        if self.chance.random() < 0.3:
            runs = [self.begin(self.project, one) for one in words]
            codes = together(runs)
            self.story.append(f"at once, here: {words} → {codes}")
            return
        copy = self.project.with_name(f"{self.project.name}-copy")
        shutil.copytree(self.project, copy)
        if self.chance.random() < 0.5:
            self.account.faults = [Fault(WRITES[self.account.network][0], after=True)]
        runs = [
            self.begin(folder, one) for folder, one in zip((self.project, copy), words, strict=True)
        ]
        codes = together(runs)
        self.account.faults = []
        ours, theirs = (folder / "publications.jsonl" for folder in (self.project, copy))
        self.ledger.write_bytes(self.union(ours.read_bytes(), theirs.read_bytes()))
        shutil.rmtree(copy)
        self.story.append(f"two machines: {words} → {codes}")

    def union(self, ours: bytes, theirs: bytes) -> bytes:
        """As `merge=union` in .gitattributes has Git do it."""
        one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
        same = 0
        while same < min(len(one), len(other)) and one[same] == other[same]:
            same += 1
        sides = [one[same:], other[same:]]
        if self.chance.random() < 0.5:
            sides.reverse()
        return b"".join((*one[:same], *sides[0], *sides[1]))

    def damage(self) -> None:
        """A file of ours that nobody can trust lets nothing leave."""
        name = "publications.jsonl"
        if self.required and self.chance.random() < 0.4:
            name = "approvals.jsonl"
        file = self.project / name
        before = file.read_bytes() if file.exists() else b""
        lines = before.splitlines(keepends=True)
        if self.chance.random() < 0.5:
            n = self.chance.randrange(min(len(lines), 4) + 1)
            lines[len(lines) - n :] = [
                *(b"<<<<<<< HEAD\n", *lines[len(lines) - n :], b"=======\n", b">>>>>>> autre\n")
            ]
            broken = b"".join(lines)
        else:
            broken = before + b'{"at": "2026-11-27T14:0'
        file.write_bytes(broken)
        calls, there = self.account.calls(), self.account.there()
        code = self.typed("send", "--due")
        assert self.account.there() == there, self.told()
        assert file.read_bytes() == broken
        if name == "publications.jsonl":
            assert (code, self.account.calls()) == (1, calls), self.told()
        file.write_bytes(before)

    def repair(self) -> None:
        """What the messages say to do with a line that was cut."""
        for name in ("publications.jsonl", "approvals.jsonl"):
            file = self.project / name
            content = file.read_bytes() if file.exists() else b""
            if content and not content.endswith(b"\n"):
                assert self.typed("send", "--due") in (0, 1)
                assert file.read_bytes() == content
                file.write_bytes(content[: content.rfind(b"\n") + 1])

    # What is seen

    def parts(self, slug: str) -> Sequence[Line]:
        return read_lines(self.ledger)[slug]

    def look(self) -> Mapping[str, Mapping[int, str]]:
        """Of each post the parts that are out, by their number: none twice, none missing between."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        there = self.account.there()
        for id, seen in there.items():
            if seen.text.startswith(CORRECTS):
                continue
            said, part = _SAID.search(seen.text), _PART.search(seen.text)
            assert said, seen
            number = int(part[1]) if part else 1
            assert number not in found[said[1]], f"twice: {seen.text}\n{self.told()}"
            found[said[1]][number] = id
        for slug, parts in found.items():
            numbers = sorted(parts)
            assert numbers == list(range(1, len(numbers) + 1)), f"a hole in {slug}\n{self.told()}"
            for number in numbers:
                parent = parts.get(number - 1)
                assert there[parts[number]].parent == parent, f"out of order\n{self.told()}"
        return found


class Run:
    """A command in a process of its own; it begins when it is waited for, or all of them at once."""

    def __init__(self, folder: Path, words: Sequence[str], now: datetime, cut: int | None) -> None:
        self.folder, self.words = folder, words
        self.file = folder.parent / f"{folder.name}-said-{time.monotonic_ns()}.txt"
        reader, self.go = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.go)
            code = 70
            try:
                os.read(reader, 1)
                code = self._run(now, cut)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        os.close(reader)

    def _run(self, now: datetime, cut: int | None) -> int:
        os.chdir(self.folder)
        sys.stdout = sys.stderr = self.file.open("w", encoding="utf-8")
        os.environ |= {
            **{"PORTEVOIX_MASTODON_TOKEN": "jeton", "PORTEVOIX_BLUESKY_PASSWORD": "secret"},
            **{"PORTEVOIX_BY": "essai"},
        }
        if cut is not None:  # a disc that is full in the middle of a line, and a machine that stops
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            most = (self.folder / "publications.jsonl").stat().st_size + cut
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        if self.words[0] != "send":
            return main([*self.words, "--now", now.isoformat()], self.folder)
        try:
            chosen = read_words(send.OPTIONS, self.words[1:], home=self.folder, lang="fr")
            return send.run(chosen, Hours(now).clock)
        except (DiagnosticsError, Misused) as found:
            print(found)
            return 1

    def start(self) -> None:
        os.write(self.go, b"x")
        os.close(self.go)
        self.go = -1

    def end(self) -> int | None:
        if self.go >= 0:
            self.start()
        limit = time.monotonic() + LONG
        while True:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
            if time.monotonic() > limit:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError(f"{self.words} does not end")
            time.sleep(0.002)

    def said(self) -> str:
        return self.file.read_text("utf-8")


def together(runs: Sequence[Run]) -> list[int | None]:
    """Their exit codes; all began before the first was waited for."""
    for run in runs:
        run.start()
    return [run.end() for run in runs]


@dataclass
class Line:
    """What the ledger says of a part, read without a line of ours."""

    part: int
    of: int = 1
    text: str = ""
    id: str = ""
    address: str = ""
    at: str = ""  # when it went out
    out: bool = False
    removed: bool = False
    refused: bool = False
    changed: bool = False
    open: bool = False
    notes: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # what the network called it when it was taken back


def read_lines(path: Path) -> Mapping[str, Sequence[Line]]:
    """By post, in the order of the parts; what is out stays so until it is said to be removed."""
    found: dict[str, dict[int, Line]] = defaultdict(dict)
    for row in path.read_text("utf-8").splitlines():
        told = json.loads(row)
        number, state = told.get("part", 1), told["state"]
        line = found[told["post"]].setdefault(number, Line(number))
        if state == "intent" and not line.out:
            found[told["post"]][number] = line = Line(
                number, told.get("of", 1), told["text"], open=True, notes=line.notes, gone=line.gone
            )
            for beyond in [n for n in found[told["post"]] if n > line.of]:
                if not found[told["post"]][beyond].out:
                    del found[told["post"]][beyond]
        elif told.get("id", "") in line.gone:
            continue  # what another machine found, and this one took back
        elif state == "sent":
            line.at = line.at if line.out else told["at"]
            line.out, line.open, line.removed, line.refused = True, False, False, False
            line.id, line.address = told.get("id", ""), told["address"]
        elif state == "refused" and not line.out and not line.removed:
            line.open, line.refused = False, True
        elif state == "changing":
            line.open = True
        elif state == "changed":
            line.open, line.changed = False, True
            line.text = told.get("text") or line.text
        elif state == "removing":
            line.open = True
        elif state == "removed":
            line.gone.add(line.id)
            line.out, line.open, line.removed, line.refused = False, False, True, False
        if state in ("changing", "changed") and "/" in told.get("note", ""):
            line.notes.append(told["note"])
    return defaultdict(
        list, {post: [parts[n] for n in sorted(parts)] for post, parts in found.items()}
    )


def _old(n: int) -> str:
    """A line of what somebody published by hand, long ago."""
    return (
        '{"at": "2025-01-01T12:00:00Z", "state": "sent", "post": "ancien"'
        f', "network": "facebook", "account": "Le moulin", "text": "{"Un texte. " * 250}", '
        f'"address": "https://facebook.example/{n}", "way": "hand", "by": "essai"}}\n'
    )
