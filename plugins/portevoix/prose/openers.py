"""How sentences of French and English open: which first words lose their capital after a colon,
which ones lean on a sentence before. Of other languages it knows nothing."""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLES = {"fr": frozenset(("le", "la", "les", "l")), "en": frozenset(("the",))}
# Words that are no name: after a colon they lose the capital of their sentence.
_FR = """
le la les l un une des du de d au aux ce cet cette ces c qu qui que quoi quel quelle quels quelles
j je tu il elle on nous vous ils elles mon ma mes ton ta tes sa ses notre nos votre vos leur leurs
à dès depuis jusqu avant après pendant durant entre vers chez sans avec sous pour par contre selon
dans en sur y ne n se s si comme quand lorsqu lorsque puisque parce où comment pourquoi combien
tout toute tous toutes chaque aucun aucune plusieurs certains certaines quelques plus moins trop
deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cinquante cent mille
aujourd hier demain ici voici voilà bientôt enfin désormais maintenant cependant toutefois
abonnez aidez allez annoncez appelez apportez assistez attendez changez choisissez cliquez
commentez consultez contactez continuez déplacez déposez découvrez demandez dites donnez écrivez
évitez faites fermez gardez informez inscrivez invitez jetez laissez lisez mettez ouvrez
partagez participez pensez portez posez postulez prenez préparez profitez proposez racontez
rapportez regardez rejoignez remplacez remplissez rendez répondez réservez restez retrouvez
revenez signalez soyez suivez téléphonez triez trouvez utilisez venez vérifiez videz visitez votez
voyez
"""
_EN = """
a an the this that these those we our you your they their it its he his she her there here from
to in on at by for with without until till since before after during between under over as when
while where who what which why how if because although all any every each both some no none not
only most many more few nobody nothing everyone someone one two three four five six seven eight
nine ten twelve twenty today tomorrow yesterday now soon please
ask answer apply avoid be boil book bring call check choose close come discover do drop fill find
follow get give go have help join keep learn leave let listen look make meet move open place put
read register remove replace reply report send share sign sort stay stop subscribe take tell use
visit vote watch write
"""
_PLAIN = {"fr": frozenset(_FR.split()), "en": frozenset(_EN.split())}
# Pronouns that mean nothing without the noun of an earlier sentence.
_LEANING = {
    "fr": re.compile(
        r"(?:(?:ils?|elles?) (?!(?:faut|faudra|faudrait|y|n’y|n'y|reste|restera|suffit|suffira"
        r"|manque|pleut|neige|importe|semble|s’agit|s'agit|est (?:possible|temps|interdit|permis"
        r"|inutile|important|recommandé|nécessaire))\b)"
        r"|celui-ci |celle-ci |ceux-ci |celles-ci |celui-là |celle-là |ces derniers? |ces dernières? "
        r"|ce dernier |cette dernière |d’où |en voici )",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:they|he|she|these|those|both) |it (?!(?:is (?:possible|time|forbidden|important"
        r"|decided|free)|takes|rains|snows)\b))",
        re.IGNORECASE,
    ),
}
_WORD = re.compile(r"[«“\"(]?[\u00a0\u202f ]?([^\W\d_]+)(['’]?)")
_AFTER_COLON = re.compile(r"(?<=:[ \u00a0\u202f])[^\W\d_a-z][^:\n]{0,40}")
_QUESTION = re.compile(r"\?[\u00a0\u202f ]?[»”\")]*$")


@lru_cache(maxsize=4096)
def may_lose_capital(text: str, lang: str) -> bool:
    """Whether the first word of `text` is surely no name: it can follow a colon in lower case.

    An article before a capital may belong to a name (« Le Havre »); « I » keeps its own.
    """
    found = _WORD.match(text)
    if not found or found.start(1):  # a quotation keeps its capital
        return False
    word, elided = found[1], found[2]
    language, low = lang[:2], word.lower()
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    if low not in _PLAIN.get(language, ()):
        return False
    after = text[found.end() :].lstrip(" \u00a0")[:1]
    return not ((low in _ARTICLES[language] or elided) and after.isupper())


def after_colons(text: str, lang: str) -> str:
    """`text` without the capitals that its colons need not have."""
    if ":" not in text:
        return text
    return _AFTER_COLON.sub(
        lambda found: lowered(found[0]) if may_lose_capital(found[0], lang) else found[0], text
    )


def lowered(text: str) -> str:
    """`text` with its first letter in lower case."""
    return text[:1].lower() + text[1:]


def leans(sentence: str, lang: str) -> bool:
    """Whether a sentence begins with a pronoun whose noun stands before it."""
    pattern = _LEANING.get(lang[:2])
    return pattern is not None and pattern.match(sentence) is not None


def asks(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return _QUESTION.search(sentence[-8:]) is not None


def bound(found: list[str], lang: str) -> list[str]:
    """Sentences in order, those that do not stand alone joined: a question with what follows it,
    a pronoun with what goes before."""
    units: list[str] = []
    waiting = False  # the last unit ends with a question
    for sentence in found:
        if units and (waiting or leans(sentence, lang)):
            units[-1] += f" {sentence}"
        else:
            units.append(sentence)
        waiting = asks(sentence)
    return units
