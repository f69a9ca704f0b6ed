"""What keeps a text from readers, as people call it in other words or in other programs: unheard, it would
be published."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.yaml_text import Yaml

_MEANT: Mapping[str, str] = {
    "brouillon": "draft",
    "brouillons": "draft",
    "ébauche": "draft",
    "ebauche": "draft",
    "is_draft": "draft",
    "isdraft": "draft",
    "wip": "draft",
    "publié": "published",
    "publie": "published",
    "interne": "audience",
    "internal": "audience",
    "privé": "audience",
    "prive": "audience",
    "private": "audience",
    "confidentiel": "audience",
    "confidential": "audience",
    "expire": "expires",
    "expiration": "expires",
    "expirydate": "expires",
}
# Keys that say in their value whether readers see a text, as Ghost, Hashnode, WordPress and habits have them.
_STATES = frozenset(
    {
        *("status", "statut", "state", "état", "etat", "workflow", "stage", "étape", "etape"),
        *("post_status", "poststatus", "publish_status", "publication", "visibility"),
        *("visibilité", "visibilite", "access", "accès", "acces"),
    }
)
_DRAFT = "draft: true"
_INTERNAL = "audience: internal"
_SAID: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *(
                "draft",
                "drafts",
                "brouillon",
                "ébauche",
                "ebauche",
                "wip",
                "pending",
                "unpublished",
            ),
            *("non publié", "non publie", "dépublié", "à valider", "à approuver", "à relire"),
            *("en attente", "en révision", "en relecture", "review", "in review", "to review"),
            *("hidden", "caché", "cache", "masqué", "masque", "unlisted", "non listé", "trash"),
            *("retiré", "withdrawn", "auto-draft"),
        ),
        _DRAFT,
    ),
    **dict.fromkeys(
        (
            *("private", "privé", "prive", "internal", "interne", "confidential", "confidentiel"),
            *("restricted", "restreint", "réservé", "staff", "personnel", "members"),
        ),
        _INTERNAL,
    ),
}
# Keys that hide a text where they say yes, or show it unless they say no.
_HIDES = frozenset({"hidden", "hide", "caché", "masqué", "masque", "unlisted", "unpublished"})
_SHOWS = frozenset(
    {"visible", "public", "listed", "online", "live", "en_ligne", "enligne", "show", "publique"}
)
_NO = frozenset({"", "no", "non", "off", "false", "faux", "0"})
_YES = frozenset({"yes", "oui", "on", "true", "vrai", "1"})


def meant(key: str, value: Yaml) -> str:
    """The key of ours that another word stands for; "" for other words, and for one that says no."""
    found = _MEANT.get(key.casefold(), "")
    says_no = value is None or (_is_no(value) and found != "published")
    return "" if says_no else found


def held_back(key: str, value: Yaml) -> str:
    """The line of ours that says what `status: draft`, `hidden: true` or `visible: false` mean; "" for what
    keeps a text from nobody, such as Material's `status: new`."""
    word = key.casefold().replace("-", "_")
    if word in _HIDES:
        return _DRAFT if _is_yes(value) else ""
    if word in _SHOWS:
        return _DRAFT if value is not None and _is_no(value) else ""
    if word in _STATES and isinstance(value, str):
        said = " ".join(value.casefold().replace("_", " ").split())
        return _SAID.get(said, "")
    return ""


def _is_no(value: Yaml) -> bool:
    return value is False or (isinstance(value, str) and value.strip().casefold() in _NO)


def _is_yes(value: Yaml) -> bool:
    return value is True or (isinstance(value, str) and value.strip().casefold() in _YES)
