"""When texts go out: slots, quiet hours, pauses."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

PAUSES = (
    Field(
        key="from",
        value=Value.MOMENT,
        needed=True,
        about=Words("quand la pause a commencé", "when the pause began"),
        example="2026-11-27 14:05",
    ),
    Field(
        key="until",
        value=Value.MOMENT,
        needed=True,
        about=Words("quand elle a fini", "when it ended"),
        example="2026-11-29 09:00",
    ),
    Field(
        key="reason",
        value=Value.TEXT,
        about=Words("pourquoi", "why"),
        example="Inondation",
    ),
    Field(
        key="keep",
        value=Value.TEXTS,
        about=Words(
            "textes qui gardent leur moment : « billet/réseau »",
            "texts that keep their date and time: “post/network”",
        ),
        example="[nuit-des-contes/mastodon]",
    ),
    Field(
        key="drop",
        value=Value.TEXTS,
        about=Words("textes abandonnés", "texts that were dropped"),
        example="[nuit-des-contes/facebook]",
    ),
    Field(
        key="move",
        value=Value.TEXTS,
        about=Words(
            "textes dus avant la pause, et déplacés après elle",
            "texts that were due before the pause, and were moved after it",
        ),
        example="[nuit-des-contes/bluesky]",
    ),
)
PLANNING = (
    Field(
        key="since",
        value=Value.DAY,
        about=Words(
            "premier jour du calendrier : les billets d’avant ne prennent pas de créneau",
            "first day of the calendar: earlier posts take no slot",
        ),
        example="2026-12-01",
    ),
    Field(
        key="slots",
        value=Value.NAMED,
        about=Words("créneaux de chaque semaine, par réseau", "weekly slots, by network"),
        example='{mastodon: ["mardi 9 h 30", "jeudi 12 h"]}',
    ),
    Field(
        key="quiet_hours",
        value=Value.TEXT,
        about=Words("heures de silence", "quiet hours"),
        example='"21:00-7:00"',
    ),
    Field(
        key="quiet_days",
        value=Value.TEXTS,
        about=Words("jours de silence", "quiet days"),
        example="[samedi, dimanche]",
    ),
    Field(
        key="holidays",
        value=Value.TEXT,
        or_flag=True,
        about=Words(
            "pays dont les jours fériés comptent, celui du profil à défaut; `false` pour aucun",
            "country whose public holidays count; by default, that of the profile; `false` for none",
        ),
        example="CA-QC",
    ),
    Field(
        key="closed",
        value=Value.NAMED,
        about=Words("jours sans envoi, et pourquoi", "days when nothing goes out, and why"),
        example="{2026-12-24: Bureaux fermés}",
    ),
    Field(
        key="sensitive",
        value=Value.NAMED,
        about=Words(
            "dates sensibles de l’organisme : signalées, sans rien arrêter",
            "sensitive dates of the organization: reported, but they stop nothing",
        ),
        example="{2026-12-06: Anniversaire de l’incendie}",
    ),
    Field(
        key="per_day",
        value=Value.NUMBER,
        default="0",
        about=Words(
            "textes par jour sur un réseau, au plus; 0 pour ne pas limiter",
            "texts per day on one network, at most; 0 for no limit",
        ),
        example="2",
    ),
    Field(
        key="spacing",
        value=Value.NUMBER,
        default="0",
        about=Words(
            "minutes entre deux textes d’un même réseau", "minutes between two texts on one network"
        ),
        example="120",
    ),
    Field(
        key="pause",
        value=Value.TEXT,
        or_flag=True,
        about=Words(
            "tout suspendre, sauf les urgences : depuis quand, et pourquoi",
            "put everything on hold except emergencies: since when, and why",
        ),
        example="2026-11-27 14:05 Inondation",
    ),
    Field(
        key="past_pauses",
        value=Value.FORMS,
        about=Words(
            "pauses terminées, inscrites par `porte-voix resume`",
            "past pauses, written by `porte-voix resume`",
        ),
        below=PAUSES,
    ),
)
