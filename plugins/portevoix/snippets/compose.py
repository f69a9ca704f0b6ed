"""A post and a network make a snippet: composed, fitted, counted, ready to share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.networks import Link, Network
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets.boards import Board, boards_of
from portevoix.snippets.campaign import link_to
from portevoix.snippets.costs import cost_of
from portevoix.snippets.fitting import Layout, fit
from portevoix.snippets.material import Material, material_of
from portevoix.snippets.overrides import hashtags_in, numbered, read_parts, single_of
from portevoix.snippets.snippet import Dropped, FirstComment, Snippet
from portevoix.snippets.template import Line
from portevoix.snippets.threads import FEWEST_POINTS, Told, thread
from portevoix.snippets.wordings import FIRST_COMMENT, GIVE_UP
from portevoix.typography import typeset_message


def compose_all(site: Site, post: Post) -> tuple[Snippet, ...]:
    """What a post says on each network of the site, in the site's order.

    Raises DiagnosticsError with all that cannot fit or work, at the post's own lines.
    """
    boards = boards_of(site)
    material = material_of(post, site)
    mistakes = list(material.mistakes)
    snippets: list[Snippet] = []
    for board in boards.values():
        if is_wanted(post, board.network):
            try:
                snippets.append(_compose(post, board, site, material))
            except DiagnosticsError as found:
                mistakes += found.mistakes
    if mistakes:
        raise DiagnosticsError(mistakes)
    return tuple(snippets)


def compose_posts(site: Site, posts: Iterable[Post]) -> Mapping[str, tuple[Snippet, ...]]:
    """The snippets of each post, by slug. Raises DiagnosticsError with the mistakes of all posts."""
    boards_of(site)  # what is wrong with the configuration is said once, not for every post
    snippets: dict[str, tuple[Snippet, ...]] = {}
    mistakes: list[Diagnostic] = []
    for post in posts:
        try:
            snippets[post.slug] = compose_all(site, post)
        except DiagnosticsError as found:
            mistakes += found.mistakes
    if mistakes:
        raise DiagnosticsError(mistakes)
    return snippets


def compose(post: Post, network: Network, site: Site) -> Snippet:
    """What a post says on one network of the site, wanted there or not.

    Raises DiagnosticsError when it cannot fit or a hashtag cannot work.
    """
    material = material_of(post, site)
    if material.mistakes:
        raise DiagnosticsError(material.mistakes)
    return _compose(post, boards_of(site)[network.key], site, material)


def is_wanted(post: Post, network: Network) -> bool:
    """Whether the post may go to that network: an author can keep it off."""
    share = post.share.get(network.key)
    return share is None or share.wanted


def _compose(post: Post, board: Board, site: Site, material: Material) -> Snippet:
    share = post.share.get(board.network.key)
    if share and share.text.strip():
        return _written(post, board.network, site, material.address)
    return _composed(post, board, site, material)


def _composed(post: Post, board: Board, site: Site, material: Material) -> Snippet:
    network = board.network
    link = link_to(material.address, network, site.campaign)
    warning = _warning(post, network, site)
    layout = Layout(
        template=board.templates["en" if post.lang.startswith("en") else "fr"],
        network=network,
        link=link,
        give_up=GIVE_UP,
        may_shorten="" if material.message_is_written else "message",
        warning=warning,
    )
    points = material.pieces["points"]
    fitted = fit(layout, material.pieces)
    told = Told(
        texts=(fitted.text,),
        dropped=fitted.dropped,
        excess=fitted.excess,
        hashtags=fitted.pieces.get("hashtags", ()),
    )
    long_enough = network.thread and len(points) >= FEWEST_POINTS
    if long_enough and fitted.pieces.get("points") != points:
        told = thread(layout, material.pieces)
    texts, excess = told.texts, told.excess or fitted.excess
    if excess:
        raise DiagnosticsError(
            [_too_long(post, network, site, max(texts, key=network.count), excess)]
        )
    first_comment = None
    if network.link is Link.FIRST_COMMENT and len(texts) == 1:
        line = layout.template.line_of("link")
        values = layout.values(fitted.pieces)
        first_comment = _first_comment(texts[0], line, values, link, post.lang, site.profile)
    return _snippet(
        post,
        network,
        site,
        texts,
        link,
        fitted.text,
        warning,
        told.dropped,
        told.hashtags,
        first_comment,
        written=False,
    )


def _written(post: Post, network: Network, site: Site, address: str) -> Snippet:
    """The author's own text: nothing is added but the link, nothing is cut."""
    link = link_to(address, network, site.campaign)
    warning = _warning(post, network, site)
    parts = read_parts(post, network, address, link)
    texts = numbered(parts)
    if not texts:
        raise DiagnosticsError([_mistake(post, network, site, "empty")])
    if len(texts) > 1 and not network.thread:
        raise DiagnosticsError([_mistake(post, network, site, "no_thread", parts=len(texts))])
    mistakes = [
        _too_long(post, network, site, text, excess, place)
        for place, text in enumerate(texts, 1)
        if (excess := network.excess(text, warning if place == 1 else ""))
    ]
    if mistakes:
        raise DiagnosticsError(mistakes)
    first_comment = None
    if network.link is Link.FIRST_COMMENT:
        line = Line(texts=("", ""), names=("link",))
        first_comment = _first_comment(
            texts[0], line, {"link": link}, link, post.lang, site.profile
        )
    hashtags = hashtags_in(" ".join(texts).replace(link, ""))
    single = single_of(parts, network, link, warning)
    return _snippet(
        post, network, site, texts, link, single, warning, (), hashtags, first_comment, written=True
    )


