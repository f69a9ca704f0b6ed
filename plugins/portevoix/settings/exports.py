"""Templates of an organisation's own planning tools."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

EXPORTS = (
    Field(
        key="columns",
        value=Value.NAMED,
        about=Words(
            "colonnes du modèle, dans l’ordre, et ce que chacune contient",
            "columns of the template, in order, and what each holds",
        ),
        example='{Texte: text, Date: "date:%d/%m/%Y"}',
    ),
    Field(
        key="channels",
        value=Value.NAMED,
        about=Words(
            "nom de chaque compte dans l’outil, par réseau",
            "what the tool calls each account, by network",
        ),
        example="{mastodon: 8f3a}",
    ),
    Field(
        key="server",
        value=Value.ADDRESS,
        about=Words(
            "adresse de l’API de l’outil (Postiz, Mixpost)",
            "address of the tool’s API (Postiz, Mixpost)",
        ),
        example="https://postiz.example/api",
    ),
    Field(
        key="workspace",
        value=Value.TEXT,
        about=Words("espace de travail dans l’outil (Mixpost)", "workspace in the tool (Mixpost)"),
        example="3f0c9a52-1c1e-4f0e-8a77-0d6d5f2f9b11",
    ),
    Field(
        key="shape",
        value=Value.CHOICE,
        choices=("csv", "json"),
        about=Words("forme du fichier", "shape of the file"),
        example="json",
    ),
    Field(
        key="header",
        value=Value.FLAG,
        about=Words("nommer les colonnes au début", "name the columns first"),
        example="false",
    ),
    Field(
        key="mark",
        value=Value.FLAG,
        about=Words("commencer par la marque d’ordre des octets", "begin with the byte order mark"),
        example="true",
    ),
    Field(
        key="rows",
        value=Value.NUMBER,
        about=Words("textes dans un fichier, au plus", "texts in a file, at most"),
        example="50",
    ),
    Field(
        key="step",
        value=Value.NUMBER,
        about=Words(
            "minutes dont les heures sont un multiple", "minutes that hours are multiples of"
        ),
        example="5",
    ),
    Field(
        key="apart",
        value=Value.NUMBER,
        about=Words(
            "minutes entre deux textes d’un compte", "minutes between two texts of an account"
        ),
        example="10",
    ),
)
