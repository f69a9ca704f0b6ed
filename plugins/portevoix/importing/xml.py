"""XML from outside: bounded, without entities, with the line of each element."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from portevoix.importing.gathering import Gathering

MAX_BYTES = 256_000_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding=["']([\w.-]{1,40})["']""")


def read_export(path: Path, file: str, gathering: Gathering) -> bytes | None:
    """The bytes of an export, told when there are too many."""
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        size = path.stat().st_size // 1_000_000
        gathering.mistake(
            file, 0, "importing.export_too_big", size=size, limit=MAX_BYTES // 1_000_000
        )
        return None
    return content


def read_xml(content: bytes, file: str, gathering: Gathering) -> etree._Element | None:
    """The root of a document; None once it was told why there is none.

    No export and no feed declares a document type: what does may hold entities that multiply.
    """
    try:
        text = _decoded(content)
    except (UnicodeDecodeError, LookupError):
        gathering.mistake(file, 0, "posts.not_utf8")
        return None
    text = _FORBIDDEN.sub("", text)
    start = text[: text.find("<", _start(text)) + 1 or len(text)]
    if "<!DOCTYPE" in start or re.match(r"\s*<!DOCTYPE", text[_start(text) :], re.IGNORECASE):
        line = text.count("\n", 0, text.find("<!DOCTYPE")) + 1
        gathering.mistake(file, line, "importing.doctype")
        return None
    text = _DECLARED.sub(lambda it: "\n" * it[0].count("\n"), text.lstrip("\ufeff"))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        wording = "importing.cut_short" if _is_cut(text, line) else "importing.bad_xml"
        gathering.mistake(file, line, wording, problem=str(error.msg or "")[:120])
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        gathering.mistake(file, 1, "importing.doctype")
        return None
    return root


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    named = _ENCODING.match(content.lstrip()[:300])
    name = named[1].decode("ascii") if named else "utf-8"
    return content.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)


def _start(text: str) -> int:
    """Where the first tag stands, after comments and instructions."""
    at = 0
    while match := re.compile(r"\s*(?:<\?|<!--)").match(text, at):
        end = "?>" if text[match.end() - 1] == "?" else "-->"
        found = text.find(end, match.end())
        if found < 0:
            return at
        at = found + len(end)
    return at


def _is_cut(text: str, line: int) -> bool:
    """Whether the parser came to the end and waited for more."""
    return line >= text.rstrip().count("\n") + 1


def text_of(element: etree._Element, path: str, names: dict[str, str] | None = None) -> str:
    found = element.find(path, names)
    return "" if found is None else "".join(str(it) for it in found.itertext()).strip()


def line_of(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
