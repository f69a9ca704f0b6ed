"""Fields of a post that are text: what an export or a habit left there of Markdown or HTML is taken
out, and told. No network, feed or card would show it otherwise than as it was typed."""

from __future__ import annotations

from dataclasses import replace

from portevoix.form import Form
from portevoix.posts.kinds import KINDS, Value
from portevoix.posts.leftovers import leftovers
from portevoix.prose import without_entities, without_marks
from portevoix.yaml_text import Yaml

_WITHIN = {Value.TEXT: ("",), Value.LINKS: (".title",), Value.UPDATES: (".text",)}
_DETAILS = frozenset(
    f"{kind.key}.{detail.name}{below}"
    for kind in KINDS.values()
    for detail in kind.details
    for below in _WITHIN.get(detail.value, ())
)
# Sentences: all marks go.
SENTENCES = _DETAILS | {
    *("title", "description", "message", "points", "question", "call.text", "share.*"),
    *(
        "share.*.text",
        "share.*.warning",
        "share.*.comment",
        "measure.indicator",
        "measure.target",
        "picture.alt",
        "picture.credit",
    ),
    *("answers.comment", "answers.answer"),
}
# Names, which may bear a star: only what an export wrote in place of signs goes.
NAMES = frozenset({"categories", "tags", "hashtags"})
_SHOWN = 80  # characters of a text that a message shows


def is_sentence(path: str) -> bool:
    """Whether a value of a front matter is text that people read: `points.0`, `share.x.text`."""
    steps = [step for step in path.split(".") if not step.isdigit()]
    if steps[0] == "share" and len(steps) > 1:
        steps[1] = "*"
    return ".".join(steps) in SENTENCES


def with_plain_fields(form: Form) -> Form:
    """The same front matter with text in its fields of text; a notice for each that was mended."""
    found = _plain(form, dict(form.values), "", "")
    assert isinstance(found, dict)
    return replace(form, values=found)


def _plain(form: Form, value: Yaml, path: str, pattern: str) -> Yaml:
    """`path` leads to a value as messages name it; `pattern` leaves out places in lists, and has a
    star for a network."""
    if isinstance(value, dict):
        return {
            key: _plain(form, below, *_below(path, pattern, str(key)))
            for key, below in value.items()
        }
    if isinstance(value, list):
        return [_plain(form, one, f"{path}.{n}", pattern) for n, one in enumerate(value)]
    if not isinstance(value, str):
        return value
    if pattern in SENTENCES:
        return _sentence(form, value, path)
    if pattern in NAMES:
        return _told(form, path, value, without_entities(value))
    return value


def _below(path: str, pattern: str, key: str) -> tuple[str, str]:
    if not path:
        return key, key
    return f"{path}.{key}", f"{pattern}.{'*' if pattern == 'share' else key}"


def _sentence(form: Form, value: str, path: str) -> str:
    plain = _told(form, path, value, without_marks(value))
    # There, /// parts the messages of a thread.
    shown = plain.replace("///", "") if path.startswith("share.") else plain
    marks = leftovers(shown)
    if marks:
        form.notice(path, "posts.leftover_field", text=" », « ".join(marks))
    return plain


def _told(form: Form, path: str, value: str, plain: str) -> str:
    if plain == value:
        return value
    same = next(
        (n for n, (a, b) in enumerate(zip(value, plain, strict=False)) if a != b), len(plain)
    )
    start = max(0, same - 20)
    before, after = (_excerpt(text, start) for text in (value, plain))
    wording = "posts.marked_field" if plain.strip() else "posts.marked_away"
    form.notice(path, wording, before=before, after=after)
    return plain


def _excerpt(text: str, start: int) -> str:
    """Of a long text, what surrounds its first mark."""
    shown = text[start : start + _SHOWN]
    return ("…" if start else "") + shown + ("…" if start + _SHOWN < len(text) else "")
