"""The languages that people write in: many more than those of the interface.

A code is one of CLDR's (as Babel holds it) or of the few below, in the form of BCP 47: `es`, `pt-BR`,
`zh-Hant`. French and English keep no territory: a site has one profile for each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from portevoix.language import LANGUAGES, Words

_CODE = re.compile(
    r"(?P<tongue>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<place>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:[-_](?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII | re.IGNORECASE,
)
# Codes for what is no one language, script or place.
_NONE = frozenset({"mis", "mul", "und", "zxx", "Zinh", "Zxxx", "Zyyy", "Zzzz", "ZZ"})
# Spoken here, and without a name in CLDR 48.
_UNNAMED: Mapping[str, Words] = {
    "abe": Words("abénaquis", "Abenaki"),
    "alq": Words("algonquin", "Algonquin"),
    "fsl": Words("langue des signes française", "French Sign Language"),
    "fcs": Words("langue des signes québécoise", "Quebec Sign Language"),
    "gcf": Words("créole guadeloupéen et martiniquais", "Guadeloupean and Martinican Creole"),
    "gcr": Words("créole guyanais", "Guianese Creole"),
    "nsk": Words("naskapi", "Naskapi"),
    "rcf": Words("créole réunionnais", "Réunion Creole"),
    "wdt": Words("wendat", "Wendat"),
}


def read_tongue(written: str) -> str | None:
    """The code of a language as BCP 47 writes it; None for what is no language."""
    if written in LANGUAGES:
        return written
    match = _CODE.fullmatch(written)
    if match is None:
        return None
    from babel import Locale  # a site in French and English alone never loads its tables
    from babel.core import get_global

    known = Locale("en")
    aliases: Mapping[str, str] = get_global("language_aliases")
    tongue = match["tongue"].lower()
    tongue = aliases.get(tongue, tongue).partition("_")[0]
    if tongue in LANGUAGES:
        return tongue
    if not (tongue in known.languages or tongue in _UNNAMED):
        return None
    script, place = (match["script"] or "").title(), (match["place"] or "").upper()
    if _NONE & {tongue, script, place}:
        return None
    if (script and script not in known.scripts) or (place and place not in known.territories):
        return None
    rest = match["rest"].lower().replace("_", "-").strip("-")
    return "-".join(filter(None, (tongue, script, place, rest)))


def told_in(lang: str, site_lang: str) -> str:
    """The language of our own words beside a text in `lang`: its own where we speak it, else the
    site's."""
    return lang if lang in LANGUAGES else site_lang


def own_name(lang: str, site_lang: str) -> str:
    """A language as its speakers name it, « Español »; as the site's language does where nobody told
    us."""
    from babel import Locale, UnknownLocaleError

    try:
        named = Locale.parse(lang, sep="-").display_name
    except (UnknownLocaleError, ValueError):
        named = None
    tongue = lang.partition("-")[0]
    if not named and tongue in _UNNAMED:
        named = _UNNAMED[tongue][site_lang]
    named = named or Locale(site_lang).languages.get(tongue) or lang
    return named[:1].upper() + named[1:]


def written_from_right(lang: str) -> bool:
    """Whether a text in `lang` runs from right to left."""
    if lang in LANGUAGES:
        return False
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-").character_order == "right-to-left"
    except (UnknownLocaleError, ValueError):
        return False
