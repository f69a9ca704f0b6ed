"""The HTML part of a letter: tables and inlined styles, for clients that know nothing newer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment

from portevoix.language import catalogue, counted
from portevoix.letters.letter import Letter
from portevoix.letters.team import Team
from portevoix.letters.tools import Tool
from portevoix.posts import KINDS
from portevoix.site import Site
from portevoix.theme import environment, template_faults
from portevoix.tongues import told_in, written_from_right
from portevoix.typography import profile_of

CLIPPED = 102 * 1024  # bytes of HTML that Gmail shows before « Message tronqué »
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_KEPT = ' data-css-inline="keep"'
_SPACES = re.compile(r"\n\s*\n+")


def render_html(letter: Letter, site: Site, overrides: Path | None) -> str:
    """The letter with its addresses and codes as they are; see `for_tool`."""
    return _rendered("letters/mail.html", site, overrides, letter.lang, letter=letter)


def render_team(team: Team, site: Site, overrides: Path | None) -> str:
    return _rendered("letters/team.html", site, overrides, team.lang, team=team)


def _rendered(name: str, site: Site, overrides: Path | None, lang: str, **values: object) -> str:
    told = told_in(lang, site.lang)
    words = catalogue(profile_of(told, site.profile))

    def t(key: str, **blanks: object) -> str:
        return words[key].format(**counted(told, blanks)) if blanks else words[key]

    with template_faults(overrides, site.lang):
        made = (
            _environment(overrides)
            .get_template(name)
            .render(
                **values,
                t=t,
                lang=lang,
                direction="rtl" if written_from_right(lang) else "ltr",
                site=site,
                kinds=KINDS,
            )
        )
    inlined = css_inline.CSSInliner(load_remote_stylesheets=False).inline(made)
    return _SPACES.sub("\n", inlined.replace(_KEPT, ""))


@cache
def _environment(overrides: Path | None) -> Environment:
    return environment(overrides)


def for_tool(html: str, tool: Tool | None, codes: Mapping[str, str]) -> str:
    """The HTML as a tool takes it: of its codes only ours stand, and what it would drop comes as one.

    `codes` are what stands in the letter for each link that the tool makes, and its code. Text that
    only looks like a code is shown as it was written.
    """
    if tool is not None:
        for mark in tool.marks:
            html = html.replace(mark, f"&#{ord(mark[0])};{mark[1:]}")
        if tool.drops_comments:
            html = _COMMENT.sub(lambda found: f'{{{{ Safe "{_quoted(found[0])}" }}}}', html)
    return _coded(html, codes)


def text_for_tool(text: str, tool: Tool | None, codes: Mapping[str, str]) -> str:
    """The same for the text part, and for the subject: a joiner that nobody sees parts the marks."""
    if tool is not None:
        for mark in tool.marks:
            text = text.replace(mark, f"{mark[0]}\u2060{mark[1:]}")
        if tool.drops_comments:
            # That engine reads the text part as HTML too: what opens a tag must come as a code.
            text = text.replace("<", '{{ Safe "<" }}')
    return _coded(text, codes)


def _coded(text: str, codes: Mapping[str, str]) -> str:
    for name, code in codes.items():
        text = text.replace(name, code)
    return text


def _quoted(text: str) -> str:
    """What stands between the double quotes of a string in Go."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
