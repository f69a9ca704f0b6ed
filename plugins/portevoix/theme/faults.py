"""What is wrong with a template that an organisation wrote, told with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.posts import shown

# What the expressions of a template raise.
_RAISED = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@contextmanager
def template_faults(overrides: Path | None, lang: str) -> Iterator[None]:
    """Raises DiagnosticsError for what a template of `overrides` raised, or for one that is missing;
    what our own templates and our code raise is not touched."""
    try:
        yield
    except _RAISED as error:
        found = _diagnostic(error, overrides, lang)
        if found is None:
            raise
        raise DiagnosticsError([found]) from None


def _diagnostic(error: Exception, overrides: Path | None, lang: str) -> Diagnostic | None:
    file, line = _place(error, overrides)
    if isinstance(error, TemplateNotFound):
        what = say(lang, "command.template_missing", name=error.name or "")
        do = "command.template_wrong_do" if line else "command.template_missing_do"
        return Diagnostic(file=file or "mkdocs.yml", line=line, what=what, do=say(lang, do))
    if not line:
        return None
    reason = (
        error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    )
    what = say(lang, "command.template_wrong", reason=(reason or "").rstrip("."))
    return Diagnostic(file=file, line=line, what=what, do=say(lang, "command.template_wrong_do"))


def _place(error: Exception, overrides: Path | None) -> tuple[str, int]:
    """The innermost line of an override that took part; ("", 0) when none did."""
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        lines.append((error.filename, error.lineno))
    for name, line in reversed(lines):
        if overrides is not None and Path(name).is_relative_to(overrides):
            return shown(Path(name), Path.cwd()), line
    return "", 0
