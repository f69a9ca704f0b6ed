"""What a YAML parser complains of, in the words of who wrote the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from portevoix.language import say

_QUOTED = re.compile(r"""(["']).*\1""")


def explained(error: yaml.MarkedYAMLError, lines: Sequence[str], lang: str, hashed: bool) -> str:
    """The parser's complaint in the reader's words, where we know them."""
    if hashed:
        return say(lang, "form.yaml_hash")
    problem, mark = error.problem or "", error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    before = line[: mark.column] if mark else ""
    if "mapping values are not allowed" in problem:
        return say(lang, "form.yaml_colon" if ":" in before else "form.yaml_before")
    if "\t" in line[: len(before) + 1]:
        return say(lang, "form.yaml_tab")
    if "did not find expected key" in problem and _QUOTED.search(before):
        return say(lang, "form.yaml_inner_quote")
    for sign, key in (
        ("found a tab", "form.yaml_tab"),
        ("cannot start any token", "form.yaml_sign"),
        ("expected alphabetic or numeric character", "form.yaml_sign"),
        ("did not find expected ',' or", "form.yaml_quote"),
        ("expected node content", "form.yaml_bracket"),  # libyaml
        ("expected the node content", "form.yaml_bracket"),  # PyYAML alone
        ("comment or line break", "form.yaml_block"),
        ("comment or a line break", "form.yaml_block"),
        ("indentation indicator", "form.yaml_block"),
        ("sequence entries are not allowed", "form.yaml_dash"),
        ("expected '-' indicator", "form.yaml_dash"),
        ("another document", "form.yaml_document"),
        ("<document start>", "form.yaml_indent"),
        ("mapping keys are not allowed", "form.yaml_sign"),
        ("unexpected ':'", "form.yaml_colon"),
        ("document indicator", "form.yaml_quote"),
        ("expected whitespace or line break", "form.yaml_sign"),
        ("expected '!'", "form.yaml_sign"),
        ("URI", "form.yaml_sign"),
        ("version", "form.yaml_sign"),
        ("YAML document", "form.yaml_sign"),
        ("expected digit", "form.yaml_sign"),
        ("directive", "form.yaml_sign"),
        (" tag", "form.yaml_sign"),
        ("expected '>'", "form.yaml_sign"),
        ("hexdecimal", "form.yaml_escape"),  # as libyaml spells it
        ("unexpected end of stream", "form.yaml_quote"),
        ("did not find expected key", "form.yaml_indent"),
        ("expected <block end>", "form.yaml_indent"),
        ("could not find expected ':'", "form.yaml_key"),
        ("undefined alias", "form.yaml_alias"),
        ("duplicate anchor", "form.yaml_sign"),
        ("escape", "form.yaml_escape"),
        ("while scanning a quoted scalar", "form.yaml_quote"),
    ):
        if sign in problem:
            return say(lang, key)
    return say(lang, "form.yaml_other", problem=problem)
