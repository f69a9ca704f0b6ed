from portevoix.language import Words
from portevoix.posts.kinds.kind import Detail, Kind, Lifted, Section, Value

CRISIS = Kind(
    key="crisis",
    label=Words("Urgence", "Emergency"),
    purpose=Words(
        "Dire ce que l’on sait, ce que l’on fait, ce qu’il faut faire, et l’heure du prochain point de situation.",
        "Say what is known, what is being done, what to do, and the time of the next update.",
    ),
    colour="#b3261e",
    colour_dark="#ff9e94",
    schema_type="NewsArticle",
    opening=Words("Urgence :", "Emergency:"),
    openings=(("lifted", Words("Fin d’alerte :", "All clear:")),),
    warning=Words("Urgence : consignes en cours", "Emergency: instructions in effect"),
    lifted=Lifted(
        detail="until",
        label=Words("Urgence terminée", "Emergency over"),
        told_by=Words("levé levée levés levées terminé terminée", "lifted over ended"),
    ),
    details=(
        Detail(
            name="updates",
            value=Value.UPDATES,
            label=Words("Points de situation", "Updates"),
            expected=True,
        ),
        Detail(
            name="next_update",
            value=Value.MOMENT,
            label=Words("Prochain point de situation", "Next update"),
            expected=True,
        ),
        Detail(
            name="until",
            value=Value.MOMENT,
            label=Words("En vigueur jusqu’au", "In force until"),
            last=True,
        ),
        Detail(
            name="source",
            value=Value.REFERENCE,
            label=Words("Source officielle", "Official source"),
            expected=True,
        ),
    ),
    sections=(
        Section(
            id="ce-que-vous-devez-faire",
            heading=Words("Ce que vous devez faire", "What you must do"),
            hint=Words("Un geste par ligne.", "One action per line."),
        ),
        Section(
            id="ce-que-nous-savons",
            heading=Words("Ce que nous savons", "What we know"),
            hint=Words("Des faits vérifiés, datés.", "Verified, dated facts."),
        ),
        Section(
            id="ce-que-nous-faisons",
            heading=Words("Ce que nous faisons", "What we are doing"),
            hint=Words("Qui fait quoi, jusqu’à quand.", "Who does what, and until when."),
        ),
    ),
)
