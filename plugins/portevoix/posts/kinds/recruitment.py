from portevoix.language import Words
from portevoix.posts.kinds.kind import Detail, Kind, Section, Value

RECRUITMENT = Kind(
    key="recruitment",
    label=Words("Recrutement", "Recruitment"),
    purpose=Words(
        "Donner envie de travailler avec nous, avec les conditions dites d’emblée.",
        "Make people want to work with us, and state the conditions at the outset.",
    ),
    colour="#3f4fa3",
    colour_dark="#aeb8f5",
    schema_type="BlogPosting",
    opening=Words("Nous recrutons.", "We’re hiring."),
    details=(
        Detail(
            name="closes",
            value=Value.MOMENT,
            label=Words("Date limite", "Closing date"),
            expected=True,
            last=True,
        ),
        Detail(name="place", value=Value.TEXT, label=Words("Lieu", "Place"), expected=True),
        Detail(
            name="contract", value=Value.TEXT, label=Words("Contrat", "Contract"), expected=True
        ),
        Detail(name="pay", value=Value.TEXT, label=Words("Rémunération", "Pay"), expected=True),
    ),
    sections=(
        Section(
            id="le-poste",
            heading=Words("Le poste", "The job"),
            hint=Words("Ce que l’on fait de ses journées.", "What a typical day is like."),
        ),
        Section(
            id="pour-postuler",
            heading=Words("Pour postuler", "How to apply"),
            hint=Words("Les pièces, l’adresse, les étapes.", "Documents, address and steps."),
        ),
    ),
)
