from portevoix.language import Words
from portevoix.posts.kinds.kind import Kind, Section

DECISION = Kind(
    key="decision",
    label=Words("Décision", "Decision"),
    purpose=Words(
        "Expliquer un problème, les solutions examinées, celle qui est retenue et pourquoi.",
        "Explain a problem, the options examined, the one chosen and why.",
    ),
    colour="#2e6b3f",
    colour_dark="#8fcf9f",
    schema_type="NewsArticle",
    opening=Words("C’est décidé.", "It’s decided."),
    decides=True,
    sections=(
        Section(
            id="probleme",
            heading=Words("Le problème", "The problem"),
            hint=Words(
                "Ce qui n’allait pas, pour qui, avec un chiffre et sa source.",
                "What was wrong, for whom, with a number and its source.",
            ),
        ),
        Section(
            id="solutions-examinees",
            heading=Words("Les solutions examinées", "The options examined"),
            hint=Words(
                "Chaque solution, ce qu’elle apporte, ce qu’elle coûte.",
                "Each option, with its benefits and its costs.",
            ),
        ),
        Section(
            id="solution-retenue",
            heading=Words("La solution retenue", "The option chosen"),
            hint=Words("En une phrase, puis le détail.", "In one sentence, then the detail."),
        ),
        Section(
            id="pourquoi",
            heading=Words("Pourquoi ce choix", "Why this choice"),
            hint=Words(
                "La raison qui a pesé, et ce à quoi nous renonçons.",
                "The reason that mattered most, and what we are giving up.",
            ),
        ),
        Section(
            id="ce-qui-change",
            heading=Words("Ce qui change et quand", "What changes and when"),
            hint=Words("Une date par ligne.", "One date per line."),
        ),
    ),
)
