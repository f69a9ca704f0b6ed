"""The spaces of each profile, as a table."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.values import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"  # no-break too; X counts it twice and many screens draw it badly
SPACES = f" {NO_BREAK}{NARROW}\u2009"  # that people type around signs; for a class of `re`


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """What stands around the signs of a text."""

    profile: str
    looked_at: bool = True  # False: spaces are left as they were typed
    apostrophe: str = "’"
    before_colon: str = ""
    before_high: str = ""  # before ; ! ?
    allowed_before_high: str = ""  # right too, and left as it is
    within_guillemets: str = ""
    before_unit: str = ""  # between a number and % $ €, or h for an hour
    group: str = ""  # between groups of three digits
    source: str = ""


SPACINGS: Mapping[str, Spacing] = {
    one.profile: one
    for one in (
        Spacing(
            profile="fr-CA",
            before_colon=NO_BREAK,
            before_high="",
            allowed_before_high=NARROW,  # the Office lets it be set where it can be
            within_guillemets=NO_BREAK,
            before_unit=NO_BREAK,
            group=NO_BREAK,
            source="https://vitrinelinguistique.oqlf.gouv.qc.ca/22039",
        ),
        Spacing(
            profile="fr-FR",
            before_colon=NO_BREAK,
            before_high=NARROW,
            within_guillemets=NO_BREAK,
            before_unit=NO_BREAK,
            group=NO_BREAK,
            source="Lexique des règles typographiques en usage à l’Imprimerie nationale, 2002",
        ),
        Spacing(profile="en", looked_at=False, group=","),
    )
}


def profile_of(lang: str, profile: str) -> str:
    """The profile of a text in `lang` on a site of `profile`: French follows the site, and Québec
    where the site is not French; all other languages are spaced as English is, with nothing added."""
    if lang.partition("-")[0] != "fr":
        return "en"
    return profile if profile.startswith("fr") else "fr-CA"


def spacing_of(lang: str, profile: str) -> Spacing:
    """The spacing of a text in `lang` on a site of `profile`."""
    return SPACINGS[profile_of(lang, profile)]
