"""Results files as each tool writes them, with what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portevoix.results import (
    IMPORTERS,
    Asked,
    Index,
    Read,
    read_file,
)


def asked(**said: object) -> Asked:
    return Asked(**{"at": date(2026, 5, 20), **said})  # type: ignore[arg-type]


def read(tmp_path: Path, index: Index, text: str, name: str = "export.csv", **said: Any) -> Read:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return read_file(file, asked(**said), index, IMPORTERS)


def numbers(found: Read) -> dict[tuple[str, str], str]:
    return {(one.network, one.measure): str(one.value) for one in found.lines}


META = """\
Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,\
Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,\
Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks
1,9,Ville d’exemple,x,y,0,03/10/2026 09:00,,https://facebook.com/ville/posts/1?mibextid=z,0,0,Photos,,,,,\
Lifetime,1240,980,37,30,4,3,12
2,9,Ville d’exemple,,"Les bancs : https://blog.exemple.org/blog/bancs/?utm_source=facebook",0,\
03/12/2026 09:00,,https://facebook.com/ville/posts/2,0,0,Photos,,,,,Lifetime,100,60,5,5,0,0,1
3,9,Ville d’exemple,Autre chose,,0,03/12/2026 09:00,,https://facebook.com/ville/posts/3,0,0,Photos,,,,,\
Lifetime,9,9,0,0,0,0,0
"""
INSTAGRAM = """\
Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,\
Post type,Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows
1801,1784,ville,La ville,"Les bancs, sur https://blog.exemple.org/blog/bancs/",0,03/27/2026 06:08,\
https://www.instagram.com/p/Cabc/,IG image,,Lifetime,1240,30,3,4,2,980,1
"""
META_FR = """\
Identifiant de la publication,ID de la Page,Nom de la page,Titre,Description,Durée (s),\
Heure de publication,Permalien,Est un crosspostage,Est un partage,Type de publication,Date,Vues,Couverture,\
"Réactions, commentaires et partages",Réactions,Commentaires,Partages,Total des clics,Clics sur un lien
1,9,Ville d’exemple,,x,0,10/03/2026 09:00,https://facebook.com/ville/posts/1,0,0,Photos,Durée de vie,\
"1 240",980,37,30,4,3,12,5
"""
META_DAYS = """\
Permalink,Page name,Date,Views,Reach
https://facebook.com/ville/posts/1,Ville d’exemple,10/03/2026,700,400
https://facebook.com/ville/posts/1,Ville d’exemple,14/03/2026,300,500
https://facebook.com/ville/posts/1,Ville d’exemple,99/99/2026,1,1
"""
LINKEDIN = """\
"Aggregated engagement metrics for each post, from 03/01/2026 to 04/30/2026"
Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,\
Campaign end date,Audience,Impressions,Views (Excluding offsite video views),Offsite Views,Clicks,\
Click through rate (CTR),Likes,Comments,Reposts,Follows,Engagement rate,Content Type
"Douze bancs arrivent au parc : dites-nous où les placer, avant le 10 avril.",\
https://www.linkedin.com/feed/update/urn:li:share:7,Organic,,Camille,03/10/2026,,,All followers,\
"1,240",,,12,0.0097,25,3,2,0,0.03,Image
"""
LINKEDIN_FR = """\
"Engagement de toutes les publications, du 1 mars au 30 avril 2026"
Titre du post;Lien du post;Type;Date de création;Impressions;Vues;Clics;Taux de clics (CTR);J’aime;\
Commentaires;Republications
"Douze bancs arrivent au parc : dites-nous où les placer, avant le 10 avril.";\
https://www.linkedin.com/feed/update/urn:li:share:7;Organique;10/03/2026;1 240;;12;0,97 %;25;3;–
"""
HOOTSUITE = """\
Post performance,,,,,,,,,,,,,
"Mar 1, 2026 - Mar 31, 2026",,,,,,,,,,,,,
Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,Engagement,\
Likes,Comments,Shares,Post Link Clicks,Video Views
2026-03-12 09:00,1,x,https://facebook.com/ville/posts/1,Photo,Facebook,"1,240",980,37,30,4,3,12,
2026-03-12 09:00,2,Ailleurs,https://instagram.com/p/abc,Reel,Instagram,7,7,7,7,7,7,,7
"""
HOOTSUITE_ONE = """\
DATE (GMT),POST MESSAGE,POST PERMALINK,POST TYPE,PROFILE,REACH,ENGAGEMENT,POST VIEWS,SHARES
12 mars 2026 09:00,x,https://facebook.com/ville/posts/1,Photo,Ville d’exemple,980,37,1240,3
12 mars 2026 09:00,y,https://facebook.com/autre/posts/8,Photo,Une autre ville,7,7,7,7
"""
SPROUT = """\
Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Linked Content,Impressions,Reach,\
Engagements,Engagement Rate (per Impression),Reactions,Comments,Shares,Saves,Post Link Clicks,Video Views
03/10/2026 9:05 am,1,Facebook,Post,Photo,Ville d’exemple,a,https://facebook.com/ville/posts/1,x,,"1,240",\
980,37,3.0%,30,4,3,,12,
03/10/2026 9:05 am,2,Instagram,Post,Photo,'@ville,a,https://www.instagram.com/p/Cabc/,\
Les bancs : https://blog.exemple.org/blog/bancs/,,,50,,,5,,,,,
"""
MATOMO = """\
label,nb_visits,nb_hits,bounce_rate,metadata_url
bancs,300,412,40%,https://blog.exemple.org/blog/bancs/
accueil,9,9,1%,https://blog.exemple.org/
"""
MATOMO_FR = """\
URL de la page,Vues,Vues uniques,Taux de rebond
blog.exemple.org/blog/bancs/,412,300,40 %
"""
PLAUSIBLE = """\
name,visitors,pageviews,bounce_rate,time_on_page,scroll_depth
/blog/bancs/,290,412,40,30,80
/contact/,4,4,60,10,40
"""
PLAUSIBLE_DAYS = """\
date,hostname,page,visits,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits
2026-03-01,blog.exemple.org,/blog/bancs/,9,8,12,300,9
2026-03-31,blog.exemple.org,/blog/bancs/,20,19,30,700,20
"""
MARCH: dict[str, Any] = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}


@dataclass(frozen=True)
class Export:
    """A file of `tool`, and what it must give."""

    tool: str
    text: str
    wanted: dict[tuple[str, str], str]  # network and measure → number
    said: dict[str, Any] = field(default_factory=dict)  # by the person
    left: dict[str, int] = field(default_factory=dict)  # reason → rows


def _on(network: str, **numbers: int) -> dict[tuple[str, str], str]:
    return {(network, measure): str(number) for measure, number in numbers.items()}


_FACEBOOK = _on("facebook", impressions=1240, reach=980, reactions=30, comments=4, shares=3)
CASES = {
    "meta": Export(
        "meta",
        META,
        # People: the greater of the two, never their sum.
        _on("facebook", views=1340, reach=980, reactions=35, comments=4, shares=3, clicks=13),
        left={"left_post": 1},
    ),
    "meta, Instagram": Export(
        "meta",
        INSTAGRAM,
        _on("instagram", views=1240, reach=980, reactions=30, comments=4, shares=3, saves=2),
    ),
    "meta, in French": Export(
        "meta",
        META_FR,
        _on("facebook", views=1240, reach=980, reactions=30, comments=4, shares=3, clicks=12),
    ),
    "meta, by day": Export(
        "meta", META_DAYS, _on("facebook", views=1000, reach=500), left={"left_date": 1}
    ),
    "linkedin": Export(
        "linkedin",
        LINKEDIN,
        _on("linkedin", impressions=1240, clicks=12, reactions=25, comments=3, shares=2),
    ),
    "linkedin, in French": Export(
        "linkedin",
        LINKEDIN_FR,
        _on("linkedin", impressions=1240, clicks=12, reactions=25, comments=3),
    ),
    "hootsuite": Export(
        "hootsuite", HOOTSUITE, _FACEBOOK | _on("facebook", clicks=12), left={"left_post": 1}
    ),
    "hootsuite, of one network": Export(
        "hootsuite",
        HOOTSUITE_ONE,
        _on("facebook", reach=980, views=1240, shares=3),
        left={"left_account": 1},
    ),
    "sprout": Export(
        "sprout",
        SPROUT,
        _FACEBOOK | _on("facebook", clicks=12) | _on("instagram", reach=50, reactions=5),
    ),
    "matomo": Export(
        "matomo", MATOMO, _on("", visits=300, pageviews=412), MARCH, left={"left_page": 1}
    ),
    "matomo, in French": Export("matomo", MATOMO_FR, _on("", visits=300, pageviews=412), MARCH),
    "plausible": Export(
        "plausible", PLAUSIBLE, _on("", visitors=290, pageviews=412), MARCH, left={"left_page": 1}
    ),
    "plausible, by day": Export(
        "plausible", PLAUSIBLE_DAYS, _on("", visits=29, visitors=19, pageviews=42)
    ),
}
