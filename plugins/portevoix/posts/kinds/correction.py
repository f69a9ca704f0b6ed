from portevoix.language import Words
from portevoix.posts.kinds.kind import Choice, Detail, Kind, Section, Value

# Order of a correction: the fact, the rumour once, why it is wrong, the fact again
# (Debunking Handbook 2020, RESIST 2).
CORRECTION = Kind(
    key="correction",
    label=Words("Rectification", "Correction"),
    purpose=Words(
        "Rétablir un fait : le fait d’abord, la rumeur une seule fois, les sources.",
        "Set the record straight: the fact first, the rumour only once, the sources.",
    ),
    colour="#7a3e8e",
    colour_dark="#d3a3e3",
    schema_type="NewsArticle",
    opening=Words("", ""),
    details=(
        Detail(
            name="rumour",
            value=Value.TEXT,
            label=Words("Ce qui se dit", "What is being said"),
            expected=True,
        ),
        Detail(
            name="verdict",
            value=Value.CHOICE,
            label=Words("Verdict", "Verdict"),
            choices=(
                Choice(key="false", label=Words("Faux", "False"), rating=1),
                Choice(key="mostly_false", label=Words("Plutôt faux", "Mostly false"), rating=2),
                Choice(key="misleading", label=Words("Trompeur", "Misleading"), rating=2),
                Choice(key="unproven", label=Words("Non prouvé", "Unproven")),
                Choice(key="outdated", label=Words("Dépassé", "Outdated")),
            ),
            expected=True,
        ),
        Detail(
            name="sources",
            value=Value.LINKS,
            label=Words("Sources", "Sources"),
            expected=True,
        ),
    ),
    sections=(
        Section(
            id="le-fait",
            heading=Words("Le fait", "The fact"),
            hint=Words("Ce qui est vrai, avec sa source.", "What is true, with its source."),
        ),
        Section(
            id="ce-qui-se-dit",
            heading=Words("Ce qui se dit", "What is being said"),
            formerly=(Words("Ce qui se dit", "What is said"),),
            hint=Words("La rumeur, citée une seule fois.", "The rumour, quoted only once."),
        ),
        Section(
            id="pourquoi-c-est-faux",
            heading=Words("Pourquoi c’est faux", "Why it is wrong"),
            formerly=(Words("Ce qui cloche", "What is wrong with it"),),
            hint=Words(
                "L’erreur ou l’omission, sans moquerie.",
                "The error or the omission, without mockery.",
            ),
        ),
    ),
)
