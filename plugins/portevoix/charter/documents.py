"""Files of the charter as forms; what every reader of this room asks of a form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.form import Form
from portevoix.near import nearest
from portevoix.posts import decode, split
from portevoix.site import Audience
from portevoix.values import dataclass
from portevoix.yaml_text import read_yaml

MOST_BYTES = 400_000  # of one file; the whole sample charter is smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    form: Form
    body: str = ""
    body_line: int = 1


def read_text(path: Path, file: str, diagnostics: Diagnostics) -> str | None:
    """The text of a file; None once the mistake is noted."""
    try:
        content = path.read_bytes()
    except OSError:
        diagnostics.mistake(file, 0, "charter.unreadable")
        return None
    if len(content) > MOST_BYTES:
        diagnostics.mistake(file, 0, "charter.too_big", bytes=len(content), most=MOST_BYTES)
        return None
    try:
        return decode(content)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        diagnostics.mistake(file, line, "charter.not_utf8")
        return None


def read_form(
    path: Path, file: str, diagnostics: Diagnostics, *, listed: bool = False
) -> Form | None:
    """A YAML file that holds a mapping, or where `listed` a list, found then below the key `list`."""
    text = read_text(path, file, diagnostics)
    return None if text is None else _form(text, file, 1, diagnostics, listed=listed)


def read_document(path: Path, file: str, diagnostics: Diagnostics) -> Document | None:
    """A Markdown file with its front matter."""
    text = read_text(path, file, diagnostics)
    if text is None:
        return None
    parts = split(text)
    if not parts.yaml or not parts.closed:
        diagnostics.mistake(file, 1, "charter.no_front_matter")
        return None
    form = _form(parts.yaml, file, parts.yaml_line, diagnostics)
    if form is None:
        return None
    return Document(form=form, body=parts.body, body_line=parts.body_line)


def _form(
    text: str, file: str, first_line: int, diagnostics: Diagnostics, *, listed: bool = False
) -> Form | None:
    before = len(diagnostics.mistakes)
    values, lines = read_yaml(text, file=file, first_line=first_line, diagnostics=diagnostics)
    if isinstance(values, list) and not listed:
        if len(diagnostics.mistakes) == before:
            diagnostics.mistake(file, first_line, "charter.not_named")
        return None
    if isinstance(values, list):
        lines = {f"list.{path}": line for path, line in lines.items() if path}
        values = {"list": values}
    if not isinstance(values, dict):
        if len(diagnostics.mistakes) == before:
            diagnostics.mistake(file, first_line, "charter.not_mapping")
        return None
    return Form(values, lines, file, diagnostics)


def only(form: Form, known: Iterable[str]) -> None:
    """Refuses keys that nothing reads: a misspelt `audience` must not publish what is internal."""
    names = sorted(known)
    for key in form.values:
        if key not in names:
            form.wrong(key, "charter.unknown_key", known=nearest(key, names) or ", ".join(names))


def needed(form: Form, key: str) -> str:
    text = form.text(key)
    if not text and not (form.has(key) and not isinstance(form.values[key], str)):
        form.wrong(key, "charter.missing")
    return text


def audience(form: Form, default: Audience = Audience.PUBLIC) -> Audience:
    """Who may read; a word that is not in the list is a mistake and reads as internal meanwhile."""
    return Audience(
        form.choice(
            "audience", tuple(Audience), default if not form.has("audience") else Audience.INTERNAL
        )
    )
