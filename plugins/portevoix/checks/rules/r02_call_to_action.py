from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import in_words
from portevoix.checks.findings import Severity
from portevoix.checks.lists import listed_words
from portevoix.checks.rule import Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.prose import folded, words

MISSING = Wording(
    Words(
        "Le billet a un objectif mais ne demande rien au lecteur.",
        "The post has an objective but asks nothing of its reader.",
    ),
    Words(
        "Ajoutez « call » : un verbe (« Inscrivez-vous… ») et une adresse.",
        "Add “call”: a verb (“Register…”) and an address.",
    ),
)
NO_VERB = Wording(
    Words(
        "L’appel « {text} » ne commence pas par un verbe qui invite à agir.",
        "The call “{text}” does not begin with a verb that invites people to act.",
    ),
    Words(
        "Commencez par un impératif : « Inscrivez-vous », « Consultez », « Donnez votre avis ».",
        "Begin with an imperative: “Register”, “Read”, “Have your say”.",
    ),
)
INSECURE = Wording(
    Words("L’appel mène à une adresse non chiffrée.", "The call leads to an unencrypted address."),
    Words(
        "Remplacez http:// par https:// après avoir vérifié que la page s’ouvre.",
        "Replace http:// with https:// after checking that the page opens.",
    ),
)
LATE = Wording(
    Words(
        "L’appel était déjà échu le {until}, quand le billet est paru.",
        "The call had already ended, on {until}, when the post came out.",
    ),
    Words("Corrigez « call.until ».", "Correct “call.until”."),
)
NO_ADDRESS = Wording(
    Words("L’appel n’a pas d’adresse.", "The call has no address."),
    Words(
        "Ajoutez « call.url » : la page où l’on agit.",
        "Add “call.url”: the page where people do what you ask.",
    ),
)
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\nobjective: inscrire\n"


@rule(
    id="R02",
    article="6.1",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    title=Words("Un appel à l’action", "A call to action"),
    why=Words(
        "Un lecteur convaincu doit savoir quoi faire ensuite, et jusqu’à quand.",
        "Readers who are convinced need to know what to do next, and by when.",
    ),
    source="https://www.gov.uk/guidance/content-design/writing-for-gov-uk",
    passing=(
        _HEAD + "call:\n  text: Inscrivez-vous au cours\n  url: https://exemple.org/cours\n"
        "---\nVenez.\n",
        "---\ntitle: Sans intention\ndate: 2026-02-03\n---\nVenez.\n",
    ),
    failing=(
        _HEAD + "---\nVenez.\n",
        _HEAD + "call:\n  text: Notre belle piscine\n  url: https://exemple.org/\n---\nVenez.\n",
        _HEAD + "call:\n  text: Inscrivez-vous\n  url: http://exemple.org/\n---\nVenez.\n",
        _HEAD + "call:\n  text: Inscrivez-vous\n  url: /cours/\n  until: 2026-01-31\n---\nVenez.\n",
    ),
)
def call_to_action(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    call = post.intention.call
    if call is None:
        if post.intention.objective:  # with no intention at all, R01 says it all
            yield MISSING(Location(key="objective"), post.intention.objective)
        return
    if not _invites(call.text, subject.french):
        yield NO_VERB(Location(key="call.text"), call.text, text=call.text)
    if not call.url:
        yield NO_ADDRESS(Location(key="call"), call.text)
    elif call.url.startswith("http:"):
        yield INSECURE(Location(key="call.url"), call.url)
    if call.until and call.until < post.published.date():
        yield LATE(Location(key="call.until"), str(call.until), until=in_words(call.until))


def _invites(text: str, french: bool) -> bool:
    """Whether one of the first words is an imperative: in French by its ending, or by the list."""
    verbs = listed_words("verbs", "fr" if french else "en")
    for word in words(folded(text))[:4]:
        stem = word.split("-")[0].split("'")[-1]
        if stem in verbs or (
            french and stem.endswith("ez") and stem not in ("chez", "assez", "nez")
        ):
            return True
    return False
