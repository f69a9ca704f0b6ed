"""What is to be mended in a post that somebody types, and where it stands in the page that they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from portevoix.checks import Finding
from portevoix.checks.fix import FIXED, TYPOGRAPHY, corrected, corrected_front_matter
from portevoix.diagnostics import Diagnostics
from portevoix.language import bound, say
from portevoix.posts import shown, split
from portevoix.site import Site
from portevoix.text import sound
from portevoix.tongues import read_tongue
from portevoix.typography import profile_of
from portevoix.values import dataclass
from portevoix.workbench.desk import Workbench
from portevoix.workbench.frontmatter import (
    Unwritable,
    body_of,
    front_of,
    values_of,
    with_body,
)
from portevoix.workbench.library import post_named
from portevoix.workbench.manuscripts import Manuscript, posts_folder
from portevoix.workbench.writing import carried
from portevoix.yaml_text import read_yaml

# The box of what a rule misses, which has no line of its own.
_ABSENT = {"R01": "objective", "R02": "call.text", "R03": "measure.indicator"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the list beside the editor."""

    severity: str  # mistake, block, review, note
    message: str
    todo: str
    line: int  # of the body, from 1; 0 for what stands elsewhere
    column: int = 0  # from 1
    excerpt: str = ""
    field: str = ""  # the box of the form, for what stands in the front matter
    rule: str = ""
    fixable: bool = False
    place: str = ""  # file and line, for what stands in another file
    network: str = ""  # whose text it speaks of: its field stands in the page of networks


def remarks(desk: Workbench, now: Manuscript) -> tuple[Remark, ...]:
    """Mistakes first, those of other files last; then what the charter says of this post."""
    shot = desk.running.state()
    file = shown(posts_folder(desk) / now.name, Path.cwd())
    text = sound(now.text.removeprefix("\ufeff"))
    lines, first = _places(text), split(text).body_line
    own, others = [], []
    for mistake in shot.mistakes:
        if mistake.file == file:
            line = mistake.line - first + 1
            own.append(
                Remark(
                    severity="mistake",
                    message=mistake.what,
                    todo=mistake.do,
                    line=max(line, 0),
                    field=(field := "" if line > 0 else _field_at(lines, mistake.line)),
                    network=_network_of(field),
                )
            )
        else:
            place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
            others.append(
                Remark(
                    severity="mistake",
                    message=mistake.what,
                    todo=mistake.do,
                    line=0,
                    place=place,
                )
            )
    if shot.told and not shot.mistakes:
        others.append(Remark(severity="mistake", message=shot.told, todo="", line=0))
    return tuple(
        replace(one, message=bound(desk.lang, one.message), todo=bound(desk.lang, one.todo))
        for one in (*own, *_of_charter(desk, now, lines, first), *others)
    )


def _of_charter(
    desk: Workbench, now: Manuscript, lines: Mapping[str, int], first: int
) -> tuple[Remark, ...]:
    shot, post = desk.running.state(), post_named(desk, now.name)
    if shot.assembled is None or post is None or not shot.is_good:
        return ()
    found = (shot.assembled.edition.findings or {}).get(post.slug, ())
    return tuple(_remark(one, lines, first, desk.lang) for one in found)


def _remark(one: Finding, lines: Mapping[str, int], first: int, lang: str) -> Remark:
    line = one.line - first + 1
    field = "" if line > 0 else _field_at(lines, one.line)
    if field in ("title", "date", ""):  # where a rule stands that found nothing to stand at
        field = _ABSENT.get(one.rule, field) if line <= 0 else ""
    fixable = one.rule in FIXED if line > 0 else one.rule == TYPOGRAPHY
    return Remark(
        severity=one.severity.value,
        message=one.message,
        # The charter names a command; here a button does the same.
        todo=say(lang, "workbench.mend_here") if fixable and "--fix" in one.todo else one.todo,
        line=max(line, 0),
        column=one.column,
        excerpt=one.excerpt,
        field=field,
        rule=one.rule,
        fixable=fixable,
        network=_network_of(field),
    )


def _network_of(field: str) -> str:
    top, _, below = field.partition(".")
    return below.partition(".")[0] if top == "share" else ""


def _places(text: str) -> dict[str, int]:
    """The line of each key of the front matter, as the reader counts them."""
    parts = split(text)
    _, lines = read_yaml(parts.yaml, file="", first_line=parts.yaml_line, diagnostics=Diagnostics())
    return lines


def _field_at(lines: Mapping[str, int], line: int) -> str:
    """The innermost field that begins on a line or last before it."""
    before = [(at, path.count("."), path) for path, at in lines.items() if path and at <= line]
    return max(before)[2] if before else ""


def mended(text: str, site: Site, rule: str = "", line: int = 0, field: str = "") -> str:
    """The text with what `--fix` corrects: of one rule, on one line of its body or in one field of its
    front matter, where they are said."""
    try:
        values = values_of(text)
    except Unwritable:
        values = {}
    lang = values.get("lang")
    tongue = read_tongue(lang) if isinstance(lang, str) else None
    profile = profile_of(tongue or site.lang, site.profile)
    if field or not rule:
        text = _with_mended_front(text, profile, field)
    if field:
        return text
    body = body_of(text)
    plain = body.replace("\r\n", "\n").replace("\r", "\n")
    fixed = corrected(
        plain,
        profile,
        titled="title" in values,
        rules=[rule] if rule in FIXED else FIXED,
    )
    if line:
        before, after = plain.split("\n"), fixed.split("\n")
        if len(before) == len(after) and line <= len(before):
            before[line - 1] = after[line - 1]
            fixed = "\n".join(before)
    return with_body(text, carried(body, fixed))


def _with_mended_front(text: str, profile: str, field: str) -> str:
    try:
        front = front_of(text)
    except Unwritable:
        return text
    if front is None:
        return text
    fixed = corrected_front_matter(text[front.start : front.end], profile, only=field)
    return f"{text[: front.start]}{fixed}{text[front.end :]}"
