"""Reading the standard replies, each counted as its network counts."""

from __future__ import annotations

from pathlib import Path

from portevoix.charter.charter import Reply
from portevoix.charter.documents import audience, needed, only, read_form
from portevoix.charter.fields import REPLY
from portevoix.charter.tree import NODE_ID
from portevoix.charter.wording import VARIABLE, Wording
from portevoix.form import Form
from portevoix.networks import NETWORKS
from portevoix.paths import standing
from portevoix.site import Audience
from portevoix.typography import plain

MOST_REPLIES = 300


def read_replies(folder: Path, shown_as: str, wording: Wording) -> tuple[Reply, ...]:
    """The replies of `reponses.yml`, `replies.yml` in English, in their order; mistakes are noted."""
    path = folder / standing(folder, "replies", wording.diagnostics.lang)
    if not path.exists():
        return ()
    diagnostics = wording.diagnostics
    file = f"{shown_as}/{path.name}"
    form = read_form(path, file, diagnostics, listed=True)
    if form is None:
        return ()
    only(form, ("list", "replies"))  # a bare list, or a list under a key
    forms = [*form.forms("list"), *form.forms("replies")]
    if len(forms) > MOST_REPLIES:
        diagnostics.mistake(
            file, 1, "charter.too_many_replies", count=len(forms), most=MOST_REPLIES
        )
        forms = forms[:MOST_REPLIES]
    replies = tuple(_reply(one, wording) for one in forms)
    first: dict[str, int] = {}
    for reply in replies:
        if reply.id in first:
            diagnostics.mistake(
                file, reply.line, "charter.reply_twice", id=reply.id, line=first[reply.id]
            )
        first.setdefault(reply.id, reply.line)
    return replies


def _reply(form: Form, wording: Wording) -> Reply:
    only(form, REPLY.names)
    readers = audience(form, Audience.INTERNAL)
    variables = _texts(form, "variables")
    left_open = frozenset(variables)

    def settled(key: str, text: str) -> str:
        return wording.settle(text, *form.place(key), readers, left_open)

    for key in ("id", "title", "situation", "article", "text"):
        needed(form, key)
    reply = Reply(
        file=form.file,
        line=form.line("id"),
        id=form.text("id"),
        title=settled("title", form.text("title")),
        situation=settled("situation", form.text("situation")),
        tone=settled("tone", form.text("tone")),
        article=form.text("article"),
        ready=form.flag("ready"),
        text=settled("text", form.lines_of_text("text")),
        networks={
            network: _suited(network, settled(f"networks.{network}", text))
            for network, text in _texts(form, "networks").items()
        },
        variables=variables,
        keywords=form.texts("keywords"),
        audience=readers,
    )
    if reply.id and not NODE_ID.fullmatch(reply.id):
        form.wrong("id", "charter.reply_id", id=reply.id)
    if reply.ready:
        _is_closed(form, "text", reply.text, reply)
    for network, text in reply.networks.items():
        where = f"networks.{network}"
        if reply.ready:
            _is_closed(form, where, text, reply)
        _fits(form, where, network, text, reply)
    return reply


def _texts(form: Form, key: str) -> dict[str, str]:
    below = form.form(key)
    return {name: below.lines_of_text(name) for name in below.values} if below else {}


def _suited(key: str, text: str) -> str:
    """Where typographic signs cost a network dearly, the text goes without them."""
    network = NETWORKS.get(key)
    if network is None or not network.plain:
        return text
    return plain(text)


def _is_closed(form: Form, where: str, text: str, reply: Reply) -> None:
    names = sorted({name for name in VARIABLE.findall(text) if name in reply.variables})
    if names:
        form.wrong(where, "charter.reply_open", id=reply.id, names=", ".join(names))


def _fits(form: Form, where: str, key: str, text: str, reply: Reply) -> None:
    network = NETWORKS.get(key)
    if network is None:
        form.wrong(where, "charter.network_unknown", network=key, known=", ".join(NETWORKS))
        return
    over = network.excess(text)
    if over:
        form.wrong(
            where,
            "charter.reply_long",
            id=reply.id,
            network=network.label[form.diagnostics.lang],
            count=network.count(text),
            limit=network.limit,
            unit=network.unit[form.diagnostics.lang],
            over=over,
        )
