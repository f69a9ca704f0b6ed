from portevoix.language import Words
from portevoix.posts.kinds.kind import Kind, Section

LOOKBACK = Kind(
    key="lookback",
    label=Words("Retour d’expérience", "Looking back"),
    purpose=Words(
        "Dire ce qui a marché, ce qui n’a pas marché et ce que l’on change.",
        "Say what worked, what did not and what is changed.",
    ),
    colour="#6b5b00",
    colour_dark="#d9c660",
    schema_type="BlogPosting",
    opening=Words("Retour d’expérience.", "Looking back."),
    sections=(
        Section(
            id="ce-qui-a-marche",
            heading=Words("Ce qui a marché", "What worked"),
            hint=Words("Avec un chiffre ou une parole.", "With a figure or someone’s words."),
        ),
        Section(
            id="ce-qui-n-a-pas-marche",
            heading=Words("Ce qui n’a pas marché", "What did not work"),
            hint=Words("Sans chercher de coupable.", "Looking for nobody to blame."),
        ),
        Section(
            id="ce-que-nous-changeons",
            heading=Words("Ce que nous changeons", "What we change"),
            hint=Words("Qui, quoi, quand.", "Who, what, when."),
        ),
    ),
)
