"""Values that no field asks for, as YAML, and the fields that they are put into.

`pairs` bounds how many: each value and each field at least once every day; all of them, and the figure
printed, with `PORTEVOIX_ROBUST=all` (or a number of pairs).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence

_JOINED = "👩‍👩‍👧‍👦"  # one emoji of seven code points


def _text(value: str) -> str:
    return json.dumps(value)


WRONG: Mapping[str, str] = {
    "nothing": "",
    "null": "~",
    "true": "true",
    "no": "no",
    "a number": "12",
    "a negative number": "-1",
    "a huge number": "1" * 400,
    "a fraction": "1e400",
    "not a number": ".nan",
    "an empty text": '""',
    "spaces": '"   "',
    "a no-break space": _text("\u00a0"),
    "an empty list": "[]",
    "lists in lists": "[[], [[a], [b]]]",
    "a list of all": "[a, 1, true, ~, [b], {c: d}, 2026-01-01]",
    "a long list": f"[{', '.join(f'v{n}' for n in range(250))}]",
    "an empty map": "{}",
    "a map": "{a: b}",
    "maps in maps": "{a: {b: {c: d}}}",
    "a list of maps": "[{}, {a: b}, {text: c, at: d, url: e, title: f}]",
    "a key that is a list": "{[a, b]: c}",
    "nested without end": "[" * 60 + "]" * 60,
    "a word": "mot",
    "a long name": _text("n" * 300 + ".png"),
    "a long name in folders": _text("/".join("d" * 200 for _ in range(30))),
    "a text without spaces": _text("a" * 5_000),
    "a long text": _text("Une phrase de plus. " * 400),
    "joined emoji": _text(_JOINED * 700),
    "dots and slashes": _text("a.b/" * 1_200),
    "combining marks": _text("e" + "\u0301" * 3_000),
    "control marks": _text("a\u0000\u0002\u001b\u007f\u009fb"),
    "marks of direction": _text("\u202eabc\u2069\u200f"),
    "half a character": '"a\\ud800b"',
    "no character": _text("\uffff\ufdd0"),
    "lines": _text("un\ndeux\n\ntrois\r\nquatre\u2028cinq"),
    "a quote": _text("\"'`"),
    "markup": _text('"><script>alert(1)</script><!--'),
    "braces": _text("{{ 7*7 }} {% x %} {0} {x} %s %(y)d $z"),
    "a way out": _text("../../../etc/passwd"),
    "a whole path": _text("/etc/passwd"),
    "a path of Windows": _text("C:\\Windows\\win.ini"),
    "a script": _text("javascript:alert(1)"),
    "half an address": _text("https://"),
    "a broken host": _text("https://[oups/"),
    "an address with spaces": _text("https://exemple.org/a b"),
    "a port too high": _text("https://exemple.org:99999/"),
    "a day that is none": "2026-02-30",
    "a month that is none": "2026-13-45",
    "the first year": "0001-01-01",
    "the last year": "9999-12-31 23:59:59",
    "an hour that is none": "2026-01-01 25:61",
    "a far zone": "2026-01-01T00:00:00+99:99",
    "a tag of Python": "!!python/object/apply:os.system [ls]",
    "a tag of nobody": "!mien x",
    "an unknown alias": "*inconnu",
    "an alias of itself": "&a [*a]",
    "aliases that multiply": "[&b [x,x,x,x,x,x,x,x], &c [*b,*b,*b,*b,*b,*b,*b,*b], &d [*c,*c,*c,*c,*c,*c,*c,*c], "
    "&e [*d,*d,*d,*d,*d,*d,*d,*d], [*e,*e,*e,*e,*e,*e,*e,*e]]",
    "two documents": "a\n---\nb",
    "an open list": "[a, b",
    "an open quote": '"a',
    "a colon": "a: b: c",
    "a merge": "{<<: {a: b}}",
    "a block": "|\n  un\n  deux",
}


def wanted() -> int | None:
    """How many pairs are asked for beyond the few of every day: None for these, -1 for all."""
    asked = os.environ.get("PORTEVOIX_ROBUST", "")
    return -1 if asked == "all" else int(asked) if asked.isdigit() else None


def pairs(fields: Sequence[str], most: int) -> Iterator[tuple[str, str]]:
    """Fields and names of values, `most` of them spread evenly over all, or what is asked for."""
    names = list(WRONG)
    asked = wanted()
    most = most if asked is None else asked
    every = [
        (field, names[(start + turn) % len(names)])
        for turn in range(len(names))
        for start, field in enumerate(fields)
    ]
    yield from every if most < 0 else every[:most]


def put(field: str, value: str) -> str:
    """YAML that gives a field, `call.url` or `answers.0.comment`, a value."""
    keys = field.split(".")
    lines, indent, item = [], "", ""
    for key in keys[:-1]:
        if key.isdigit():
            item = "- "
            continue
        lines.append(f"{indent}{item}{key}:")
        indent, item = indent + ("    " if item else "  "), ""
    *first, last = value.split("\n")
    head = [*first, last]
    lines.append(f"{indent}{item}{keys[-1]}: {head[0]}")
    lines += [f"{indent}  {line}" if line.startswith(" ") else line for line in head[1:]]
    return "\n".join(lines)
