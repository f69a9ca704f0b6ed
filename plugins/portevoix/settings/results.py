"""Results: where they are kept, and the columns of tools that we do not know."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words
from portevoix.result_options import HOLDS

RESULTS = (
    Field(
        key="file",
        value=Value.TEXT,
        default="resultats.csv",
        about=Words(
            "tableau des résultats, à côté de mkdocs.yml; finit par .csv",
            "table of results, beside mkdocs.yml; ends in .csv",
        ),
        example="results.csv",
    ),
    Field(
        key="public",
        value=Value.FLAG,
        default="false",
        about=Words(
            "si le site public montre le bilan, à /bilan/, sans vos notes ni les chiffres des réseaux",
            "whether the public site shows the report, at /report/, without your notes or network numbers",
        ),
        example="true",
    ),
    Field(
        key="imports",
        value=Value.NAMED,
        about=Words(
            "colonnes d’un outil que nous ne connaissons pas, ou qui ont changé",
            "columns of a tool that we do not know, or that have changed",
        ),
        below=(
            Field(
                key="columns",
                value=Value.NAMED,
                choices=HOLDS,
                about=Words(
                    "pour chaque titre de colonne, ce qu’elle contient",
                    "for each column title, what it holds",
                ),
                example="{Lien: link, Portée: reach, J’aime: reactions}",
            ),
            Field(
                key="network",
                value=Value.TEXT,
                about=Words(
                    "réseau, quand aucune colonne ne le dit", "network, when no column says it"
                ),
                example="facebook",
            ),
            Field(
                key="period",
                value=Value.FLAG,
                about=Words(
                    "si le fichier ne compte que certains jours, à donner avec --first-day et --last-day",
                    "whether the file counts certain days only, given with --first-day and --last-day",
                ),
                example="true",
            ),
            Field(
                key="months_first",
                value=Value.FLAG,
                default="true",
                about=Words(
                    "si le mois vient avant le jour dans les dates en chiffres d’un fichier anglais",
                    "whether the month comes before the day in figures of a file in English",
                ),
                example="false",
            ),
        ),
    ),
)
