"""How a feed looks when a browser opens it: the house's style sheet, then the site's own words.

Browsers no longer run XSLT; a processing instruction that names a CSS file still works.
"""

from __future__ import annotations

from portevoix.language import say
from portevoix.site import Site

HOUSE = "assets/feed.css"
OURS = "assets/feed-words.css"
SHEETS = (HOUSE, OURS)  # in the order in which browsers read them


def instructions(root: str) -> bytes:
    """The lines that name the style sheets; `root` is the path of the site on its host."""
    return "\n".join(
        f'<?xml-stylesheet type="text/css" href="{root}{sheet}"?>' for sheet in SHEETS
    ).encode()


def render_words(site: Site) -> bytes:
    """What a feed says above its posts in the language of the site, and the site's colours."""
    colours, words = site.palette, _quoted(say(site.lang, "feeds.opened_in_a_browser"))
    light = f"--ground: {colours.paper}; --text: {colours.ink}; --accent: {colours.signal};"
    dark = f"--ground: {colours.night}; --text: {colours.light}; --accent: {colours.signal_dark};"
    return (
        f":root {{ {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"rss::before, feed::before {{ content: {words}; }}\n"
    ).encode()


def _quoted(text: str) -> str:
    """A CSS string: quotes, backslashes and line ends as escapes."""
    return '"' + "".join(f"\\{ord(one):x} " if one in '"\\\n' else one for one in text) + '"'
