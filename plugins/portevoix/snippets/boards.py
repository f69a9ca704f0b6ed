"""The sounding boards of one site: its networks, each with its templates in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import LANGUAGES, say
from portevoix.networks import Network, compose_hashtags, read_networks
from portevoix.site import Site
from portevoix.snippets.material import refused
from portevoix.snippets.template import (
    LONGEST,
    NAMES,
    Template,
    TemplateUnreadable,
    read_template,
)
from portevoix.typography import profile_of, typeset_message
from portevoix.values import dataclass

_FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    network: Network
    templates: Mapping[str, Template]  # by language
    led: Mapping[str, Template]  # the same where the call leads to the post


def read_boards(
    overrides: object,
    file: str = _FILE,
    lines: Mapping[str, int] | None = None,
    lang: str = "fr",
    profile: str = "fr-CA",
) -> Mapping[str, Board]:
    """The value of `networks` in the configuration as boards, in the order of the table.

    Beside what `read_networks` reads, `wording` replaces a network's template: one text for each
    language to replace. Raises DiagnosticsError with all that cannot be read.
    """
    lines = lines or {}
    mistakes: list[Diagnostic] = []
    networks: Mapping[str, Network] = {}
    try:
        networks = read_networks(overrides, file, lines, lang)
    except DiagnosticsError as found:
        mistakes += found.mistakes
    written: dict[str, Mapping[str, str]] = {}
    for key, fields in overrides.items() if isinstance(overrides, Mapping) else ():
        if isinstance(fields, Mapping) and "wording" in fields:
            path = f"networks.{key}.wording"
            line = lines.get(path, lines.get(f"networks.{key}", 0))
            written[str(key)] = _written(
                fields["wording"], path, _Place(file, line, lang), lines, mistakes
            )
    if mistakes:
        raise DiagnosticsError(mistakes)
    return {
        key: _board(network, written.get(key, {}), profile) for key, network in networks.items()
    }


@lru_cache(maxsize=16)
def boards_of(site: Site) -> Mapping[str, Board]:
    """The boards of a site whose configuration was read.

    Raises DiagnosticsError with what its networks, wordings and hashtags get wrong.
    """
    mistakes = [
        refused(refusal, _FILE, 0, profile_of(site.lang, site.profile))
        for tags in site.category_hashtags.values()
        for refusal in compose_hashtags(tags)[1]
    ]
    boards: Mapping[str, Board] = {}
    try:
        boards = read_boards(site.networks, lang=site.lang, profile=site.profile)
    except DiagnosticsError as found:
        mistakes += found.mistakes
    if mistakes:
        raise DiagnosticsError(mistakes)
    return boards


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    line: int
    lang: str

    def mistake(self, wording: str, line: int = 0, **values: object) -> Diagnostic:
        return Diagnostic(
            file=self.file,
            line=line or self.line,
            what=say(self.lang, f"snippets.{wording}", **values),
            do=say(self.lang, f"snippets.{wording}_do", **values),
        )


def _written(
    wording: object,
    path: str,
    place: _Place,
    lines: Mapping[str, int],
    mistakes: list[Diagnostic],
) -> Mapping[str, str]:
    """The templates that the configuration gives, by language."""
    texts = wording if isinstance(wording, Mapping) else {}
    if not texts or any(
        lang not in LANGUAGES or not isinstance(text, str) for lang, text in texts.items()
    ):
        mistakes.append(place.mistake("template_shape", path=path))
        return {}
    for lang, text in texts.items():
        try:
            read_template(text)
        except TemplateUnreadable as unreadable:
            mistakes.append(
                place.mistake(
                    f"template_{unreadable.fault}",
                    lines.get(f"{path}.{lang}", 0),
                    path=f"{path}.{lang}",
                    detail=unreadable.detail,
                    known=", ".join(f"{{{name}}}" for name in NAMES),
                    longest=LONGEST,
                )
            )
    return texts


def _board(network: Network, written: Mapping[str, str], profile: str) -> Board:
    templates = {
        lang: read_template(
            typeset_message(written.get(lang, network.wording[lang]), lang, profile)
        )
        for lang in LANGUAGES
    }
    return Board(
        network=replace(network, label=network.label.as_in(profile)),
        templates=templates,
        led={lang: template.led_by_call() for lang, template in templates.items()},
    )
