"""A post and a network make a snippet: composed, fitted, counted, ready to share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import Words, say
from portevoix.networks import Link, Network
from portevoix.posts import Post, State
from portevoix.site import Site
from portevoix.snippets.boards import Board, boards_of
from portevoix.snippets.campaign import link_to
from portevoix.snippets.costs import cost_of
from portevoix.snippets.fitting import Fitted, Layout, Pieces, fit
from portevoix.snippets.material import Material, material_of
from portevoix.snippets.overrides import hashtags_in, numbered, read_parts, single_of
from portevoix.snippets.refusals import TooLong, strictest
from portevoix.snippets.snippet import Dropped, FirstComment, Snippet, Why, way_to
from portevoix.snippets.template import Template
from portevoix.snippets.threads import FEWEST_POINTS, Told, thread
from portevoix.snippets.wordings import (
    CALL_IN_COMMENT,
    DASH,
    FIRST_COMMENT,
    GIVE_UP,
)
from portevoix.text import one_line, sound
from portevoix.typography import typeset_message
from portevoix.values import dataclass


def compose_all(site: Site, post: Post) -> tuple[Snippet, ...]:
    """What a post says on each network of the site, in the site's order.

    Raises DiagnosticsError with all that cannot fit or work, at the post's own lines.
    """
    boards = boards_of(site)
    material = material_of(post, site)
    mistakes = list(material.mistakes)
    snippets: list[Snippet] = []
    refusals: list[TooLong] = []
    for board in boards.values():
        if is_wanted(post, board.network):
            try:
                snippets.append(_compose(post, board, site, material))
            except TooLong as found:
                refusals.append(found)
            except DiagnosticsError as found:
                mistakes += found.mistakes
    mistakes += strictest(refusals, site.lang)
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


def try_text(post: Post, network: Network, site: Site, text: str) -> Snippet:
    """What `text` would make as the author's own for that network, whatever its length: `lengths`
    say it. A text of blanks is that of the composer.

    Raises DiagnosticsError where nothing can be made of it.
    """
    said = post.shared(network.key)
    tried = replace(post, share={**post.share, network.key: replace(said, text=text, wanted=True)})
    material = material_of(tried, site)
    board = boards_of(site)[network.key]
    sending = _sending(tried, board, site, material)
    if text.strip():
        return _written(sending, material.address, bounded=False)
    if material.mistakes:
        raise DiagnosticsError(material.mistakes)
    return _composed(sending, board, material)


def compose_for_tools(post: Post, snippet: Snippet, site: Site) -> Snippet:
    """The same text as tools that post from a feed hold it: by their count, where the network says
    how they count. What cannot hold that stays as it is."""
    network = snippet.network
    tools = network.tools
    if tools is None or max(map(tools.count, (snippet.single, snippet.link))) <= tools.limit:
        return snippet
    fitted = replace(
        network, limit=tools.limit, count=tools.count, aim=0, also=(), warned=None, tools=None
    )
    board = replace(boards_of(site)[network.key], network=fitted)
    try:
        made = _compose(post, board, site, material_of(post, site))
    except DiagnosticsError:
        return snippet
    return replace(made, network=network, warning=snippet.warning)


def is_wanted(post: Post, network: Network) -> bool:
    """Whether the post may go to that network: an author can keep it off."""
    share = post.share.get(network.key)
    return share is None or share.wanted


def bears_picture(post: Post, network: Network) -> bool:
    """Whether what we send there bears the post's own picture; else its link has a card."""
    return network.attaches and post.picture is not None and not post.picture.decorative


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """A post on its way to one network, with the link and the warning that it bears there."""

    post: Post
    network: Network
    site: Site
    link: str
    warning: str
    title: str  # as texts say it
    stands: str  # where the matter of the post stands, before the title


def _compose(post: Post, board: Board, site: Site, material: Material) -> Snippet:
    sending = _sending(post, board, site, material)
    if mistakes := list(_out_of_place(sending)):
        raise DiagnosticsError(mistakes)
    share = post.share.get(board.network.key)
    if share and share.text.strip():
        return _written(sending, material.address)
    return _composed(sending, board, material)


