"""Two or three windows, a text editor and the other pages at one post, in any order: what was told as
kept is in the file, in the draft or in the bin, and what was told as saved is what the window shows."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from starlette.requests import Request

from portevoix.building.options import PreviewOptions
from portevoix.workbench.bin import BIN
from portevoix.workbench.desk import Workbench
from portevoix.workbench.frontmatter import body_of, values_of
from portevoix.workbench.manuscripts import edit, keep_mine, keep_theirs, open_post
from portevoix.workbench.running import Running
from portevoix.workbench.web import editor, typing_along
from portevoix.workbench.web.asked import Asked
from tests.workbench.workshop import POST, project

NAME = "pont.md"
FIELDS = ("description", "message")


@dataclass
class World:
    """One post; everything that windows were told is kept, as words that occur once."""

    desk: Workbench
    file: Path
    words: Iterator[str] = field(default_factory=lambda: (f"mot{n:05}" for n in count()))
    kept: set[str] = field(default_factory=set)

    def word(self) -> str:
        return next(self.words)

    def ask(self, handler: Any, data: Any = None, **query: str) -> tuple[int, Any]:
        scope = {
            "type": "http",
            "path_params": {"name": NAME},
            "query_string": "&".join(f"{key}={one}" for key, one in query.items()).encode(),
            "headers": [],
            "portevoix.nonce": "x",
        }
        answer = handler(Asked(desk=self.desk, request=Request(scope), data=data))
        body = bytes(answer.body).decode()
        return answer.status_code, json.loads(body) if data is not None or query else body

    def everywhere(self) -> str:
        now = open_post(self.desk, NAME)
        bins = (one.read_text("utf-8") for one in (self.desk.home / BIN).rglob("*.md"))
        return "\n".join((now.text, now.there, *bins))


def shown_of(text: str) -> dict[str, str]:
    values = values_of(text)
    return {"body": body_of(text), **{key: str(values.get(key) or "") for key in FIELDS}}


class Window:
    """A page of the editor as its script keeps it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.load()

    def load(self) -> None:
        page = self.world.ask(editor.show)[1]
        of = {key: unescape(one) for key, one in re.findall(r'data-(\w+)="([^"]*)"', page)}
        self.known = {"rev": int(of["rev"]), "base": of["base"], "marks": of["marks"]}
        self.draft, self.changed, self.lost = bool(of["draft"]), set[str](), list[str]()
        self.shown = shown_of(open_post(self.world.desk, NAME).text)
        self.replaced = set[str]()  # what this window showed, and has another word for

    def type(self, rng: Random) -> None:
        """In the text more words, in a field others."""
        word, where = self.world.word(), rng.choice(("body", *FIELDS))
        if where == "body":
            self.shown["body"] += f"{word}\n"
        else:
            self.replaced.add(self.shown[where])
            self.shown[where] = word
        self.changed.add("body" if where == "body" else "fields")

    def send(self, *, instead: bool = False, answered: bool = True) -> dict[str, Any] | None:
        """What is answered when another window came between; None else."""
        if not self.changed:
            return None
        sent = self.world.word()
        data: dict[str, Any] = {**self.known, "sent": sent, "unanswered": [*self.lost]}
        if instead:
            data["instead"] = True
        if "body" in self.changed:
            data["body"] = self.shown["body"]
        if "fields" in self.changed:
            data["fields"] = {key: self.shown[key] for key in FIELDS}
        status, news = self.world.ask(typing_along.type_, data)
        if status == 200:  # words that this window showed, and that it replaced by others
            self.world.kept -= self.replaced
        if not answered:
            self.lost.append(sent)
            return None
        if status == 409:
            return dict(news)
        assert status == 200, news
        self.world.kept |= set(re.findall(r"mot\d+", " ".join(self.shown.values())))
        self.changed, self.lost, self.replaced = set(), [], set()
        self.known |= {"rev": news["rev"], "marks": news["marks"]}
        self.draft = news["draft"]
        return None

    def settle(self, rng: Random) -> None:
        """Send, and choose where another window came between."""
        while news := self.send():
            self.choose(rng, news)

    def choose(self, rng: Random, news: dict[str, Any]) -> None:
        if rng.random() < 0.4:
            self.load()
            return
        self.known |= {"rev": news["rev"], "marks": news["marks"]}
        self.changed = {"body", "fields"}
        again = self.send(instead=True)
        if again:
            self.choose(rng, again)

    def save(self, rng: Random) -> None:
        self.settle(rng)
        status, news = self.world.ask(typing_along.keep, {**self.known})
        if status == 200:
            assert shown_of(self.world.file.read_text("utf-8")) == self.shown
            self.known |= {"rev": news["rev"], "base": news["base"]}
            self.draft = False
        elif news.get("conflict") or not self.draft:
            self.load()
        else:
            self.choose(rng, news)

    def look(self, rng: Random) -> None:
        """What the page does by itself when a build was made."""
        if self.changed or self.lost:
            return
        news = self.world.ask(typing_along.look, asked="0")[1]
        if news["draft"] or not (self.draft or news["base"] != self.known["base"]):
            return
        if news["marks"] == self.known["marks"]:
            assert shown_of(self.world.file.read_text("utf-8")) == self.shown
            self.known |= {"rev": news["rev"], "base": news["base"]}
            self.draft = False
        elif self.draft:
            self.choose(rng, news)
        else:
            self.load()


def step(world: World, windows: list[Window], rng: Random) -> str:
    window = rng.choice(windows)
    done = rng.choices(
        ("type", "lost", "save", "look", "reload", "disc", "theirs", "mine", "network"),
        (12, 2, 5, 3, 1, 1, 1, 1, 1),
    )[0]
    match done:
        case "type":
            for _ in range(rng.randint(1, 2)):
                window.type(rng)
            window.settle(rng)
        case "lost":
            window.type(rng)
            window.send(answered=False)
        case "save":
            window.save(rng)
        case "look":
            window.look(rng)
        case "reload":
            window.load()
        case "disc":
            world.file.write_text(f"{world.file.read_text('utf-8')}{world.word()}\n", "utf-8")
        case "theirs":
            keep_theirs(world.desk, NAME)
            window.load()
        case "mine":
            if open_post(world.desk, NAME).has_conflict:
                keep_mine(world.desk, NAME)
                window.load()
        case "network":
            word = world.word()
            edit(world.desk, NAME, lambda text: text.replace("layout: post", f"layout: {word}", 1))
            edit(world.desk, NAME, lambda text: text.replace(f"layout: {word}", "layout: post", 1))
    return f"{windows.index(window)} {done}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("windows"))


@pytest.mark.parametrize("seed", range(12))
def test_what_was_told_as_kept_is_somewhere_and_what_was_told_as_saved_is_in_the_file(
    root: Path, seed: int
) -> None:
    rng = Random(seed)
    chosen = PreviewOptions(config=root / "mkdocs.yml", quiet=True)
    running = Running(chosen=chosen, origin="http://127.0.0.1")
    desk = Workbench(home=root, config=root / "mkdocs.yml", secret="s", running=running)
    file = root / "docs/blog/posts" / NAME
    for left in (root / BIN, desk.place):
        shutil.rmtree(left, ignore_errors=True)
    file.write_text(POST, "utf-8")
    world = World(desk, file)
    windows = [Window(world) for _ in range(rng.randint(2, 3))]
    done = []
    for _ in range(30):
        done.append(step(world, windows, rng))
        lost = {word for word in world.kept if word not in world.everywhere()}
        assert not lost, f"{lost}: {', '.join(done)}"
