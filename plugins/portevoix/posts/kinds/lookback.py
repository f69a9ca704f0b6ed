from portevoix.language import Words
from portevoix.posts.kinds.kind import Kind, Section

LOOKBACK = Kind(
    key="lookback",
    label=Words("Retour d’expérience", "Looking back"),
    purpose=Words(
        "Dire ce qui a marché, ce qui n’a pas marché et ce que l’on change.",
        "Say what worked, what did not, and what you are changing.",
    ),
    colour="#6b5b00",
    colour_dark="#d9c660",
    schema_type="BlogPosting",
    opening=Words("Retour d’expérience.", "Looking back."),
    sections=(
        Section(
            id="ce-qui-a-marche",
            heading=Words("Ce qui a marché", "What worked"),
            hint=Words(
                "Avec un chiffre ou une parole.", "With a number, or in someone’s own words."
            ),
        ),
        Section(
            id="ce-qui-n-a-pas-marche",
            heading=Words("Ce qui n’a pas marché", "What did not work"),
            hint=Words("Sans chercher de coupable.", "Without looking for someone to blame."),
        ),
        Section(
            id="ce-que-nous-changeons",
            heading=Words("Ce que nous changeons", "What we are changing"),
            formerly=(Words("Ce que nous changeons", "What we change"),),
            hint=Words("Qui, quoi, quand.", "Who, what, when."),
        ),
    ),
)
