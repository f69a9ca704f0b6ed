"""What « Puis-je… ? » asks of a case: a closed question, an answer that its label can stand before.

A page shows the label first: « Oui », « Avec prudence », « Non ». An open question has no such
answer, and an answer that opens with « Non » would follow « Oui » or say « Non » twice.
"""

from __future__ import annotations

import re

SENTENCES = re.compile(r"(?<=[.!?…])\s+")
OPEN = re.compile(
    r"(?:(?:à|de|par|pour|avec|sur|chez|dans|en|jusqu’)\W*)?"
    r"(?:qu[ei’]\w*|quoi|quand|où|comment|combien|pourquoi|lequel|laquelle|lesquels|lesquelles"
    r"|what|which|who|whom|whose|when|where|why|how)(?!\w)",
    re.IGNORECASE,
)
ASKED = re.compile(r"\w-(?:t-)?(?:je|on|nous|vous|il|elle|ils|elles|ce)\b", re.IGNORECASE)
ASKED_OTHERWISE = re.compile(
    r"est-ce qu|^(?:may|can|must|should|do|does|did|is|are|am|will|shall|could|would|have|has)\b",
    re.IGNORECASE,
)
LABELS = re.compile(r"(?:oui|non|avec prudence|yes|no|with care)(?!\w)", re.IGNORECASE)


def is_closed(question: str) -> bool:
    """Whether yes or no can answer; facts may stand before the question: « Il pleut. Puis-je…? »"""
    asked = SENTENCES.split(question.strip().replace("'", "’"))[-1]
    if OPEN.match(asked):
        return False
    return bool(ASKED.search(asked) or ASKED_OTHERWISE.search(asked))


def opens_with_label(answer: str) -> str:
    """The word of a label that the answer opens with, as it stands there; "" when it does not."""
    found = LABELS.match(answer.strip())
    return found[0] if found else ""