def _out_of_place(sending: _Sending) -> Iterator[Diagnostic]:
    """What an author wrote for a network that has no place for it, or too much of it."""
    network = sending.network
    share = sending.post.shared(network.key)
    if share.warning and not network.warned:
        yield _mistake(sending, "no_warning", part="warning")
    if share.comment and network.link is not Link.FIRST_COMMENT:
        yield _mistake(sending, "no_comment", part="comment")
    elif over := network.excess(_comment_of(share.comment, sending.link)) if share.comment else 0:
        yield _mistake(sending, "long_comment", part="comment", excess=over, limit=network.limit)


def _comment_of(written: str, link: str) -> str:
    """The author's own first comment, the link once in it."""
    before, found, after = sound(written).strip().partition("{link}")
    return f"{before}{link}{after.replace('{link}', '')}" if found else f"{before}\n\n{link}"


def _sending(post: Post, board: Board, site: Site, material: Material) -> _Sending:
    network, share = board.network, post.shared(board.network.key)
    warned = network.warned and post.state is State.OPEN
    words = post.kind.warning if warned else None
    return _Sending(
        post=post,
        network=network,
        site=site,
        link=link_to(material.address, network, site.campaign),
        warning=one_line(share.warning)
        if network.warned and share.warning
        else _set(words, post, site)
        if words
        else "",
        title=material.title,
        stands=material.stands,
    )


def _composed(sending: _Sending, board: Board, material: Material) -> Snippet:
    """One message; a thread when its author asks, or when one has room for none of the points."""
    network, post = sending.network, sending.post
    templates = board.led if material.lead else board.templates
    layout = Layout(
        template=templates[post.told_in],
        network=network,
        link=sending.link,
        lang=post.lang,
        told_in=post.told_in,
        give_up=GIVE_UP,
        may_shorten="" if material.message_is_written else "message",
        warning=sending.warning,
        lead=material.lead,
    )
    pieces, left = _said_once(material, layout.template)
    fitted = fit(layout, pieces)
    if fitted.excess:
        raise TooLong(_too_long(sending, fitted.text, fitted.excess), fitted.excess)
    one = Told(
        texts=(fitted.text,),
        dropped=(*fitted.dropped, *left),
        hashtags=fitted.pieces.get("hashtags", ()),
    )
    several = _several(layout, pieces, fitted, sending)
    share = post.share.get(network.key)
    asked = share is not None and share.thread
    none_fits = fitted.pieces.get("points") == ()
    told = several if several and (asked or none_fits) else one
    first_comment = None
    if network.link is Link.FIRST_COMMENT and len(told.texts) == 1:
        first_comment = _first_comment(sending, told.texts[0], material.lead)
    shown = ""
    if network.share and network.share.text and network.share.link:  # who take the link apart
        shown = _line_of_link(layout.template, told.texts[0], sending.link)
    snippet = _snippet(sending, told, fitted.text, first_comment, link_line=shown)
    return replace(snippet, thread=several.texts) if several and told is one else snippet


def _line_of_link(template: Template, text: str, link: str) -> str:
    """The line of `text` that leads to the post, when it says nothing else."""
    if not set(template.line_of("link").names) <= {"lead", "link"}:
        return ""
    at = text.index(link)
    return text[text.rfind("\n", 0, at) + 1 : at + len(link)]


def _said_once(material: Material, template: Template) -> tuple[Pieces, tuple[Dropped, ...]]:
    """The pieces for one template, and what of them another piece says there already."""
    pieces, again = material.pieces, material.in_points
    if not again and not material.left:
        return pieces, ()
    names = {"call" if name == "action" else name for name in template.names}
    left = [piece for piece in material.left if piece.part in names]
    if again and names >= {"points", "context"}:
        kept = tuple(piece for piece in pieces["context"] if piece not in again)
        left += (
            Dropped(part="context", text=piece, why=Why.SAID)
            for piece in pieces["context"]
            if piece in again
        )
        pieces = {**pieces, "context": kept}
    return pieces, tuple(left)


def _several(layout: Layout, pieces: Pieces, fitted: Fitted, sending: _Sending) -> Told | None:
    """A thread, where the network knows them and one message has no room for all points."""
    points = pieces.get("points", ())
    if not sending.network.thread or fitted.pieces.get("points") == points:
        return None
    if len(points) < FEWEST_POINTS:
        return None
    return thread(layout, {**pieces, "message": fitted.pieces["message"]})


