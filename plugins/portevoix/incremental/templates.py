"""Pages whose template would say the same again are taken over from the last site instead.

MkDocs writes nothing for a page whose template says nothing, so the page is in its place already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

REUSE = "portevoix_reuse"  # name in a template's context


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How to get a page without its template, and what its template needs otherwise."""

    taken_over: Callable[[], bool]
    names: Callable[[], Mapping[str, Any]]


class KeptTemplate(jinja2.Template):
    """Asks for the page of the last site first."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        reuse = context.pop(REUSE, None)
        if isinstance(reuse, Reuse):
            if reuse.taken_over():
                return ""
            context.update(reuse.names())
        return super().render(context)
