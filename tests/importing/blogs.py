"""A small blog of each kind, as its generator or its export has it, and what its posts are."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image

MKDOCS = (
    "site_name: Exemple\nsite_url: https://blog.exemple.org/\n"
    "theme: {name: porte-voix, language: fr}\n"
    "plugins: {portevoix/resonance: {time_zone: America/Toronto, organisation: {name: Exemple}}}\n"
)


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def hugo(root: Path) -> Path:
    return write(
        root,
        {
            "hugo.toml": 'baseURL = "https://ancien.exemple.org/site/"\nlanguageCode = "fr"\n'
            '[permalinks]\nnouvelles = "/:year/:month/:slug/"\n',
            "content/_index.md": "---\ntitle: Accueil\n---\n",
            "content/a-propos.md": "---\ntitle: À propos\n---\nUne page.\n",
            "content/nouvelles/parc.md": "+++\ntitle = 'Le parc & la <em>rive</em>'\n"
            "date = 2019-03-04T10:00:00-05:00\ntags = ['parc']\naliases = ['/vieux/parc/']\n+++\n"
            'Voyez [l’autre]({{< ref "pont.md" >}}) et ![Un arbre](/images/arbre.png).\n\n'
            "{{< youtube abcdefghijk >}}\n\n- un\n  - deux\n",
            "content/nouvelles/pont.md": "---\ntitle: Le pont\ndate: 2019-05-06\nslug: pont-neuf\n"
            "draft: true\n---\nVoyez [le parc](/site/2019/03/le-parc-la-rive/).\n",
            "content/billets/fete/index.md": "---\ntitle: La fête\ndate: 2020-01-02\n"
            "cover: {image: photo.png, alt: Des gens dansent}\nauthor: Équipe des fêtes\n---\nOn danse.\n",
            "content/billets/fete/photo.png": picture("red"),
            "static/images/arbre.png": picture(),
        },
    )


def jekyll(root: Path) -> Path:
    return write(
        root,
        {
            "_config.yml": "url: https://ancien.exemple.org\ntimezone: Europe/Paris\nlang: fr\n",
            "_posts/2018-02-03-premier.md": "---\ntitle: Premier\ncategories: [Ville]\n"
            "redirect_from: /tout/vieux/\n---\n"
            "Voyez [la suite]({% post_url 2018-04-05-suite %}).\n\n"
            "{% highlight python %}\nprint(1)\n{% endhighlight %}\n",
            "_posts/2018-04-05-suite.md": "---\ntitle: La suite\npermalink: /suite.html\n"
            "date: 2018-04-05 18:30:00 +0200\n---\n![Plan]({{ site.baseurl }}/img/plan.png)\n",
            "_drafts/idee.md": "---\ntitle: Une idée\ndate: 2018-05-01\n---\nPas finie.\n",
            "img/plan.png": picture(),
        },
    )


def eleventy(root: Path) -> Path:
    return write(
        root,
        {
            "eleventy.config.js": 'export default function () { return { dir: { input: "src" } } }\n',
            "src/_data/site.json": '{"url": "https://ancien.exemple.org"}',
            "src/blog/blog.json": '{"tags": "posts", "lang": "fr"}',
            "src/blog/2021-06-07-marche.md": "---\ntitle: Le marché\ntags: [posts, quartier]\n---\n"
            "Voyez [la piscine](/bain/) et ![Étal](etal.png).\n",
            "src/blog/etal.png": picture(),
            "src/blog/piscine.md": "---\ntitle: La piscine\ndate: 2021-08-09T10:00:00Z\n"
            "permalink: /bain/\n---\n{{ collections.posts }}Elle rouvre.\n",
        },
    )


def material(root: Path) -> Path:
    return write(
        root,
        {
            "mkdocs.yml": "site_name: Ancien\nsite_url: https://ancien.exemple.org/\n"
            "theme: {name: material, language: fr}\nplugins:\n  - blog\n"
            "  - redirects:\n      redirect_maps: {ancien.md: blog/posts/velo.md}\n",
            "docs/blog/.authors.yml": "authors:\n  ana: {name: Équipe du vélo, description: À vélo}\n",
            "docs/blog/posts/velo.md": "---\ndate: {created: 2022-03-04, updated: 2022-03-05}\n"
            "authors: [ana]\ncategories: [Transport]\n---\n# À vélo, l’hiver\n\n"
            "Voyez [le bus](bus.md#horaire).\n",
            "docs/blog/posts/bus.md": "---\ndate: 2022-05-06\nslug: le-bus\n---\n# Le bus\n\n## Horaire\n\nSouvent.\n",
        },
    )


def pelican(root: Path) -> Path:
    return write(
        root,
        {
            "pelicanconf.py": "import os\nPATH = 'content'\nTIMEZONE = 'Europe/Paris'\n"
            "DEFAULT_LANG = 'fr'\nAUTHOR = 'Équipe du site'\n",
            "publishconf.py": "from pelicanconf import *\nSITEURL = 'https://ancien.exemple.org'\n",
            "content/ville/arbre.md": "Title: L’arbre\nDate: 2017-08-09 10:20\nTags: vert, ville\n\n"
            "Voyez [le lac]({filename}/lac.rst) et ![Un arbre]({static}/images/arbre.png).\n",
            "content/lac.rst": "Le lac\n######\n\n:date: 2017-10-11\n:slug: lac\n\n"
            "On y *nage*.\n\n.. raw:: html\n\n   <script>alert(1)</script>\n",
            "content/pages/contact.md": "Title: Contact\n\nÉcrivez.\n",
            "content/images/arbre.png": picture(),
        },
    )


def wordpress(root: Path) -> Path:
    def item(number: int, kind: str, more: str) -> str:
        return f"<item><wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type>{more}</item>"

    posts = [
        item(
            7,
            "post",
            "<title>Ville &amp;amp; &lt;b&gt;vie&lt;/b&gt;</title>"
            "<link>https://ancien.exemple.org/2016/02/03/ville/</link><dc:creator>eq</dc:creator>"
            "<content:encoded><![CDATA[Bonjour.\n\nVoyez <a href='https://ancien.exemple.org/?p=8'>la vie</a>.\n\n"
            "[caption id='a']<img src='https://ancien.exemple.org/wp-content/uploads/2016/02/pin-300x200.png'"
            " alt=''> Un pin[/caption]\n\nhttps://youtu.be/abc]]></content:encoded>"
            "<wp:post_date>2016-02-03 09:30:00</wp:post_date>"
            "<wp:post_date_gmt>2016-02-03 08:30:00</wp:post_date_gmt><wp:status>publish</wp:status>"
            "<wp:post_name>ville</wp:post_name><category domain='category'>Ville</category>"
            "<category domain='post_tag'>arbres</category>"
            "<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>cite</wp:meta_value></wp:postmeta>",
        ),
        item(
            8,
            "post",
            "<title>La vie</title><link>https://ancien.exemple.org/?p=8</link>"
            "<content:encoded><![CDATA[<p>Elle va.</p>]]></content:encoded>"
            "<wp:post_date>2016-03-04 10:00:00</wp:post_date><wp:status>draft</wp:status>"
            "<wp:post_name>vie</wp:post_name>",
        ),
        item(
            9,
            "attachment",
            "<title>pin</title><wp:attachment_url>https://ancien.exemple.org/wp-content/uploads/2016/02/pin.png"
            "</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
            "<wp:meta_value>Un grand pin</wp:meta_value></wp:postmeta>",
        ),
        item(
            10,
            "post",
            "<title>Secret</title><content:encoded>MARQUEUR</content:encoded>"
            "<wp:post_date>2016-03-05 10:00:00</wp:post_date><wp:status>private</wp:status>",
        ),
        item(11, "page", "<title>Contact</title><link>https://ancien.exemple.org/contact/</link>"),
    ]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- WordPress -->\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<language>fr-FR</language><wp:base_blog_url>https://ancien.exemple.org</wp:base_blog_url>"
        "<wp:author><wp:author_login>eq</wp:author_login>"
        "<wp:author_display_name>Équipe du web</wp:author_display_name></wp:author>"
    )
    write(root, {"export.xml": head + "\n".join(posts) + "</channel></rss>\n"})
    write(root, {"uploads/2016/02/pin.png": picture()})
    return root / "export.xml"


def ghost(root: Path) -> Path:
    posts = [
        {
            **{"id": "a1", "uuid": "u1", "title": "Le kiosque &amp; nous", "slug": "kiosque"},
            **{"type": "post", "status": "published", "visibility": "public"},
            "html": "<p>Voyez <a href='__GHOST_URL__/scene/'>la scène</a>.</p>"
            "<figure><img src='__GHOST_URL__/content/images/k.png' alt='Un kiosque'>"
            "<figcaption>Été</figcaption></figure>",
            "published_at": "2023-07-08T12:00:00.000Z",
        },
        {
            **{"id": "a2", "uuid": "u2", "title": "La scène", "slug": "scene"},
            **{"type": "post", "status": "draft", "html": "<p>Bientôt.</p>"},
            "created_at": "2023-07-09T12:00:00.000Z",
        },
        {
            **{"id": "a3", "uuid": "u3", "title": "Membres", "slug": "membres", "html": "MARQUEUR"},
            **{"status": "published", "visibility": "members", "published_at": "2023-08-01"},
        },
    ]
    data = {
        "posts": posts,
        "tags": [{"id": "t1", "name": "Musique"}, {"id": "t2", "name": "#interne"}],
        "posts_tags": [{"post_id": "a1", "tag_id": "t1"}, {"post_id": "a1", "tag_id": "t2"}],
        "users": [{"id": "w1", "name": "Équipe des arts"}],
        "posts_authors": [{"post_id": "a1", "author_id": "w1"}],
    }
    whole = {"db": [{"meta": {"exported_on": 1, "version": "5.9"}, "data": data}]}
    write(root, {"export.json": json.dumps(whole, ensure_ascii=False)})
    write(root, {"content/images/k.png": picture()})
    return root / "export.json"


def feed(root: Path) -> Path:
    text = "Un long texte. " * 40
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Ancien</title>'
        '<link href="https://ancien.exemple.org/"/>'
        "<entry><id>urn:1</id><title type='html'>Le &lt;b&gt;quai&lt;/b&gt;</title>"
        '<link href="https://ancien.exemple.org/2024/quai.html"/>'
        "<published>2024-02-03T04:05:06-05:00</published><author><name>Équipe du port</name></author>"
        f"<content type='html'>&lt;p&gt;{text}&lt;a href='phare.html'&gt;le phare&lt;/a&gt;&lt;/p&gt;</content></entry>"
        "<entry><id>urn:2</id><title>Le phare</title>"
        '<link href="https://ancien.exemple.org/2024/phare.html"/>'
        f"<published>2024-03-03T04:05:06Z</published><content type='html'>{text}</content></entry></feed>"
    )
    write(root, {"feed.xml": atom})
    return root / "feed.xml"


BLOGS = {one.__name__: one for one in (hugo, jekyll, eleventy, material, pelican)} | {
    one.__name__: one for one in (wordpress, ghost, feed)
}

# Title → date, old addresses, lines that its file holds. Addresses as each generator has them.
EXPECTED: dict[str, dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "hugo": {
        "Le parc & la rive": (
            "2019-03-04 10:00:00-05:00",
            ("/site/2019/03/le-parc-la-rive/", "/vieux/parc/"),
            (
                "Voyez [l’autre](2019-05-06-pont-neuf.md) et ![Un arbre](images/arbre.png).",
                "[YouTube](https://www.youtube.com/watch?v=abcdefghijk)",
                "    -   deux",
            ),
        ),
        "Le pont": (
            "2019-05-06",
            ("/site/2019/05/pont-neuf/",),
            ("draft: true", "Voyez [le parc](2019-03-04-parc.md)."),
        ),
        "La fête": (
            "2020-01-02",
            ("/site/billets/fete/",),
            ('  file: "images/photo.png"', '  alt: "Des gens dansent"'),
        ),
    },
    "jekyll": {
        "Premier": (
            "2018-02-03",
            ("/ville/2018/02/03/premier.html", "/ville/2018/02/03/premier", "/tout/vieux/"),
            ("Voyez [la suite](2018-04-05-suite.md).", "```python"),
        ),
        "La suite": (
            "2018-04-05 18:30:00+02:00",
            ("/suite.html", "/suite"),
            ("![Plan](images/plan.png)",),
        ),
        "Une idée": ("2018-05-01", (), ("draft: true",)),
    },
    "eleventy": {
        "Le marché": (
            "2021-06-07",
            ("/blog/marche/",),
            (
                "Voyez [la piscine](2021-08-09-piscine.md) et ![Étal](images/etal.png).",
                '  - "quartier"',
            ),
        ),
        "La piscine": ("2021-08-09 10:00:00+00:00", ("/bain/",), ("Elle rouvre.",)),
    },
    "material": {
        "À vélo, l’hiver": (
            "2022-03-04",
            ("/blog/2022/03/04/à-vélo-lhiver/", "/ancien/"),
            ("updated: 2022-03-05", "Voyez [le bus](2022-05-06-le-bus.md#horaire)."),
        ),
        "Le bus": ("2022-05-06", ("/blog/2022/05/06/le-bus/",), ("## Horaire",)),
    },
    "pelican": {
        "L’arbre": (
            "2017-08-09 10:20:00+02:00",
            ("/larbre.html",),
            ("Voyez [le lac](2017-10-11-lac.md) et ![Un arbre](images/arbre.png).", '  - "vert"'),
        ),
        "Le lac": ("2017-10-11", ("/lac.html",), ("On y *nage*.",)),
    },
    "wordpress": {
        "Ville & vie": (
            "2016-02-03 09:30:00+01:00",
            ("/2016/02/03/ville/", "/2016/02/03/cite/"),
            (
                "Voyez [la vie](2016-03-04-vie.md).",
                "![Un grand pin](images/pin.png)",
                '<figcaption markdown="span">Un pin</figcaption>',
                "<https://youtu.be/abc>",
            ),
        ),
        "La vie": ("2016-03-04 10:00:00-05:00", (), ("draft: true", "Elle va.")),
    },
    "ghost": {
        "Le kiosque & nous": (
            "2023-07-08 12:00:00+00:00",
            ("/kiosque/",),
            (
                "Voyez [la scène](2023-07-09-scene.md).",
                "![Un kiosque](images/k.png)",
                '  - "Musique"',
            ),
        ),
        "La scène": ("2023-07-09 12:00:00+00:00", ("/scene/",), ("draft: true",)),
    },
    "feed": {
        "Le quai": (
            "2024-02-03 04:05:06-05:00",
            ("/2024/quai.html",),
            ("[le phare](2024-03-03-phare.md)",),
        ),
        "Le phare": ("2024-03-03 04:05:06+00:00", ("/2024/phare.html",), ()),
    },
}
MEDIA = {"wordpress": "uploads", "ghost": "content"}
