"""What a post says on each network, as a terminal shows it or as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from portevoix.kits.counts import say_count
from portevoix.kits.relay_data import VERSION, post_data, snippet_data
from portevoix.language import say
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet, say_cost
from portevoix.typography import profile_of

_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code != 10}


def print_snippets(post: Post, snippets: Iterable[Snippet], site: Site) -> str:
    """The texts one under the other, each under its network's name and count."""
    words = profile_of(site.lang, site.profile)
    blocks = [f"{post.title}\n{site.address_of(post)}"]
    blocks += ("\n".join(_lines(one, words)) for one in snippets)
    return "\n\n".join(blocks).translate(_CONTROLS) + "\n"


def dump_snippets(post: Post, snippets: Iterable[Snippet], site: Site) -> str:
    """The same as data, in the format of /relais/<post>.json; it knows of no drawn card."""
    data = {
        "version": VERSION,
        "post": post_data(post, site),
        "snippets": [snippet_data(one, site) for one in snippets],
        "cards": [],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines(snippet: Snippet, lang: str) -> Iterator[str]:
    label, total = snippet.network.label[lang], len(snippet.parts)
    about = (
        say(lang, "kits.printed_thread", total=total)
        if total > 1
        else say_count(snippet, snippet.lengths[0], lang)
    )
    yield f"── {label} ({about})"
    if snippet.warning:
        yield f"[{say(lang, 'kits.printed_warning')}] {snippet.warning}"
    if snippet.subject:
        yield f"[{say(lang, 'kits.printed_subject')}] {snippet.subject}"
    for part, length in zip(snippet.parts, snippet.lengths, strict=True):
        if total > 1:
            yield f"· {say_count(snippet, length, lang)}"
        yield part
    if snippet.first_comment:
        yield f"[{say(lang, 'kits.printed_comment')}] {snippet.first_comment.comment}"
    if snippet.cost:
        yield f"[{say_cost(snippet.cost, lang)}]"
    for dropped in snippet.dropped:
        part = say(lang, f"kits.part_{dropped.part}")
        yield f"[{say(lang, f'kits.printed_{dropped.why}')}] {part} – {dropped.text}"
    if snippet.share_url:
        yield f"[{say(lang, 'kits.printed_link')}] {snippet.share_url}"
