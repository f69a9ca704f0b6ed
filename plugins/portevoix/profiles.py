"""The profiles: a language and the country whose uses its texts follow."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`typography.SPACINGS` tells by its key how it sets its signs."""

    key: str  # as in mkdocs.yml
    lang: str
    locale: str  # language and territory, as Open Graph and CLDR write them


# The first profile of a language is the one of its texts on a site of another language.
PROFILES: Mapping[str, Profile] = {
    profile.key: profile
    for profile in (
        Profile(key="fr-CA", lang="fr", locale="fr_CA"),
        Profile(key="fr-FR", lang="fr", locale="fr_FR"),
        Profile(key="en", lang="en", locale="en_CA"),
    )
}
_FIRST = {profile.lang: profile for profile in reversed(list(PROFILES.values()))}


def first_profile(lang: str) -> Profile | None:
    """The profile that stands for a language; None for one that has none."""
    return _FIRST.get(lang[:2])
