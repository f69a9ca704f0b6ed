"""The sample charter speaks the words of the country that its profile names."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from portevoix.charter import read_charter
from portevoix.charter.redlines import paragraphs
from portevoix.site import Audience, Site

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "charte"
GLOSSARY = "2"  # sets the words of both countries side by side
FOREIGN = {
    "fr-FR": r"clavardage|textos?|mots?-clics?|infolettres?|autobus|pourriels?|aréna|bons? coups?"
    r"|fins? de semaine|ombudsman|911|Commission d’accès à l’information",
    "fr-CA": r"mots?-dièse|SMS|week-ends?|préfecture|Défenseur des droits|CNIL|RGPD|112|3114",
}


@pytest.mark.parametrize("profile", FOREIGN)
def test_no_article_or_reply_uses_the_words_of_the_other_country(site: Site, profile: str) -> None:
    """Laws, recourses, numbers and everyday words follow the profile; sources do too."""
    charter = read_charter(SAMPLE, replace(site, profile=profile, audience=Audience.INTERNAL), {})
    texts = [
        (article.id, paragraph.text)
        for article in charter.in_use
        if article.id != GLOSSARY
        for paragraph in paragraphs(article, "fr")
    ]
    texts += [
        (reply.id, text)
        for reply in charter.replies
        for text in (reply.situation, reply.tone, reply.text, *reply.networks.values())
    ]
    pattern = re.compile(rf"(?<![\w-])(?:{FOREIGN[profile]})(?![\w-])", re.IGNORECASE)
    assert [(place, text) for place, text in texts if pattern.search(text)] == []
    hosts = "legifrance.gouv.fr" if profile == "fr-CA" else "legisquebec.gouv.qc.ca"
    cited = [source.url for article in charter.in_use for source in article.sources]
    assert [url for url in cited if hosts in url] == []
