"""Posts and a site for the tests of cards."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from PIL import Image

from portevoix.posts.kinds import KINDS
from portevoix.posts.post import Picture, Post
from portevoix.site import Organisation, Palette, Site

ZONE = ZoneInfo("America/Toronto")
SITE = Site(
    url="https://blog.exemple.org/",
    name="Le blogue",
    description="Ce que nous faisons",
    zone=ZONE,
    organisation=Organisation(name="Agglomération de Rivière-aux-Aulnes"),
)
PLAIN = replace(SITE, palette=Palette(ink="#000000", paper="#ffffff"))

TITLES = (
    "Budget",
    "Un nouveau parc ouvre ses portes au bord de la rivière",
    "Non, l’eau du robinet n’est pas « impropre à la consommation » à Rivière-aux-Aulnes !",
    "ÉÀÇ ÔÛÏ : ŒUVRES PUBLIQUES À L’HÔTEL DE VILLE",
    "Consultation sur le plan de mobilité durable 2027-2037 : transports en commun, pistes cyclables, "
    "stationnement, déneigement ; donnez votre avis d’ici au 31 janvier, en ligne !",
    "🎉 Fête de la rivière : le programme complet 🎶",
    "Anticonstitutionnellement-intergouvernementalisation",
    "Ελληνικά, Кириллица et العربية 2026 dans un même titre",
    "مرحبا بكم في المكتبة الجديدة",
)


def a_post(title: str, kind: str = "announcement", slug: str = "un-billet") -> Post:
    when = datetime(2026, 3, 12, 9, tzinfo=ZONE)
    return Post(
        file="docs/blog/posts/un-billet.md",
        lines={"title": 2, "picture.file": 9},
        title=title,
        slug=slug,
        published=when,
        updated=when,
        lang="fr",
        told_in="fr",
        kind=KINDS[kind],
        message="m",
        summary="s",
        picture=Picture(file="parc.jpg", alt="Un sentier au bord de l’eau"),
        body="",
    )


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture.convert("RGB")


@cache
def a_photo(colour: str | None = None) -> bytes:
    """One colour, or noise, which is the heaviest of pictures."""
    picture = Image.effect_noise((1500, 1100), 120).convert("RGB")
    if colour:
        picture = Image.new("RGB", (900, 700), colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
