"""Answers as people typed them → what a new site is made of, or all that is wrong with them."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from portevoix.contrast import AA, contrast
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.networks import NETWORKS
from portevoix.safe_addresses import safe_address
from portevoix.site import Account, Palette
from portevoix.starting.questions import QUESTIONS, Question, language
from portevoix.telephones import dialled
from portevoix.text import one_line, tidy
from portevoix.values import dataclass

LONGEST = 300  # characters of an answer
LARGEST_LOGO = 2_000_000  # bytes
LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_COLOUR = re.compile(r"#?([0-9a-f]{6})")
_NAMED = re.compile(r"(?:([a-z][a-z0-9_]*)=)?(https?://\S+)")
# Hosts where an account's network can be read off its address.
HOSTS = {
    "facebook.com": "facebook",
    "linkedin.com": "linkedin",
    "instagram.com": "instagram",
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "threads.net": "threads",
    "threads.com": "threads",
    "youtube.com": "youtube",
    "tiktok.com": "tiktok",
    "t.me": "telegram",
    "whatsapp.com": "whatsapp",
}


class Unfit(Exception):
    """An answer that cannot stand; `wording` is the key of what to say."""

    def __init__(self, wording: str, /, **values: object) -> None:
        super().__init__(wording)
        self.wording = wording
        self.values = values


@dataclass(frozen=True, slots=True)
class Refusal:
    """All that is wrong with some answers, by the key of the question; "" for all of them."""

    mistakes: Mapping[str, Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    languages: tuple[str, ...]  # the first is that of the site
    name: str
    mission: str
    address: str
    profile: str
    zone: ZoneInfo
    email: str
    telephone: str
    accounts: tuple[Account, ...]
    signal: str  # #rrggbb, legible on the paper of the site
    signal_dark: str  # the same for the night
    logo: Path | None
    is_small: bool  # whether the team has one to three people
    now: datetime  # in the zone of the site

    @property
    def lang(self) -> str:
        return self.languages[0]


def read_answers(
    said: Mapping[str, str], lang: str, now: Callable[[ZoneInfo], datetime]
) -> Answers | Refusal:
    """`said` has what was typed for some of the questions; the rest takes its default.

    `lang` is the language of messages, and by default that of the site; `now` gives the present of a
    zone.
    """
    typed = {"command": lang}
    read: dict[str, Any] = {}
    mistakes: dict[str, Diagnostic] = {}
    for question in QUESTIONS:
        typed[question.key] = given = _given(question, said, typed)
        try:
            read[question.key] = _READERS[question.key](given, {**typed, "read": read})
        except Unfit as unfit:
            mistakes[question.key] = told(question, unfit, lang)
            # What follows may look at it: its default keeps them from being judged by a slip.
            typed[question.key] = question.default(typed)
    if mistakes:
        return Refusal(mistakes)
    return Answers(
        languages=read["languages"],
        name=read["name"],
        mission=read["mission"],
        address=read["address"],
        profile=read["profile"],
        zone=read["time_zone"],
        email=read["email"],
        telephone=read["telephone"],
        accounts=read["accounts"],
        signal=read["colour"],
        signal_dark=_lightened(read["colour"], Palette().night),
        logo=read["logo"],
        is_small=read["team"] == "small",
        now=now(read["time_zone"]),
    )


def _given(question: Question, said: Mapping[str, str], typed: Mapping[str, str]) -> str:
    return tidy(said.get(question.key, "")) or question.default(typed)


def told(question: Question, unfit: Unfit, lang: str) -> Diagnostic:
    """What is wrong with an answer, under the word that gives it."""
    return Diagnostic(
        file=question.option,
        line=0,
        what=say(lang, f"starting.{unfit.wording}", **unfit.values),
        do=say(lang, f"starting.{unfit.wording}_do", **unfit.values),
    )


# One reader for each question: the text and what was said before → its value. Raises Unfit.

Asked = Mapping[str, Any]


def _text(text: str, asked: Asked) -> str:
    if len(text) > LONGEST:
        raise Unfit("too_long", count=len(text), most=LONGEST)
    if "{" in text or "}" in text:  # they would be taken for a variable
        raise Unfit("no_braces")
    return text


def _one_of(key: str) -> Callable[[str, Asked], str]:
    (question,) = (one for one in QUESTIONS if one.key == key)

    def read(text: str, asked: Asked) -> str:
        if text not in question.choices:
            raise Unfit("no_choice", value=text[:80], known=", ".join(question.choices))
        return text

    return read


def _languages(text: str, asked: Asked) -> tuple[str, ...]:
    (question,) = (one for one in QUESTIONS if one.key == "languages")
    found = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for one in found:
        if one not in question.choices:
            raise Unfit("no_choice", value=one[:80], known=", ".join(question.choices))
    return found


def _address(text: str, asked: Asked) -> str:
    parts = urlsplit(text if "//" in text else f"https://{text}")
    good = parts.scheme in ("http", "https") and parts.hostname and text.isascii()
    if not good or parts.query or parts.fragment or not safe_address(parts.geturl()):
        raise Unfit("bad_address", value=text[:80])
    return parts.geturl().rstrip("/") + "/"


def _zone(text: str, asked: Asked) -> ZoneInfo:
    if text not in available_timezones():
        near = _nearest(text, available_timezones())
        raise Unfit("bad_zone", value=text[:80], near=near or "America/Toronto, Europe/Paris")
    return ZoneInfo(text)


def _nearest(text: str, known: set[str]) -> str:
    import difflib

    by_city = {name.rpartition("/")[2].lower(): name for name in sorted(known)}
    city = text.rpartition("/")[2].lower().replace(" ", "_")
    near = difflib.get_close_matches(city, by_city, 1)
    return by_city[near[0]] if near else ""


def _email(text: str, asked: Asked) -> str:
    if not _EMAIL.fullmatch(text):
        raise Unfit("bad_email", value=text[:80])
    return text


def _telephone(text: str, asked: Asked) -> str:
    if text and (len(text) > 60 or len(dialled(text, asked["profile"])) < 3):
        raise Unfit("bad_telephone", value=text[:80])
    return _text(text, asked)


def _accounts(text: str, asked: Asked) -> tuple[Account, ...]:
    found = []
    for part in text.replace(",", " ").split():
        match = _NAMED.fullmatch(part)
        if match is None or not safe_address(match[2], local=False):
            raise Unfit("bad_account", value=part[:80])
        url = match[2]
        network = match[1] or _network_of(url)
        if network not in NETWORKS:
            raise Unfit("which_network", value=part[:80], known=", ".join(NETWORKS))
        found.append(Account(network=network, name=_shown_as(network, url, asked), url=url))
    return tuple(found)


def _network_of(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    for known, network in HOSTS.items():
        if host == known or host.endswith(f".{known}"):
            return network
    return "mastodon" if parts.path.startswith("/@") else ""


def _shown_as(network: str, url: str, asked: Asked) -> str:
    """An account's name as its network shows it, where the address tells; else the site's."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    if network == "mastodon" and last.startswith("@"):
        return f"{last}@{parts.hostname}"
    if network in ("bluesky", "x", "threads", "instagram", "tiktok") and last:
        return f"@{last.removeprefix('@')}"
    return one_line(asked["name"])


