"""What was said of texts, for a site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from portevoix.approvals import Approvals, read_register
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.file_stats import stat_of
from portevoix.language import say
from portevoix.posts import shown
from portevoix.sources.once import Once


def approvals_of(
    configuration: Configuration, base: Path, once: Once[object] | None = None
) -> tuple[Approvals, tuple[Diagnostic, ...]]:
    """What was said of texts, and what cannot be read of it: then nothing counts as approved."""
    options, lang = configuration.approvals, configuration.site.lang
    path = configuration.file.parent / options.file

    def read() -> tuple[Approvals, tuple[Diagnostic, ...]]:
        try:
            register = read_register(path, lang=lang, name=shown(path, base))
        except DiagnosticsError as found:
            return Approvals(options=options), tuple(
                replace(one, what=say(lang, "approvals.unread", what=one.what))
                for one in found.mistakes
            )
        return Approvals(options=options, said=register.said()), ()

    if once is None or not path.exists():
        return read()
    found: Any = once("approvals", (stat_of(path), options, lang), read)
    answer: tuple[Approvals, tuple[Diagnostic, ...]] = found
    return answer
