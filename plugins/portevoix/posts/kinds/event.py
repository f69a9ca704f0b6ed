from portevoix.language import Words
from portevoix.posts.kinds.kind import Detail, Kind, Section, Value

EVENT = Kind(
    key="event",
    label=Words("Événement", "Event"),
    purpose=Words(
        "Inviter : quoi, quand, où, pour qui, comment s’y rendre.",
        "Invite: what, when, where, for whom, how to get there.",
    ),
    colour="#9a4a00",
    colour_dark="#f2b27a",
    schema_type="Event",
    opening=Words("À vos agendas.", "Save the date."),
    details=(
        Detail(name="starts", value=Value.MOMENT, label=Words("Début", "Starts"), expected=True),
        Detail(name="ends", value=Value.MOMENT, label=Words("Fin", "Ends"), last=True),
        Detail(name="place", value=Value.TEXT, label=Words("Lieu", "Place"), expected=True),
        Detail(name="address", value=Value.TEXT, label=Words("Adresse", "Address")),
        Detail(name="online", value=Value.ADDRESS, label=Words("En ligne", "Online")),
        Detail(name="price", value=Value.TEXT, label=Words("Tarif", "Price")),
        Detail(name="access", value=Value.TEXT, label=Words("Accessibilité", "Accessibility")),
    ),
    sections=(
        Section(
            id="au-programme",
            heading=Words("Au programme", "Program"),
            formerly=(Words("Au programme", "Programme"),),
            hint=Words("Une heure par ligne.", "One time per line."),
        ),
    ),
)
