from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.markdown import Shape
from portevoix.checks.rule import Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Passage, Subject
from portevoix.language import Words
from portevoix.networks import Linked, Network, Sort
from portevoix.posts import Post
from portevoix.snippets import boards_of, is_wanted

WORDINGS = {
    Sort.ADDRESS: Wording(
        Words(
            "« {word} » devient un lien sur {networks}.",
            "“{word}” becomes a link on {networks}.",
        ),
        Words(
            "Si le lien est voulu, écrivez l’adresse entière, avec https://. Sinon, mettez l’espace "
            "qui manque après le point, ou nommez le site ou le fichier par des mots.",
            "If you want the link, write the full address, with https://. If not, add the missing "
            "space after the period, or name the site or the file in words.",
        ),
    ),
    Sort.ACCOUNT: Wording(
        Words(
            "« {word} » devient un lien vers le compte de ce nom sur {networks}.",
            "“{word}” becomes a link to the account with that name on {networks}.",
        ),
        Words(
            "Retirez l’arobase; pour mentionner un compte, faites-le dans le texte de son réseau, "
            "sous « share ».",
            "Remove the @; to mention an account, do it in the text for its network, "
            "under “share”.",
        ),
    ),
    Sort.STOCK: Wording(
        Words(
            "« {word} » devient un lien vers un cours de bourse sur {networks}.",
            "“{word}” becomes a link to a stock price on {networks}.",
        ),
        Words(
            "Séparez le signe du mot : « 25 $ US », ou écrivez « 25 dollars ».",
            "Separate the $ from the word: “US$25”, or write “25 dollars”.",
        ),
    ),
}
_SCHEME = re.compile("https?://", re.IGNORECASE)
_MAY_LINK = re.compile(r"[@＠$]|[^\s.]\.[^\s.,;:!?)\]}'\"’”]")  # spares most texts the long way
_LOOKED_AT = 600  # characters of a first paragraph: what summaries are made of
_ALL_SAY = ("title", "description", "message", "points.", "question", "call.text")
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\n"


@rule(
    id="R33",
    article="7.2",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Des liens voulus", "Only the links you want"),
    why=Words(
        "Un réseau fait un lien de chaque mot qui ressemble à une adresse, à un compte ou à une "
        "action en bourse : le public peut aboutir chez quelqu’un d’autre.",
        "A network turns every word that looks like an address, an account or a stock symbol into "
        "a link: people may end up on someone else’s page.",
    ),
    source="https://docs.bsky.app/docs/advanced-guides/post-richtext",
    passing=(
        f"{_HEAD}message: La piscine rouvre lundi. Me Roy répond aux questions.\n---\nVenez.\n",
        f"{_HEAD}message: L’entrée passe à 25 $ US.\n---\nVenez.\n",
        f"{_HEAD}message: L’horaire est à https://exemple.org/horaire.\n---\nVenez.\n",
        f"{_HEAD}message: Écrivez à piscine@exemple.org avant 16.30 h, ou ouvrez l’annexe A.1.\n---\n"
        "Venez.\n",
        f"{_HEAD}hashtags: [Piscine]\nshare: {{x: 'Merci à @piscine pour l’accueil.'}}\n---\nVenez.\n",
        f"{_HEAD}message: La piscine rouvre.\n---\nVenez.\n\nLe plan est dans plan.zip.\n",
        f"{_HEAD}message: Voir riviere.org.\nshare: {{x: false, bluesky: false}}\n---\nVenez.\n",
    ),
    failing=(
        f"{_HEAD}message: L’horaire est sur quebec.ca.\n---\nVenez.\n",
        f"{_HEAD}message: La piscine rouvre lundi.Me Roy répond aux questions.\n---\nVenez.\n",
        f"{_HEAD}message: La piscine rouvre.\npoints: [Le plan est dans plan.zip.]\n---\nVenez.\n",
        f"{_HEAD}message: L’entrée passe à 25 $US.\n---\nVenez.\n",
        f"{_HEAD}message: Le club @piscine répond.\n---\nVenez.\n",
        f"{_HEAD}share: {{x: 'La piscine rouvre.Me Roy répond.'}}\n---\nVenez.\n",
        f"{_HEAD}---\nL’horaire est sur quebec.ca.\n",
    ),
)
def links_meant(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    found: dict[tuple[str, str, Sort], list[Network]] = {}
    places: dict[tuple[str, str, Sort], Location] = {}
    texts = [one for one in _texts(subject) if _MAY_LINK.search(_SCHEME.sub(" ", one[0].text))]
    if not texts:
        return
    own = {account.name.casefold() for account in subject.site.organisation.accounts}
    for network in _linking(subject, post):
        share = post.share.get(network.key)
        written = share.text if share else ""
        for passage, at in texts:
            if passage.key == f"share.{network.key}":
                meant = {Sort.ACCOUNT}  # who writes for one network knows whom they name there
            elif written or passage.key.startswith("share."):
                continue
            else:
                meant = set()
            for one in _links(network, passage.text):
                word = passage.text[one.start : one.end]
                if one.sort in meant or _SCHEME.match(word) or word.casefold() in own:
                    continue
                key = (passage.key, word, one.sort)
                found.setdefault(key, []).append(network)
                place = Location(key=passage.key) if at < 0 else subject.in_text(at + one.start)
                places.setdefault(key, place)
    for key, networks in found.items():
        _, word, sort = key
        labels = Words(
            *(_listed((one.label[lang] for one in networks), lang) for lang in ("fr", "en"))
        )
        yield WORDINGS[sort](places[key], word, word=word[:60], networks=labels)


def _texts(subject: Subject) -> Iterator[tuple[Passage, int]]:
    """What texts for networks are made of, and where it stands in the visible text; -1: in front."""
    described = False
    for passage in subject.passages:
        described = described or passage.key == "description"
        if passage.key.startswith((*_ALL_SAY, "share.")):
            yield passage, -1
    if not described:
        document = subject.document
        first = (one for one in document.blocks if one.shape is Shape.PARAGRAPH and not one.quoted)
        for block in first:
            text = document.text[block.start : min(block.end, block.start + _LOOKED_AT)]
            yield Passage(key="", text=text), block.start
            return


def _linking(subject: Subject, post: Post) -> Iterator[Network]:
    for board in boards_of(subject.site).values():
        if board.network.linked and is_wanted(post, board.network):
            yield board.network


def _links(network: Network, text: str) -> Iterable[Linked]:
    return network.linked(text) if network.linked else ()


def _listed(names: Iterable[str], lang: str) -> str:
    *first, last = names
    word = " et " if lang == "fr" else " and "
    return f"{', '.join(first)}{word}{last}" if first else last
