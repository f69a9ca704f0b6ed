"""Front matter → the same values, with the spaces of its sentences as a profile wants them."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from portevoix.posts import is_sentence
from portevoix.typography import applied, edits

_OURS = "measure."  # what the house reads of a post: its numbers are read by a program
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_NODES = 2_000
_Scalar = tuple[str, yaml.ScalarNode]  # "call.text", and where it stands


def corrected_front_matter(text: str, profile: str, *, only: str = "") -> str:
    """The YAML `text` with its spaces corrected, of the field `only` where one is named; twice changes
    nothing more.

    A value is only changed when YAML then reads that one as its sentence well set, and all
    others as they were: comments, quotes and order stay.
    """
    before = _scalars(text)
    if before is None:
        return text
    values = [(path, node.value) for path, node in before]
    # From the last on, so that the places of those before stay true.
    for n in range(len(before) - 1, -1, -1):
        path, node = before[n]
        if only and path != only and not path.startswith(f"{only}."):
            continue
        if not is_sentence(path) or path.startswith(_OURS):
            continue
        if (wanted := _set(node.value, profile)) == node.value:
            continue
        quoted = len(node.style or "") if node.style in ("'", '"') else 0
        start, end = node.start_mark.index + quoted, node.end_mark.index - quoted
        tried = text[:start] + _set(text[start:end], profile) + text[end:]
        after = _scalars(tried)
        hoped = [*values[:n], (path, wanted), *values[n + 1 :]]
        if after is not None and [(one, found.value) for one, found in after] == hoped:
            text, values = tried, hoped
    return text


def _set(text: str, profile: str) -> str:
    return "\n".join(applied(line, edits(line, profile)) for line in text.split("\n"))


def _scalars(text: str) -> list[_Scalar] | None:
    """Every scalar in order; None for what does not read, or is larger than people write."""
    try:
        return list(_below(yaml.compose(text, _LOADER), ""))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _below(root: yaml.Node | None, path: str) -> Iterator[_Scalar]:
    waiting = [(root, path)] if root is not None else []
    seen = 0
    while waiting:
        node, path = waiting.pop()
        seen += 1
        if seen > _MOST_NODES:  # an alias may multiply a small text without end
            raise ValueError("too large")
        if isinstance(node, yaml.ScalarNode):
            yield path, node
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(one, f"{path}.{n}") for n, one in enumerate(node.value)][::-1]
        elif isinstance(node, yaml.MappingNode):
            named = [(one, str(key.value)) for key, one in node.value]
            waiting += [(one, f"{path}.{name}" if path else name) for one, name in named][::-1]