def _colour(text: str, asked: Asked) -> str:
    match = _COLOUR.fullmatch(text.lower())
    if match is None:
        raise Unfit("bad_colour", value=text[:80])
    chosen, paper = f"#{match[1]}", Palette().paper
    found = contrast(chosen, paper)
    if found < AA:
        ratio = f"{found:.1f}" if asked["command"] == "en" else f"{found:.1f}".replace(".", ",")
        raise Unfit("pale_colour", value=chosen, ratio=ratio, near=_darkened(chosen, paper))
    return chosen


def _darkened(colour: str, ground: str) -> str:
    """The nearest darker shade that text may have on a light ground."""
    return _moved(colour, ground, -0.01)


def _lightened(colour: str, ground: str) -> str:
    """The nearest lighter shade that text may have on a dark ground."""
    return _moved(colour, ground, 0.01)


def _moved(colour: str, ground: str, step: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    while contrast(colour, ground) < AA and 0 <= light + step <= 1:
        light += step
        parts = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full))
        colour = "#" + "".join(f"{part:02x}" for part in parts)
    return colour


def _logo(text: str, asked: Asked) -> Path | None:
    if not text:
        return None
    file = Path(text).expanduser()
    if not file.is_file():
        raise Unfit("no_logo", value=text[:200])
    if file.suffix.lower() not in LOGOS:
        raise Unfit("logo_kind", value=text[:200], known=", ".join(LOGOS))
    if file.stat().st_size > LARGEST_LOGO:
        raise Unfit("logo_large", value=text[:200], most=LARGEST_LOGO // 1_000_000)
    return file


def _team(text: str, asked: Asked) -> str:
    # A number of people says it too.
    if text.isascii() and text.isdigit():
        text = "small" if int(text[:4]) <= 3 else "full"
    found = _one_of("team")(text, asked)
    if found == "full" and language(asked) != "fr":
        raise Unfit("full_in_french")
    return found


_READERS: Mapping[str, Callable[[str, Asked], Any]] = {
    "languages": _languages,
    "name": _text,
    "mission": _text,
    "address": _address,
    "profile": _one_of("profile"),
    "time_zone": _zone,
    "email": _email,
    "telephone": _telephone,
    "accounts": _accounts,
    "colour": _colour,
    "logo": _logo,
    "team": _team,
}
