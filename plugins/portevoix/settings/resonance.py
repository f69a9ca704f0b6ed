"""The settings of `portevoix/resonance`."""

from __future__ import annotations

from dataclasses import replace

from portevoix.fields import Field, Section, Value
from portevoix.language import Words
from portevoix.paths import NAMES
from portevoix.settings.alerts import ALERTS
from portevoix.settings.approvals import APPROVALS
from portevoix.settings.blog import BLOG
from portevoix.settings.checks import CHECKS
from portevoix.settings.exports import EXPORTS
from portevoix.settings.listening import LISTENING
from portevoix.settings.newsletter import NEWSLETTER
from portevoix.settings.organisation import ORGANISATION, PALETTE
from portevoix.settings.planning import PLANNING
from portevoix.settings.publishing import INDEXNOW, POCKET, PUBLISH, REDIRECTS
from portevoix.settings.results import RESULTS
from portevoix.settings.sending import SENDING
from portevoix.site import Audience

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
            key="addresses",
            value=Value.CHOICE,
            choices=tuple(NAMES),
            default="fr",
            about=Words(
                "langue des adresses de nos pages : `/abonnement/` ou `/subscribe/` (d’office, celle du"
                " site)",
                "language of the addresses of our pages: `/subscribe/` or `/abonnement/` (that of the site"
                " by default)",
            ),
            example="en",
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
            key="indexnow",
            value=Value.FORM,
            about=Words(
                "moteurs de recherche prévenus des pages changées (voir Publier)",
                "search engines that are told which pages changed (see Publier)",
            ),
            below=INDEXNOW,
        ),
        Field(
            key="pocket",
            value=Value.FORM,
            about=Words(
                "la poche : ce que le personnel emporte sur un téléphone (voir Le site du personnel)",
                "the pocket: what the staff carry on a phone (see Le site du personnel)",
            ),
            below=POCKET,
        ),
        Field(
            key="redirects",
            value=Value.TEXTS,
            choices=REDIRECTS,
            about=Words(
                "serveurs pour qui écrire les anciennes adresses : netlify, cloudflare, apache, nginx, caddy",
                "servers to write former addresses for: netlify, cloudflare, apache, nginx, caddy",
            ),
            example="[apache]",
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
            key="alerts",
            value=Value.FORM,
            about=Words(
                "ce qui est dû ou en retard (voir À faire)", "what is due or late (see À faire)"
            ),
            below=ALERTS,
        ),
        Field(
            key="results",
            value=Value.FORM,
            about=Words(
                "les résultats et le bilan (voir Lire les résultats)",
                "results and the report on them (see Lire les résultats)",
            ),
            below=RESULTS,
        ),
        Field(
            key="approvals",
            value=Value.FORM,
            about=Words(
                "qui approuve les textes avant qu’ils partent (voir Approuver)",
                "who approves texts before they go out (see Approuver)",
            ),
            below=APPROVALS,
        ),
        Field(
            key="newsletter",
            value=Value.FORM,
            about=Words("l’infolettre (voir Infolettre)", "the newsletter (see Infolettre)"),
            below=NEWSLETTER,
        ),
        Field(
            key="listening",
            value=Value.FORM,
            about=Words(
                "ce que les gens nous disent (voir Écouter)", "what people tell us (see Écouter)"
            ),
            below=LISTENING,
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
# What the reader of settings judges: options of the blog have a table of their own, and what a place
# of publication knows depends on its kind.
_JUDGED_THERE = ("blog", "publish")
SETTINGS = tuple(
    replace(one, below=()) if one.key in _JUDGED_THERE else one for one in RESONANCE.fields
)
