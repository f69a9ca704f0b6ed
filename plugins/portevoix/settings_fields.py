"""The settings of `portevoix/resonance` and `portevoix/charter` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import replace

from portevoix.fields import Field, Section, Value
from portevoix.language import Words
from portevoix.site import Audience, Palette

_DEFAULT = Palette()


def _colour(key: str, fr: str, en: str, example: str) -> Field:
    value = getattr(_DEFAULT, key)
    return Field(
        key=key,
        value=Value.COLOUR,
        about=Words(fr, en),
        default=f'"{value}"',
        example=f'"{example}"',
    )


ACCOUNT = (
    Field(
        key="network",
        value=Value.TEXT,
        needed=True,
        about=Words("clé du réseau", "key of the network"),
        example="mastodon",
    ),
    Field(
        key="name",
        value=Value.TEXT,
        about=Words("nom affiché sur ce réseau", "name as shown there"),
        example='"@ville@social.example"',
    ),
    Field(
        key="url",
        value=Value.ADDRESS,
        needed=True,
        about=Words("adresse du compte", "address of the account"),
        example="https://social.example/@ville",
    ),
)
ORGANISATION = (
    Field(
        key="name",
        value=Value.TEXT,
        about=Words("nom de l’organisme", "name of the organization"),
        example="Ville de Val-Clair",
    ),
    Field(
        key="sender",
        value=Value.TEXT,
        about=Words(
            "nom court, au début des textos; le nom à défaut",
            "short name at the start of text messages; the full name by default",
        ),
        example="Val-Clair",
    ),
    Field(
        key="tagline",
        value=Value.TEXT,
        about=Words("devise, sous le nom", "motto, shown under the name"),
        example="Près des gens.",
    ),
    Field(
        key="mission",
        value=Value.TEXT,
        about=Words(
            "une ou deux phrases pour la page d’accueil", "one or two sentences for the home page"
        ),
        example="Nous disons ce que nous décidons, et pourquoi.",
    ),
    Field(
        key="email",
        value=Value.TEXT,
        about=Words("courriel public", "public e-mail address"),
        example="bonjour@ville.example",
    ),
    Field(
        key="telephone",
        value=Value.TEXT,
        about=Words(
            "téléphone public; le lien qui compose le numéro en est tiré",
            "public phone number; the link that dials it is made from it",
        ),
        example='"01 23 45 67 89"',
    ),
    Field(
        key="address",
        value=Value.TEXT,
        about=Words("adresse postale", "postal address"),
        example="1, place du Marché, Val-Clair",
    ),
    Field(
        key="hours",
        value=Value.TEXT,
        about=Words("heures d’ouverture", "opening hours"),
        example="du lundi au vendredi, de 9 h à 17 h",
    ),
    Field(
        key="logo",
        value=Value.FILE,
        about=Words(
            "fichier sous docs/; un SVG suffit, et un PNG du même nom le montre sur les images de partage",
            "file in docs/; an SVG is enough, and a PNG of the same name shows the logo on sharing pictures",
        ),
        example="assets/logo.svg",
    ),
    Field(
        key="logo_dark",
        value=Value.FILE,
        about=Words("le logo pour l’affichage sombre", "the logo for the dark appearance"),
        example="assets/logo-sombre.svg",
    ),
    Field(
        key="accounts",
        value=Value.FORMS,
        about=Words("vos vrais comptes", "your real accounts"),
        below=ACCOUNT,
    ),
)
PALETTE = (
    _colour("paper", "fond, affichage clair", "background, light appearance", "#ffffff"),
    _colour("ink", "texte, affichage clair", "text, light appearance", "#000000"),
    _colour(
        "signal",
        "couleur de l’organisme, affichage clair",
        "colour of the organization, light appearance",
        "#1f5f8b",
    ),
    _colour("night", "fond, affichage sombre", "background, dark appearance", "#000000"),
    _colour("light", "texte, affichage sombre", "text, dark appearance", "#ffffff"),
    _colour(
        "signal_dark",
        "couleur de l’organisme, affichage sombre",
        "colour of the organization, dark appearance",
        "#8fc7f0",
    ),
)
CHECKS = (
    Field(
        key="severity",
        value=Value.NAMED,
        choices=("block", "review", "note", "off"),
        about=Words("gravité d’une règle, par son numéro", "severity of a rule, by its number"),
        example="{R22: off}",
    ),
    Field(
        key="hashtags",
        value=Value.NUMBER,
        default="2",
        about=Words("mots-clics permis dans un texte", "hashtags allowed in a text"),
        example="3",
    ),
    Field(
        key="emojis",
        value=Value.NUMBER,
        default="3",
        about=Words("émojis permis dans un texte", "emojis allowed in a text"),
        example="1",
    ),
    Field(
        key="brackets",
        value=Value.FLAG,
        default="true",
        about=Words("accepter « citoyen(ne)s »", "accept “citoyen(ne)s”"),
        example="false",
    ),
)
BLOG = (
    Field(
        key="blog_dir",
        value=Value.TEXT,
        default="blog",
        about=Words("dossier des billets, sous docs/", "folder of the blog, in docs/"),
        example="nouvelles",
    ),
    Field(
        key="pagination_per_page",
        value=Value.NUMBER,
        default="12",
        about=Words(
            "billets par page, dans toutes les listes", "number of posts per page, in all lists"
        ),
        example="20",
    ),
)
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
SENDING = (
    Field(
        key="ledger",
        value=Value.TEXT,
        default="publications.jsonl",
        about=Words(
            "registre des publications, à côté de mkdocs.yml; finit par .jsonl",
            "ledger of what is out, beside mkdocs.yml; ends in .jsonl",
        ),
        example="registre.jsonl",
    ),
    Field(
        key="public",
        value=Value.FLAG,
        default="false",
        about=Words(
            "si le site public montre le registre, à /publications/",
            "whether the public site shows the ledger, at /publications/",
        ),
        example="true",
    ),
    Field(
        key="mastodon_server",
        value=Value.ADDRESS,
        about=Words(
            "serveur Mastodon, s’il n’est pas celui de l’adresse du compte",
            "Mastodon server, where it is not that of the account’s address",
        ),
        example="https://social.example",
    ),
    Field(
        key="bluesky_server",
        value=Value.ADDRESS,
        default="https://bsky.social",
        about=Words("serveur du compte Bluesky", "server of the Bluesky account"),
        example="https://pds.example",
    ),
)
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
PUBLISH = (
    Field(
        key="to",
        value=Value.CHOICE,
        choices=("folder", "s3", "azure", "google", "sftp", "git"),
        example="s3",
        needed=True,
        about=Words("la sorte de lieu", "the kind of place"),
    ),
    Field(
        key="path",
        value=Value.TEXT,
        example="/srv/www/site",
        about=Words(
            "le dossier; avec SFTP, le lien que la publication déplace",
            "the folder; with SFTP, the link that a publication moves",
        ),
    ),
    Field(
        key="bucket",
        value=Value.TEXT,
        example="site-de-la-ville",
        about=Words("l’espace de stockage, ou le conteneur", "the bucket, or the container"),
    ),
    Field(
        key="prefix",
        value=Value.TEXT,
        example="blogue",
        about=Words("le dossier dans cet espace", "the folder in it"),
    ),
    Field(
        key="region",
        value=Value.TEXT,
        example="ca-central-1",
        about=Words("la région de cet espace", "the region of the bucket"),
    ),
    Field(
        key="account",
        value=Value.TEXT,
        example="ville",
        about=Words("le compte Azure", "the Azure account"),
    ),
    Field(
        key="host",
        value=Value.TEXT,
        example="web.example.org",
        about=Words("le serveur SFTP", "the SFTP server"),
    ),
    Field(
        key="user",
        value=Value.TEXT,
        example="site",
        about=Words("le compte sur ce serveur", "the account on that server"),
    ),
    Field(
        key="identity",
        value=Value.TEXT,
        example="~/.ssh/site",
        about=Words("le fichier de la clé privée", "the file of the private key"),
    ),
    Field(
        key="known_hosts",
        value=Value.TEXT,
        example="~/.ssh/known_hosts",
        about=Words("le fichier des clés de serveurs connus", "the file of known servers’ keys"),
    ),
    Field(
        key="repository",
        value=Value.TEXT,
        example="git@codeberg.org:ville/pages.git",
        about=Words("le dépôt git", "the git repository"),
    ),
    Field(
        key="branch",
        value=Value.TEXT,
        default="pages",
        example="gh-pages",
        about=Words(
            "la branche d’où la forge sert les pages", "the branch that the forge serves pages from"
        ),
    ),
    Field(
        key="port",
        value=Value.NUMBER,
        default="22",
        example="2222",
        about=Words("le port SSH", "the SSH port"),
    ),
    Field(
        key="endpoint",
        value=Value.ADDRESS,
        example="https://s3.example.org",
        about=Words("l’adresse du service", "the address of the service"),
    ),
)
RESONANCE = Section(
    key="resonance",
    title=Words("Les réglages du site", "The settings of the site"),
    file="mkdocs.yml → plugins → portevoix/resonance",
    fields=(
        Field(
            key="profile",
            value=Value.CHOICE,
            choices=("fr-CA", "fr-FR", "en"),
            default="fr-CA",
            about=Words(
                "typographie, lois, numéros d’aide (`en` d’office pour un site en anglais)",
                "typography, laws and help lines (`en` for a site in English)",
            ),
            example="fr-FR",
        ),
        Field(
            key="time_zone",
            value=Value.ZONE,
            default="America/Toronto",
            about=Words("fuseau horaire des billets", "time zone of the posts"),
            example="Europe/Paris",
        ),
        Field(
            key="publish_at",
            value=Value.HOUR,
            default='"09:00"',
            about=Words(
                "heure des billets datés d’un jour seulement",
                "time of publication of posts that give only a day",
            ),
            example='"07:30"',
        ),
        Field(
            key="audience",
            value=Value.CHOICE,
            choices=tuple(Audience),
            default="public",
            about=Words(
                "le site public, ou celui du personnel", "the public site, or the staff site"
            ),
            example="internal",
        ),
        Field(
            key="organisation",
            value=Value.FORM,
            about=Words("l’organisme qui publie", "the organization that publishes"),
            below=ORGANISATION,
        ),
        Field(
            key="palette",
            value=Value.FORM,
            about=Words(
                "couleurs; le contraste est vérifié à la construction",
                "colours; contrast is checked at each build",
            ),
            below=PALETTE,
        ),
        Field(
            key="blog",
            value=Value.FORM,
            about=Words("le blogue", "the blog"),
            below=BLOG,
        ),
        Field(
            key="objectives",
            value=Value.NAMED,
            about=Words(
                "objectifs permis : la clé qu’un billet cite, et son libellé",
                "allowed objectives: the key used in posts, and its label",
            ),
            example="{informer: Informer}",
        ),
        Field(
            key="hashtags",
            value=Value.NAMED,
            about=Words(
                "mots-clics ajoutés aux billets d’une rubrique",
                "hashtags added to the posts of a category",
            ),
            example="{Eau: [EauPotable]}",
        ),
        Field(
            key="networks",
            value=Value.NAMED,
            or_flag=True,
            about=Words(
                "ce que vous changez à un réseau, ou un réseau de plus (voir Partager)",
                "changes to a network, or a new network (see Partager)",
            ),
            example="{x: {limit: 260}}",
        ),
        Field(
            key="campaign",
            value=Value.TEXT,
            default="billet",
            about=Words(
                "nom de campagne dans les marqueurs des liens",
                "campaign name in links that carry a campaign tag",
            ),
            example="blogue-2026",
        ),
        Field(
            key="hub",
            value=Value.ADDRESS,
            about=Words("serveur WebSub annoncé par les fils", "WebSub hub announced by the feeds"),
            example="https://hub.example/",
        ),
        Field(
            key="planning",
            value=Value.FORM,
            about=Words("quand partent les textes", "when texts go out"),
            below=PLANNING,
        ),
        Field(
            key="exports",
            value=Value.NAMED,
            about=Words(
                "modèles de vos outils de planification, à la place des nôtres",
                "templates of your planning tools, in place of ours",
            ),
            below=EXPORTS,
        ),
        Field(
            key="checks",
            value=Value.FORM,
            about=Words("ce que les vérifications tolèrent", "what the checks allow"),
            below=CHECKS,
        ),
        Field(
            key="sending",
            value=Value.FORM,
            about=Words(
                "l’envoi vers les réseaux (voir Envoyer)", "sending to networks (see Envoyer)"
            ),
            below=SENDING,
        ),
        Field(
            key="publish",
            value=Value.NAMED,
            about=Words(
                "les lieux où le site se publie, chacun sous le nom que vous lui donnez (voir Publier)",
                "the places that the site is published to, each under a name of yours (see Publier)",
            ),
            example="{en-ligne: {to: folder, path: /srv/www/site}}",
            below=PUBLISH,
        ),
    ),
)
CHARTER = Section(
    key="charter",
    title=Words("Le module de la charte", "The charter’s plugin"),
    file="mkdocs.yml → plugins → portevoix/charter",
    fields=(
        Field(
            key="folder",
            value=Value.TEXT,
            default="charte",
            about=Words("dossier de la charte, sous docs/", "folder of the charter, in docs/"),
            example="regles",
        ),
    ),
)
# What the reader of settings judges: options of the blog have a table of their own, and what a place
# of publication knows depends on its kind.
_JUDGED_THERE = ("blog", "publish")
SETTINGS = tuple(
    replace(one, below=()) if one.key in _JUDGED_THERE else one for one in RESONANCE.fields
)
