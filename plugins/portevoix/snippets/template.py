"""The wording of a network as a small declared text: paragraphs, lines, and names in braces.

A line whose names are all empty is left out, and so is a paragraph; what stands around a name
that stays, stays. Nothing is ever executed: values are put in as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from portevoix.values import dataclass

NAMES = (
    "sender",  # the organisation, as a short message begins with it
    "opening",  # the kind's first words: « C’est décidé. »
    "message",
    "title",
    "context",  # the summary, less what the message says
    "points",
    "question",
    "call",  # what is asked, and that the post has the link
    "action",  # the same with its own address
    "organisation",
    "link",
    "hashtags",
)
COMPULSORY = ("message", "link")
LONGEST = 2_000
_NAME = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: fixed texts around names; `texts` has one more than `names`."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    def render(self, values: Mapping[str, str]) -> str:
        """The line with `values` in place of its names; "" when it has names and all are empty."""
        if len(self.names) == 1:  # as most have
            value = values.get(self.names[0])
            return f"{self.texts[0]}{value}{self.texts[1]}".strip(" ") if value else ""
        pieces, speaks = [self.texts[0]], not self.names
        for place, name in enumerate(self.names, 1):
            if value := values.get(name):
                speaks = True
                pieces += (value, self.texts[place])
            else:  # the space after it goes with it
                pieces.append(self.texts[place].lstrip(" "))
        return "".join(pieces).strip(" ") if speaks else ""


_LED = Line(texts=("", " ", ""), names=("lead", "link"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    paragraphs: tuple[tuple[Line, ...], ...]
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = (line for lines in self.paragraphs for line in lines)
        object.__setattr__(self, "names", tuple(name for line in lines for name in line.names))

    def render(self, values: Mapping[str, str]) -> str:
        """The text with `values` in place of their names; a missing value is empty."""
        paragraphs = []
        for lines in self.paragraphs:
            rendered, speaks, named = [], False, False
            for line in lines:
                text = line.render(values)
                if line.names:
                    named = True
                    speaks = speaks or bool(text)
                if text:
                    rendered.append(text)
            if rendered and (speaks or not named):
                paragraphs.append("\n".join(rendered))
        return "\n\n".join(paragraphs)

    def led_by_call(self) -> Template:
        """The same for a call that leads to the post: the call announces the link, in place of the
        line's own words; as it is where words above the link announce it."""
        if self.line_of("link").names != ("link",) or self._below_words("link"):
            return self
        return Template(
            paragraphs=tuple(
                kept
                for lines in self.paragraphs
                if (
                    kept := tuple(
                        _LED if line.names == ("link",) else line
                        for line in lines
                        if not (line.names and set(line.names) <= {"call", "action"})
                    )
                )
            )
        )

    def _below_words(self, name: str) -> bool:
        """Whether the line of `name` follows another in its paragraph, which announces it."""
        return any(
            line.names == (name,) and place
            for lines in self.paragraphs
            for place, line in enumerate(lines)
        )

    def line_of(self, name: str) -> Line:
        """The line that bears `name`. Raises StopIteration when none does."""
        return next(line for lines in self.paragraphs for line in lines if name in line.names)


class Fault(StrEnum):
    """Why a template cannot be used; the wording stands under snippets.template_<fault>."""

    LONG = "long"
    BRACES = "braces"
    UNKNOWN = "unknown"
    MISSING = "missing"
    TWICE = "twice"


class TemplateUnreadable(Exception):
    def __init__(self, fault: Fault, detail: str = "") -> None:
        self.fault, self.detail = fault, detail
        super().__init__(f"{fault}: {detail}")


def read_template(text: str) -> Template:
    """Raises TemplateUnreadable for the first thing that is wrong."""
    if len(text) > LONGEST:
        raise TemplateUnreadable(Fault.LONG, str(len(text)))
    paragraphs = tuple(
        tuple(_read_line(line.strip()) for line in paragraph.split("\n"))
        for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    )
    names = Template(paragraphs=paragraphs).names
    for name in COMPULSORY:
        if name not in names:
            raise TemplateUnreadable(Fault.MISSING, name)
    for name in names:
        if names.count(name) > 1:
            raise TemplateUnreadable(Fault.TWICE, name)
    return Template(paragraphs=paragraphs)


def _read_line(line: str) -> Line:
    pieces = _NAME.split(line)
    texts, names = tuple(pieces[::2]), tuple(name.strip() for name in pieces[1::2])
    for text in texts:
        if "{" in text or "}" in text:
            raise TemplateUnreadable(Fault.BRACES, line[:60])
    for name in names:
        if name not in NAMES:
            raise TemplateUnreadable(Fault.UNKNOWN, name[:40])
    return Line(texts=texts, names=names)
