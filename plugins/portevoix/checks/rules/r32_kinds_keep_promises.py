from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from portevoix.checks.detection import emojis, repeats
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.posts import Post, Section, slugify
from portevoix.prose import folded

SECTIONS = Wording(
    Words(
        "Un billet du genre « {kind} » doit avoir : {missing}.",
        "A post of the kind “{kind}” must have: {missing}.",
    ),
    Words(
        "Ajoutez ces titres, et ce qu’ils annoncent.",
        "Add these headings, with the text that belongs under them.",
    ),
)
DETAILS = Wording(
    Words("Le genre « {kind} » demande : {missing}.", "The kind “{kind}” asks for: {missing}."),
    Words("Remplissez « {key} » dans l’en-tête.", "Fill in “{key}” in the front matter."),
)
OUTSIDE = Wording(
    Words(
        "Le genre « {kind} » ne lit pas ce qui est écrit hors de « {key} » : {names}.",
        "The kind “{kind}” does not read what is written outside “{key}”: {names}.",
    ),
    Words(
        "Mettez ces lignes sous « {key} », en retrait de deux espaces.",
        "Move these lines below “{key}”, indented by two spaces.",
    ),
)
RUMOUR = Wording(
    Words(
        "Le titre répète la rumeur, que l’on retiendra.",
        "The title repeats the rumour, and that is what people will remember.",
    ),
    Words(
        "Écrivez le fait dans le titre; la rumeur se cite une fois, dans le texte.",
        "State the fact in the title; quote the rumour once, in the text.",
    ),
)
REPEATED = Wording(
    Words(
        "Le texte cite la rumeur {count} fois.",
        "The text quotes the rumour {count} times.",
    ),
    Words("Citez-la une seule fois.", "Quote it only once."),
)
ORDER = Wording(
    Words("« {later} » vient avant « {earlier} ».", "“{later}” comes before “{earlier}”."),
    Words("Remettez les dates dans l’ordre.", "Put the dates in order."),
)
GRAVE = Wording(
    Words(
        "Un billet d’urgence porte l’émoji {emoji}.",
        "An emergency post contains the emoji {emoji}.",
    ),
    Words("Retirez-le : le ton reste sobre.", "Remove it: the tone should stay sober."),
)
TAGS = Wording(
    Words(
        "Un billet d’urgence porte {count} mots-clics.",
        "An emergency post has {count} hashtags.",
    ),
    Words("Gardez-en un au plus.", "Keep no more than one."),
)
RESERVE = Wording(
    Words(
        "Le billet nomme {name} en période de réserve électorale.",
        "The post names {name} during an election period.",
    ),
    Words(
        "Nommez la fonction, ou attendez la fin de la période.",
        "Name the position instead, or wait for the end of the period.",
    ),
)
# What a post can only say of a time after it: before, it would be over as it appears.
_AFTER_ALL = ("closes", "next_update")
_HEAD = "---\ntitle: {title}\ndate: 2026-02-03\nkind: {kind}\n"
_RUMOUR = (
    "correction:\n  rumour: La bibliothèque va fermer\n  verdict: 'false'\n"
    "  sources:\n    - {title: Horaire, url: https://exemple.org/}\n---\n"
    "## Le fait\n\nElle reste ouverte.\n\n## Ce qui se dit\n\n« La bibliothèque va fermer. »\n\n"
    "## Pourquoi c’est faux\n\nRien ne le prévoit.\n"
)


