from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from portevoix.checks.detection import (
    MAIL_SHAPE,
    TELEPHONE_SHAPE,
    Number,
    identities,
    is_open_line,
    is_personal,
    long_number,
)
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Wording, rule
from portevoix.checks.settings import plain_contact
from portevoix.checks.subject import Location, Subject, texts
from portevoix.language import Words

MAIL = Wording(
    Words(
        "{address} semble être l’adresse d’une personne.",
        "{address} seems to be someone’s own address.",
    ),
    Words(
        "Donnez l’adresse du service; si celle-ci doit paraître, ajoutez-la à docs/contacts.yml.",
        "Give the address of the department; if this one must appear, add it to docs/contacts.yml.",
    ),
)
TELEPHONE = Wording(
    Words(
        "Le téléphone {number} n’est pas dans docs/contacts.yml.",
        "The phone number {number} is not in docs/contacts.yml.",
    ),
    Words(
        "Si c’est celui d’un service, ajoutez-le; si c’est celui d’une personne, retirez-le.",
        "If it belongs to a department, add it; if it belongs to a person, remove it.",
    ),
)
RAMQ = Wording(
    Words(
        "Ce numéro a la forme d’un numéro d’assurance maladie.",
        "This number has the format of a health insurance number.",
    ),
    Words("Retirez-le.", "Remove it."),
)


@rule(
    id="R28",
    article="13.1",
    severity=Severity.REVIEW,
    title=Words("Pas de coordonnées personnelles", "No personal contact details"),
    why=Words(
        "La personne part, change, ou reçoit la colère de tous; la boîte du service demeure.",
        "People leave, change jobs, or become the target of everyone’s anger; the mailbox of the department remains.",
    ),
    source="https://www.legisquebec.gouv.qc.ca/fr/document/lc/A-2.1",
    passing=(
        "Écrivez à loisirs@exemple.org ou à travaux.publics@exemple.org.\n",
        Example(
            text="Écrivez à jean.untel@exemple.org.\n",
            settings={"contacts": frozenset(("jean.untel@exemple.org",))},
        ),
        "Composez le 1 800 463-2345 ou le 819 555-0134.\n",
    ),
    failing=(
        "Écrivez à prenom.nom@exemple.org.\n",
        "Écrivez à [la responsable](mailto:tulipe1975@gmail.com).\n",
        "Composez le 819 463-2345.\n",
        "Appelez le 06 12 34 56 78.\n",
        "Carte TREM 5512 1234.\n",
    ),
)
def private_contacts(subject: Subject) -> Iterator[Fault]:
    known = _known(subject)
    seen: set[str] = set()
    for text in texts(subject):
        if "@" in text.words:
            for mail in MAIL_SHAPE.finditer(text.words):
                address = mail[0].casefold()
                if address not in known and address not in seen and is_personal(mail[1], mail[2]):
                    seen.add(address)
                    yield MAIL(text.at(mail.start()), mail[0], address=mail[0])
        if long_number(text.words):
            for phone in TELEPHONE_SHAPE.finditer(text.words):
                number = phone[0].strip()
                digits = plain_contact(number)
                if digits in known or digits in seen or is_open_line(digits):
                    continue
                seen.add(digits)
                yield TELEPHONE(text.at(phone.start()), number, number=number)
            for one in identities(text.words):
                if one.number is Number.RAMQ:
                    yield RAMQ(text.at(one.at), one.text)
    for link in subject.document.links:
        if not link.target.startswith("mailto:"):
            continue
        address = unquote(link.target[7:].partition("?")[0]).casefold()
        hidden = MAIL_SHAPE.fullmatch(address)
        if (
            hidden
            and address not in known
            and address not in seen
            and is_personal(*hidden.groups())
        ):
            seen.add(address)
            yield MAIL(Location(link.at), address, address=address)


def _known(subject: Subject) -> frozenset[str]:
    organisation = subject.site.organisation
    own = {plain_contact(one) for one in (organisation.email, organisation.telephone) if one}
    return subject.settings.contacts | own