def _snippet(
    post: Post,
    network: Network,
    site: Site,
    texts: tuple[str, ...],
    link: str,
    single: str,
    warning: str,
    dropped: tuple[Dropped, ...],
    hashtags: tuple[str, ...],
    first_comment: FirstComment | None,
    *,
    written: bool,
) -> Snippet:
    share, text = network.share, texts[0]
    return Snippet(
        network=network,
        parts=texts,
        lengths=tuple(
            network.length(part, warning if place == 0 else "") for place, part in enumerate(texts)
        ),
        link=link,
        single=single,
        share_url=share.of(text, link, post.title) if share else "",
        subject=post.title if share and share.subject else "",
        hashtags=hashtags,
        dropped=dropped,
        warning=warning,
        first_comment=first_comment,
        cost=cost_of(text, network),
        written=written,
    )


def _first_comment(
    text: str, line: Line, values: Mapping[str, str], link: str, lang: str, profile: str
) -> FirstComment | None:
    """The text whose line for the link says where to find it, and that line as a comment."""
    shown = line.render(values)
    says = typeset_message(FIRST_COMMENT[lang], lang, profile)
    if f"\n{shown}" in text:
        moved = text.replace(f"\n{shown}", f"\n{says}", 1)
    else:
        moved, shown = f"{text.replace(link, '').rstrip()}\n\n{says}", link
    return FirstComment(text=moved, comment=shown)


def _warning(post: Post, network: Network, site: Site) -> str:
    words = post.kind.warning
    return (
        typeset_message(words[post.lang], post.lang, site.profile)
        if network.warned and words
        else ""
    )


def _too_long(
    post: Post, network: Network, site: Site, text: str, excess: int, place: int = 0
) -> Diagnostic:
    length = network.length(text)
    share = post.share.get(network.key)
    wording = "too_long_written" if share and share.text else "too_long"
    return _mistake(
        post,
        network,
        site,
        wording,
        length=length,
        limit=network.limit,
        unit=network.unit[site.lang],
        excess=excess,
        place=place,
    )


def _mistake(
    post: Post, network: Network, site: Site, wording: str, **values: object
) -> Diagnostic:
    lines = post.lines
    key = f"share.{network.key}" if post.share.get(network.key) else "message"
    given = {"label": network.label[site.lang], "key": network.key, **values}
    return Diagnostic(
        file=post.file,
        line=lines.get(key) or lines.get(key.split(".")[0]) or lines.get("title", 0),
        what=say(site.lang, f"snippets.{wording}", **given),
        do=say(site.lang, f"snippets.{wording}_do", **given),
    )
