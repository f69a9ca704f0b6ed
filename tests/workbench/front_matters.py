"""Front matters as people write them: comments, quotes, orders, indents and keys of all sorts."""

from __future__ import annotations

from random import Random

WORDS = (
    "Le pont",
    "rouvre",
    "dès lundi",
    "à 18 h",
    "« gratuit »",
    "l’eau",
    "L'eau",
    "100 %",
    "été",
)
COMMENTS = ("", "", " # à revoir", "  # voir l’équipe : urgent", " # draft: true")
KEYS = ("title", "message", "description", "question", "objective", "lang", "slug", "layout", "x-y")


def _words(draw: Random, most: int = 5) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, most)))


def _scalar(draw: Random) -> str:
    text = _words(draw)
    style = draw.randrange(4)
    if style == 0:
        return f'"{text}"'
    if style == 1:
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    if style == 2 and text[0] not in "«'0123456789":
        return text
    return f'"{text} : \\u00e9"'


def _block(draw: Random) -> str:
    header = draw.choice(("|", "|-", ">", ">-", "| # bloc"))
    lines = [_words(draw) for _ in range(draw.randint(1, 3))]
    return f"{header}\n" + "\n".join(f"  {line}" for line in lines)


def _list(draw: Random, indent: str) -> str:
    items = [
        draw.choice(("Eau", "budget", '"a, b"', "'l''été'")) for _ in range(draw.randint(1, 4))
    ]
    if draw.random() < 0.5:
        space = draw.choice(("", " "))
        return f" [{space}{', '.join(items)}{space}]{draw.choice(COMMENTS)}"
    return "".join(f"\n{indent}- {one}{draw.choice(COMMENTS)}" for one in items)


def _mapping(draw: Random) -> str:
    fields = draw.sample(("text", "url", "alt", "file", "credit"), draw.randint(1, 4))
    if draw.random() < 0.3:
        return " {" + ", ".join(f'{one}: "{_words(draw, 2)}"' for one in fields) + "}"
    indent = draw.choice(("  ", "    "))
    return "".join(f"\n{indent}{one}: {_scalar(draw)}{draw.choice(COMMENTS)}" for one in fields)


def _answers(draw: Random) -> str:
    lines = []
    for _ in range(draw.randint(1, 3)):
        lines.append(f"\n  - comment: {_scalar(draw)}{draw.choice(COMMENTS)}")
        lines.append(
            f"\n    answer: {draw.choice((_scalar(draw), '|' + chr(10) + '      a' + chr(10) + '      b'))}"
        )
    return "".join(lines)


def made(seed: int) -> str:
    """A whole post; the same for the same seed."""
    draw = Random(seed)
    lines = [
        f"date: {draw.choice(('2026-01-05', '2026-01-05 18:30', chr(34) + '2026-01-05' + chr(34)))}{draw.choice(COMMENTS)}"
    ]
    for key in draw.sample(KEYS, draw.randint(1, len(KEYS))):
        value = (
            f" {_scalar(draw)}{draw.choice(COMMENTS)}"
            if draw.random() < 0.85
            else f" {_block(draw)}"
        )
        lines.append(f"{key}:{value}")
    more = {
        "tags": _list(draw, draw.choice(("", "  "))),
        "picture": _mapping(draw),
        "answers": _answers(draw),
        "call": _mapping(draw),
        "points": draw.choice((" []", " [] # vide", "")),
    }
    lines += [f"{key}:{value}" for key, value in more.items() if draw.random() < 0.6]
    draw.shuffle(lines)
    for _ in range(draw.randint(0, 3)):
        lines.insert(
            draw.randint(0, len(lines)),
            draw.choice(("# un mot", "", '# call:\n#   text: ""', "#kind: decision")),
        )
    front = "\n".join(lines)
    text = f"{draw.choice(('', '', chr(10)))}---{draw.choice(('', ' '))}\n{front}\n{draw.choice(('---', '---', '...'))}\n{draw.choice(('', chr(10)))}Le texte.\n\n---\n\nLa suite."
    return text.replace("\n", "\r\n") if draw.random() < 0.25 else text
