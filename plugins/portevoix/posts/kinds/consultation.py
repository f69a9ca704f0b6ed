from portevoix.language import Words
from portevoix.posts.kinds.kind import Detail, Kind, Section, Value

CONSULTATION = Kind(
    key="consultation",
    label=Words("Consultation", "Consultation"),
    purpose=Words(
        "Demander un avis, dire jusqu’à quand, puis rendre compte de ce qu’on en a fait.",
        "Ask for opinions, say until when, then report on what was done with them.",
    ),
    colour="#0b6b6b",
    colour_dark="#7fd1cf",
    schema_type="BlogPosting",
    opening=Words("Votre avis compte.", "Have your say."),
    openings=(
        ("closed", Words("La consultation est terminée.", "The consultation has ended.")),
        ("results", Words("Les résultats sont publiés.", "The results are out.")),
    ),
    details=(
        Detail(name="opens", value=Value.MOMENT, label=Words("Ouverture", "Opens"), expected=True),
        Detail(
            name="closes",
            value=Value.MOMENT,
            label=Words("Clôture", "Closes"),
            expected=True,
            last=True,
        ),
        Detail(
            name="results_on",
            value=Value.MOMENT,
            label=Words("Résultats attendus", "Results due"),
            expected=True,
        ),
        Detail(name="results", value=Value.ADDRESS, label=Words("Résultats", "Results")),
    ),
    sections=(
        Section(
            id="de-quoi-s-agit-il",
            heading=Words("De quoi s’agit-il?", "What it is about"),
            hint=Words(
                "Ce qui est ouvert à la discussion, et ce qui ne l’est pas.",
                "What is open to discussion, and what is not.",
            ),
        ),
        Section(
            id="comment-participer",
            heading=Words("Comment participer", "How to take part"),
            hint=Words("En ligne, par téléphone, sur place.", "Online, by phone, in person."),
        ),
    ),
)
