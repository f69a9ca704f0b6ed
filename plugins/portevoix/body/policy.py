"""What the HTML of a post may hold."""

from __future__ import annotations

# ruff: noqa: SIM905 -- names in a row read better than a column of quotes
from collections.abc import Callable
from functools import cache, lru_cache

import nh3

from portevoix.body.addresses import Place, loads_here, origin, read_address

TEXT = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd "
    "del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd "
    "label li main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
MEDIA = frozenset("audio img picture source track video".split())
CHOICES = frozenset({"input"})  # task lists and the radio buttons of content tabs; see `rewrite`
DRAWING = frozenset("circle ellipse g line path polygon polyline rect svg".split())

# Elements that may bring another site's content in: kept by the first pass only, so that a plain
# link can take their place. `iframe` is renamed before, for its content is not parsed as HTML.
FRAME = "pv-iframe"
FOREIGN = frozenset({FRAME, "embed", "frame", "object"})

# Gone with all that they hold; any other element unknown here leaves its content behind.
EMPTIED = frozenset(
    "button datalist iframe math noembed noframes noscript option plaintext script select style "
    "template textarea title xmp".split()
)

EVERYWHERE = frozenset(
    "class dir id lang role title "
    "aria-controls aria-current aria-describedby aria-description aria-details aria-expanded "
    "aria-hidden aria-label aria-labelledby aria-level aria-live aria-roledescription".split()
)
_CELL = frozenset({"abbr", "align", "colspan", "headers", "rowspan", "scope"})
_PLAYER = frozenset({"controls", "height", "loop", "muted", "preload", "src", "width"})
_SHAPE = frozenset(
    "cx cy d fill fill-opacity fill-rule height opacity points r rx ry stroke stroke-linecap "
    "stroke-linejoin stroke-width transform width x x1 x2 y y1 y2".split()
)
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": frozenset({"href", "hreflang", "name", "rel", "type", "download"}),
    "audio": _PLAYER,
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"name", "open"}),
    "img": frozenset({"alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"}),
    "input": frozenset({"checked", "disabled", "name", "type"}),
    "ins": frozenset({"cite", "datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"height", "media", "sizes", "src", "srcset", "type", "width"}),
    "svg": _SHAPE | {"viewBox", "preserveAspectRatio"},
    "td": _CELL,
    "th": _CELL,
    "time": frozenset({"datetime"}),
    "track": frozenset({"default", "kind", "label", "src", "srclang"}),
    "video": _PLAYER | {"playsinline", "poster"},
    **dict.fromkeys(DRAWING - {"svg"}, _SHAPE),
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LOADING = frozenset({"poster", "src", "srcset"})  # all attributes above that make a browser load

_WEB = (Place.HERE, Place.ELSEWHERE)

_ADDRESS_OF_FOREIGN = dict.fromkeys(FOREIGN, frozenset({"data", "src", "title"}))
_STYLED = frozenset({"style"})  # read for the alignment of cells, never written


@cache
def first_pass() -> nh3.Cleaner:
    """Well-formed HTML in which nothing runs; what loads from elsewhere is still there."""
    attributes = {
        **ATTRIBUTES,
        **_ADDRESS_OF_FOREIGN,
        "td": _CELL | _STYLED,
        "th": _CELL | _STYLED,
    }
    return nh3.Cleaner(
        tags=TEXT | MEDIA | CHOICES | DRAWING | FOREIGN,
        attributes=attributes,
        clean_content_tags=EMPTIED,
        url_schemes=SCHEMES,
        filter_style_properties={"text-align"},
        link_rel=None,
    )


def last_pass(page_url: str) -> nh3.Cleaner:
    """What is let out: the walls no longer rely on how the passes before read the HTML."""
    return _last_pass(origin(page_url))


@lru_cache(maxsize=8)
def _last_pass(page_url: str) -> nh3.Cleaner:
    """All pages of a site ask the same of an address: whether it leads to their own host."""
    return nh3.Cleaner(
        tags=TEXT | MEDIA | CHOICES | DRAWING,
        attributes=ATTRIBUTES,
        clean_content_tags=EMPTIED,
        url_schemes=SCHEMES,
        attribute_filter=_loading_only_here(page_url),
        link_rel=None,
    )


def _loading_only_here(page_url: str) -> Callable[[str, str, str], str | None]:
    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "cite":  # nh3 does not hold it for an address
            return value if read_address(value, page_url).place in _WEB else None
        if attribute not in LOADING:
            return value
        if attribute == "srcset":
            # Candidates are parted by spaces and commas: cut at both, an address may only be
            # read as more than one, never as another.
            addresses = value.replace(",", " ").split()
            return value if all(loads_here(part, page_url) for part in addresses) else None
        return value if loads_here(value, page_url) else None

    return keep
