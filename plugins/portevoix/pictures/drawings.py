"""SVG drawings, written anew with what draws and nothing else.

Opened at its own address, a drawing is a page of the site: a script in it would run there, and an
address in it would be asked. Lists say what stays.
"""

from __future__ import annotations

# ruff: noqa: SIM905 -- names in a row read better than a column of quotes
import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import field
from html import escape
from xml.parsers.expat import ExpatError, ParserCreate

from portevoix.pictures.opening import Unreadable
from portevoix.pictures.publishing import Published, published
from portevoix.values import dataclass

TYPE = "image/svg+xml"
MOST_BYTES = 5_000_000
MOST_DEPTH = 200
_GROWTH = 4  # times its length that a drawing may take: entities can multiply a small text

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

# https://www.w3.org/TR/SVG2/eltindex.html and https://www.w3.org/TR/filter-effects-1/
_KEPT = frozenset(
    "svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text "
    "tspan textPath marker pattern mask clipPath linearGradient radialGradient stop image filter "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence animate animateMotion animateTransform mpath".split()
)
_OPENED = frozenset({"a", "switch"})  # their content stays
_MISSED = frozenset({"script", "foreignObject", "handler", "set", "iframe", "audio", "video"})
_ATTRIBUTES = frozenset(
    "id class style lang tabindex role aria-hidden aria-label aria-labelledby aria-describedby "
    "x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy z width height d points pathLength viewBox "
    "preserveAspectRatio version transform transform-origin rotate offset textLength lengthAdjust "
    "startOffset method spacing side markerWidth markerHeight markerUnits refX refY orient "
    "patternUnits patternContentUnits patternTransform maskUnits maskContentUnits mask-type "
    "clipPathUnits gradientUnits gradientTransform spreadMethod filterUnits primitiveUnits in in2 "
    "result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 "
    "order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha "
    "surfaceScale diffuseConstant specularConstant specularExponent scale xChannelSelector "
    "yChannelSelector azimuth elevation limitingConeAngle pointsAtX pointsAtY pointsAtZ "
    "stdDeviation radius baseFrequency numOctaves seed stitchTiles media attributeName begin dur "
    "end repeatCount repeatDur calcMode keyTimes keySplines keyPoints path from to by additive "
    "accumulate min max restart fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity "
    "color color-interpolation color-interpolation-filters color-rendering display visibility "
    "overflow clip clip-path clip-rule mask filter marker marker-start marker-mid marker-end "
    "paint-order vector-effect shape-rendering text-rendering image-rendering flood-color "
    "flood-opacity lighting-color stop-color stop-opacity font font-family font-size "
    "font-size-adjust font-stretch font-style font-variant font-weight letter-spacing word-spacing "
    "text-anchor text-decoration text-overflow dominant-baseline alignment-baseline baseline-shift "
    "direction unicode-bidi white-space writing-mode glyph-orientation-vertical isolation "
    "mix-blend-mode pointer-events cursor".split()
)
_SAID = frozenset({"id", "class", "lang", "role"})
# What an animation may change: nothing that holds an address.
_STILL = frozenset({"href", "style", "class", "id"})
_HERE = re.compile(r"#[^\s\"'()]+")
_RASTER = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|avif);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE
)
_FONT = r"data:(?:font|application)/[\w.+-]+;(?:charset=[\w-]+;)?base64,[A-Za-z0-9+/=\s]*"
_URL = re.compile(rf"url\(\s*(['\"]?)(?:#[^\s\"'()]+|{_FONT})\1\s*\)", re.IGNORECASE)
_IMPORT = re.compile(r"@(?:import|charset|namespace)\b[^;}]*(?:;|$)", re.IGNORECASE)
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Anything that makes CSS load, and the escapes that would hide it.
_LOADS = re.compile(
    r"url\(|image\(|image-set|src\(|@import|expression|\\|//|javascript", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing to publish under its own name."""

    published: Published  # width and height are 0 when the drawing does not say
    mended: bool  # something that would run, or load from elsewhere, was left out


def drawn(content: bytes) -> Drawing:
    """The copy of an SVG file that goes out. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_heavy", limit=f"{MOST_BYTES // 1_000_000}")
    writer = _Writer(most=_GROWTH * len(content) + 100_000)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(content, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise Unreadable("unreadable") from error
    if not writer.parts:
        raise Unreadable("unknown_kind")
    width, height = writer.size
    copy = Published(content="".join(writer.parts).encode(), type=TYPE, width=width, height=height)
    return Drawing(published=copy, mended=writer.mended)


@dataclass(kw_only=True)
class _Writer:
    most: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    open: list[str] = field(default_factory=list)  # "" for an element whose tags are not written
    skipped: int = 0  # depth inside an element that goes with all that it holds
    style: list[str] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)
    mended: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.skipped or not self._wanted(space, local, attributes):
            self.skipped += 1
            return
        if len(self.open) >= MOST_DEPTH:
            raise Unreadable("unreadable")
        if local in _OPENED:
            self.open.append("")
            return
        from xml.sax.saxutils import quoteattr  # with http.client and ssl: for drawings alone

        kept = self._kept(local, attributes)
        if not self.open:
            self.size = _size(kept)
            kept = {"xmlns": _SVG} | kept
        self.open.append(local)
        self._write(f"<{local}{''.join(f' {key}={quoteattr(kept[key])}' for key in kept)}>")

    def _wanted(self, space: str, local: str, attributes: Mapping[str, str]) -> bool:
        if not self.open:
            if local != "svg" or space not in ("", _SVG):
                raise Unreadable("unknown_kind")
            return True
        if local in _MISSED:
            self.mended = True
        if local.startswith("animate"):
            changed = attributes.get("attributeName", "")
            return changed in _ATTRIBUTES - _STILL or local == "animateMotion"
        return space in ("", _SVG) and local in _KEPT | _OPENED

    def _kept(self, local: str, attributes: Mapping[str, str]) -> dict[str, str]:
        kept = {}
        for name, value in attributes.items():
            space, _, key = name.rpartition(" ")
            if key == "href" and space in ("", _XLINK):
                address = self._address(local, value)
                if address:
                    kept["href"] = address
            elif space == _XML and key in ("lang", "space"):
                kept[f"xml:{key}"] = value
            elif not space and key in _ATTRIBUTES:
                kept[key] = self._value(key, value)
            elif not space and key.lower().startswith("on"):
                self.mended = True
        return kept

    def _address(self, local: str, written: str) -> str:
        address = written.strip()
        if _HERE.fullmatch(address):
            return address
        raster = _RASTER.fullmatch(address)
        if local == "image" and raster:
            try:
                copy = published(base64.b64decode(raster[1]))
            except (Unreadable, binascii.Error):
                self.mended = True
                return ""
            return f"data:{copy.type};base64,{base64.b64encode(copy.content).decode()}"
        self.mended = True
        return ""

    def _value(self, key: str, value: str) -> str:
        if key in _SAID or key.startswith("aria-") or not _loads(value):
            return value
        self.mended = True
        if key != "style":
            return "none"
        return ";".join(part for part in value.split(";") if not _loads(part))

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        local = self.open.pop()
        if local == "style":
            self._write(escape(self._sheet("".join(self.style)), quote=False))
            self.style.clear()
        if local:
            self._write(f"</{local}>")

    def text(self, text: str) -> None:
        if self.skipped or not self.open:
            return
        if self.open[-1] == "style":
            self._count(text)
            self.style.append(text)
        else:
            self._write(escape(text, quote=False))

    def _sheet(self, written: str) -> str:
        """A style sheet without what it would load; nothing of one that would still load."""
        sheet = _COMMENT.sub("", written)
        if not _loads(sheet):
            return sheet
        self.mended = True
        sheet = _IMPORT.sub("", sheet)
        sheet = _FACE.sub(lambda face: "" if _loads(face[0]) else face[0], sheet)
        return "" if _loads(sheet) else sheet

    def _write(self, text: str) -> None:
        self._count(text)
        self.parts.append(text)

    def _count(self, text: str) -> None:
        self.length += len(text)
        if self.length > self.most:
            raise Unreadable("too_heavy", limit=f"{MOST_BYTES // 1_000_000}")


def _loads(css: str) -> bool:
    return _LOADS.search(_URL.sub("", css)) is not None


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """In pixels, as the drawing says or as its view box has it; zeros when it does not say."""
    found = [_NUMBER.fullmatch(attributes.get(key, "")) for key in ("width", "height")]
    sides = [float(one[1]) for one in found if one]
    if len(sides) != 2:
        box = attributes.get("viewBox", "").replace(",", " ").split()
        numbers = [_NUMBER.fullmatch(one) for one in box[2:]]
        sides = [float(one[1]) for one in numbers if one] if len(box) == 4 else []
    width, height = (round(side) for side in sides) if len(sides) == 2 else (0, 0)
    return (width, height) if 0 < min(width, height) <= max(width, height) < 100_000 else (0, 0)