@rule(
    id="R32",
    article="6.9",
    severity=Severity.BLOCK,
    scope=Scope.POST,
    title=Words("Chaque genre tient ses promesses", "Each kind of post keeps its promise"),
    why=Words(
        "Qui lit « décision » ou « urgence » attend d’y trouver certaines réponses, toujours.",
        "People who see “Decision” or “Emergency” expect to find certain answers, every time.",
    ),
    source="https://skepticalscience.com/debunking-handbook-2020-downloads-translations.html",
    passing=(
        _HEAD.format(title="La bibliothèque reste ouverte", kind="correction") + _RUMOUR,
        _HEAD.format(title="La bibliothèque reste ouverte", kind="correction")
        + _RUMOUR.replace("Pourquoi c’est faux", "Ce qui cloche"),  # its former heading
        _HEAD.format(title="Une annonce", kind="announcement") + "---\nVenez.\n",
    ),
    failing=(
        _HEAD.format(title="Non, la bibliothèque ne va pas fermer", kind="correction") + _RUMOUR,
        _HEAD.format(title="Une décision", kind="decision") + "---\nVoilà.\n",
        _HEAD.format(title="Vos idées", kind="consultation")
        + "consultation:\n  opens: 2026-03-10\n  closes: 2026-03-01\n  results_on: 2026-04-01\n---\n"
        "## De quoi s’agit-il?\n\nD’un parc.\n\n## Comment participer\n\nEn ligne.\n",
        _HEAD.format(title="Fuite d’eau", kind="crisis")
        + "crisis:\n  source: La ville\n  next_update: 2026-02-04\n  until: 2026-02-02\n"
        "  updates: [{at: 2026-02-03, text: La rue est coupée.}]\n---\n"
        "## Ce que vous devez faire\n\nPassez ailleurs.\n\n## Ce que nous savons\n\nÇa fuit.\n\n"
        "## Ce que nous faisons\n\nNous réparons.\n",
        _HEAD.format(title="La bibliothèque reste ouverte", kind="correction")
        + _RUMOUR
        + "\nOn lit encore « la bibliothèque va fermer ».\n",
        _HEAD.format(title="Une fête", kind="event")
        + "starts: 2026-03-01\nplace: Parc\n---\n## Au programme\n\nDes jeux.\n",
        Example(
            text=_HEAD.format(title="Une annonce", kind="announcement") + "---\nAvec Jo Test.\n",
            settings={
                "officials": ("Jo Test",),
                "reserve": ((date(2026, 1, 1), date(2026, 3, 1)),),
            },
        ),
    ),
)
def kinds_keep_promises(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    lang = subject.site.lang
    kind = post.kind
    headings = [
        (one.id, folded(one.text).rstrip(" ?!.:\u00a0\u202f")) for one in subject.document.headings
    ]
    quotes = Words("«\u00a0{}\u00a0»", "“{}”")
    missing = [
        quotes[lang].format(section.heading[post.told_in])
        for section in kind.sections
        if not any(_is_section(section, *heading) for heading in headings)
    ]
    where = Location(key="kind")
    if missing:
        yield SECTIONS(where, kind.key, kind=kind.label[lang], missing=", ".join(missing))
    wanted = [
        detail.name
        for detail in kind.details
        if detail.expected and detail.name not in post.details
    ]
    outside = [name for name in wanted if name in post.lines]
    if outside:
        names = ", ".join(outside)
        where_it_is = Location(key=outside[0])
        yield OUTSIDE(where_it_is, names, kind=kind.label[lang], names=names, key=kind.key)
    if lacking := [name for name in wanted if name not in outside]:
        yield DETAILS(
            where, kind.key, kind=kind.label[lang], missing=", ".join(lacking), key=kind.key
        )
    if isinstance(rumour := post.details.get("rumour"), str):
        yield from _rumour(subject, rumour)
    yield from _order(post)
    if "next_update" in {detail.name for detail in kind.details}:
        yield from _sober(subject, post)
    yield from _reserved(subject, post)


def _is_section(section: Section, id: str, text: str) -> bool:
    if id == section.id or slugify(text) == section.id:
        return True
    known = (section.heading, *section.formerly)
    names = (folded(name) for words in known for name in (words.fr, words.en))
    return any(text.startswith(name) for name in names)


def _rumour(subject: Subject, rumour: str) -> Iterator[Fault]:
    if repeats(subject.title, rumour):
        yield RUMOUR(Location(key="title"), subject.title, Severity.REVIEW)
    plain, quoted = folded(subject.document.text), folded(rumour).strip(" .!?«»\"'")
    count = plain.count(quoted) if len(quoted) > 10 else 0
    if count > 1:
        yield REPEATED(Location(key="correction.rumour"), rumour, Severity.REVIEW, count=count)


def _order(post: Post) -> Iterator[Fault]:
    """Moments of a kind come in the order in which the kind lists them; but an update may still be
    promised for after the notice is lifted."""
    lifted = post.kind.lifted and post.kind.lifted.detail
    moments = [
        (detail.name, value)
        for detail in post.kind.details
        if detail.name != lifted and isinstance(value := post.details.get(detail.name), datetime)
    ]
    for (earlier, first), (later, second) in pairwise(moments):
        if second < first:
            key = f"{post.kind.key}.{later}"
            yield ORDER(Location(key=key), _shown(second, first), earlier=earlier, later=later)
    for name in (lifted, *_AFTER_ALL):
        end = post.details.get(name) if name else None
        if isinstance(end, datetime) and end < post.published:
            key = f"{post.kind.key}.{name}"
            yield ORDER(
                Location(key=key), _shown(end, post.published), earlier="date", later=str(name)
            )


def _shown(moment: datetime, other: datetime) -> str:
    """A day, and its hour where that alone tells it from the other."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment.date() == other.date() else f"{moment:%Y-%m-%d}"


def _sober(subject: Subject, post: Post) -> Iterator[Fault]:
    for at, emoji in emojis(subject.document.text):
        yield GRAVE(subject.in_text(at), emoji, Severity.REVIEW, emoji=emoji)
        break
    if len(post.hashtags) > 1:
        excerpt = ", ".join(post.hashtags)
        yield TAGS(Location(key="hashtags"), excerpt, Severity.REVIEW, count=len(post.hashtags))


def _reserved(subject: Subject, post: Post) -> Iterator[Fault]:
    day = post.published.date()
    if not any(start <= day <= end for start, end in subject.settings.reserve):
        return
    text = subject.document.text
    for name in subject.settings.officials:
        at = text.find(name)
        if at >= 0:
            yield RESERVE(subject.in_text(at), name, name=name)
        elif name in post.title:
            yield RESERVE(Location(key="title"), post.title, name=name)
