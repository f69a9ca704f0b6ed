"""Pages whose template would say the same again are read from the last site instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

REUSE = "portevoix_reuse"  # name in a template's context


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How to get a page without its template, and what its template needs otherwise."""

    text: Callable[[], str | None]
    names: Callable[[], Mapping[str, Any]]


class KeptTemplate(jinja2.Template):
    """Asks for the words of the last site first; MkDocs writes them as it writes any page."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        reuse = context.pop(REUSE, None)
        if isinstance(reuse, Reuse):
            text = reuse.text()
            if text is not None:
                return text
            context.update(reuse.names())
        return super().render(context)
