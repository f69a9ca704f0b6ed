"""Tools that send what a feed brings, each with the settings that it writes for itself.

`requirements/tools.txt` has the versions that are run, in an environment apart;
`docs/guide/confier-un-fil.md` tells people what to set.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_binary_file, policy
from pathlib import Path

from tests.arrival.standin import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one tool works, and for whom."""

    bin: Path  # of the tools
    home: Path  # empty at first: settings, and what it remembers
    network: Network

    def call(self, command: str, *words: str) -> None:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run(
            [str(self.bin / command), *words],
            env=environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def posted(self, command: str, *words: str) -> list[str]:
        self.network.posts.clear()
        self.call(command, *words)
        return list(self.network.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    name: str
    setting: str = ""  # of what is sent; "" for what the tool sends by itself
    start: Callable[[Place, str, str], None]  # (place, address of the feed, setting)
    send: Callable[[Place], list[str]]


def _feediverse(place: Place, feed: str, setting: str) -> None:
    settings = {
        "url": place.network.address,
        **{"client_id": "a", "client_secret": "b", "access_token": "c"},
        "updated": "2000-01-01T00:00:00+00:00",
        "feeds": [{"url": feed, "template": setting or "{title} {url}"}],
    }
    (place.home / "config").write_text(json.dumps(settings))


def _feed2toot(place: Place, feed: str, setting: str) -> None:
    home = place.home
    (home / ".config").mkdir()  # of its lock
    (home / "client").write_text("a\nb\n")
    (home / "user").write_text("c\n")
    (home / "config").write_text(
        f"[mastodon]\ninstance_url={place.network.address}\n"
        f"user_credentials={home}/user\nclient_credentials={home}/client\n"
        f"[cache]\ncachefile={home}/cache\ncache_limit=100\n"
        f"[rss]\nuri={feed}\ntoot={setting or '{title} {link}'}\n[hashtaglist]\n"
    )


def r2e(place: Place, *words: str) -> None:
    home = place.home
    place.call("r2e", "-c", str(home / "config"), "-d", str(home / "data"), *words)


def to_a_mailbox(place: Place, setting: str) -> None:
    """Mails fall into a folder, not to a server."""
    r2e(place, "new", "habitante@exemple.org")
    config = place.home / "config"
    replaced = ("email-protocol", "maildir", "body-width")
    kept = [line for line in config.read_text().splitlines() if not line.startswith(replaced)]
    ours = f"email-protocol = maildir\nmaildir-path = {place.home}/mail\nmaildir-mailbox = fil\n"
    config.write_text("\n".join(kept).replace("[DEFAULT]", f"[DEFAULT]\n{ours}{setting}", 1))
    (place.home / "mail").mkdir()


def _rss2email(place: Place, feed: str, setting: str) -> None:
    to_a_mailbox(place, setting)
    r2e(place, "add", "fil", feed)


def mailed(place: Place) -> list[str]:
    before = set(place.home.glob("mail/**/new/*"))
    r2e(place, "run")
    return list(_read(set(place.home.glob("mail/**/new/*")) - before))


def _read(files: set[Path]) -> Iterator[str]:
    for file in sorted(files):
        with file.open("rb") as content:
            yield message_from_binary_file(content, policy=policy.default).get_content()


def _by_feediverse(place: Place) -> list[str]:
    return place.posted("feediverse", "-c", str(place.home / "config"))


def _by_better(place: Place) -> list[str]:
    return place.posted("better_feediverse", "-c", str(place.home / "config"))


def _by_feed2toot(place: Place) -> list[str]:
    return place.posted("feed2toot", "-c", str(place.home / "config"), "--limit", "100")


TOOLS: tuple[Tool, ...] = (
    Tool(name="feediverse", start=_feediverse, send=_by_feediverse),
    Tool(name="feediverse", setting="{summary}", start=_feediverse, send=_by_feediverse),
    Tool(name="better_feediverse", start=_feediverse, send=_by_better),
    Tool(name="feed2toot", start=_feed2toot, send=_by_feed2toot),
    Tool(name="feed2toot", setting="{summary}", start=_feed2toot, send=_by_feed2toot),
    Tool(name="rss2email", setting="body-width = -1\n", start=_rss2email, send=mailed),
)