def _written(sending: _Sending, address: str, *, bounded: bool = True) -> Snippet:
    """The author's own text: nothing is added but the link, nothing is cut; what does not hold is
    refused where it is `bounded`."""
    network, link = sending.network, sending.link
    parts = read_parts(sending.post, network, address, link)
    texts = numbered(parts)
    if not texts:
        raise DiagnosticsError([_mistake(sending, "empty")])
    if bounded and len(texts) > 1 and not network.thread:
        raise DiagnosticsError([_mistake(sending, "no_thread", parts=len(texts))])
    mistakes = [
        _too_long(sending, text, excess, place)
        for place, text in enumerate(texts, 1)
        if (excess := network.excess(text, sending.warning if place == 1 else ""))
    ]
    if mistakes and bounded:
        raise DiagnosticsError(mistakes)
    told = Told(texts=texts, hashtags=hashtags_in(" ".join(texts).replace(link, "")))
    single = single_of(parts, network, link, sending.warning)
    first_comment = None
    if network.link is Link.FIRST_COMMENT:
        first_comment = _first_comment(sending, texts[0])
    return _snippet(sending, told, single, first_comment, written=True)


def _snippet(
    sending: _Sending,
    told: Told,
    single: str,
    first_comment: FirstComment | None,
    *,
    link_line: str = "",
    written: bool = False,
) -> Snippet:
    network, text, warning = sending.network, told.texts[0], sending.warning
    subject = _subject(sending) if network.share and network.share.subject else ""
    return Snippet(
        network=network,
        parts=told.texts,
        lengths=tuple(
            network.length(part, warning if place == 0 else "")
            for place, part in enumerate(told.texts)
        ),
        link=sending.link,
        single=single,
        link_line=link_line,
        share_url=way_to(network, text, sending.link, link_line, subject),
        subject=subject,
        hashtags=told.hashtags,
        dropped=told.dropped,
        warning=warning,
        first_comment=first_comment,
        cost=cost_of(text, network),
        written=written,
    )


def _subject(sending: _Sending) -> str:
    """The subject of an e-mail: what it is for, where the matter stands, the title."""
    lang, purpose = sending.post.told_in, sending.network.subject
    told = (purpose[lang] if purpose else "", sending.stands, sending.title)
    return f"{DASH[lang]} ".join(filter(None, told))


def _set(words: Words, post: Post, site: Site) -> str:
    """Words of ours in the post's language, with its spaces."""
    return typeset_message(words[post.told_in], post.told_in, site.profile)


def _first_comment(sending: _Sending, text: str, lead: str = "") -> FirstComment:
    """The text whose line for the link says where to find it; that line as a comment."""
    share = sending.post.shared(sending.network.key)
    own = _comment_of(share.comment, sending.link) if share.comment.strip() else ""
    at = text.index(sending.link)
    start = text.rfind("\n", 0, at) + 1
    shown = text[start : at + len(sending.link)]
    words = FIRST_COMMENT
    if lead and shown.startswith(lead):
        words = CALL_IN_COMMENT
    says = _set(words, sending.post, sending.site).format(call=lead.rstrip(" :\u00a0"))
    if start and (not share.text.strip() or shown == sending.link):
        moved = text[:start] + says + text[at + len(sending.link) :]
        return FirstComment(text=moved, comment=own or shown)
    moved = f"{text.replace(sending.link, '').rstrip()}\n\n{says}"
    return FirstComment(text=moved, comment=own or sending.link)


def _too_long(sending: _Sending, text: str, excess: int, place: int = 0) -> Diagnostic:
    network = sending.network
    share = sending.post.share.get(network.key)
    return _mistake(
        sending,
        "too_long_written" if share and share.text else "too_long",
        length=network.length(text),
        limit=network.limit,
        unit=network.unit[sending.site.lang],
        excess=excess,
        place=place,
    )


def _mistake(sending: _Sending, wording: str, *, part: str = "", **values: object) -> Diagnostic:
    network, lang, lines = sending.network, sending.site.lang, sending.post.lines
    key = f"share.{network.key}" if sending.post.share.get(network.key) else "message"
    if f"{key}.{part}" in lines:
        key = f"{key}.{part}"
    given = {"label": network.label[lang], "key": network.key, **values}
    return Diagnostic(
        file=sending.post.file,
        line=lines.get(key) or lines.get(key.split(".")[0]) or lines.get("title", 0),
        what=say(lang, f"snippets.{wording}", **given),
        do=say(lang, f"snippets.{wording}_do", **given),
    )
