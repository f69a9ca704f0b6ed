"""For whom each network is: the order of relay pages, and what stays with the staff."""

from __future__ import annotations

from collections.abc import Iterable

from portevoix.language import Words
from portevoix.networks import Medium, Network
from portevoix.snippets import Snippet
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Networks that people look for together."""

    key: str
    label: Words
    media: tuple[Medium, ...]
    ends_posts: bool = True  # among the share buttons at the end of a post


FAMILIES: tuple[Family, ...] = (
    Family(
        key="reseaux",
        label=Words("Sur les réseaux sociaux", "On social networks"),
        media=(Medium.SOCIAL,),
    ),
    Family(
        key="proches",
        label=Words("À une personne, à un groupe", "To a person, to a group"),
        media=(Medium.MESSAGING, Medium.SMS, Medium.EMAIL),
    ),
    Family(
        key="organismes",
        label=Words(
            "Dans un bulletin, un intranet, une école",
            "In a newsletter, on an intranet, in a school",
        ),
        media=(Medium.PARTNER,),
        ends_posts=False,
    ),
)


def is_public(network: Network) -> bool:
    """Whether readers are offered the text; a network of the configuration follows its model."""
    return not network.staff_only


def in_families(snippets: Iterable[Snippet]) -> tuple[tuple[Family, tuple[Snippet, ...]], ...]:
    """The snippets by family; inside one, the order of the site's networks. None stays empty."""
    rows = tuple(snippets)
    found = (
        (family, tuple(one for one in rows if one.network.medium in family.media))
        for family in FAMILIES
    )
    return tuple((family, some) for family, some in found if some)
