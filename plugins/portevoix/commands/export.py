"""`porte-voix export`: the files of a planning tool, and what cannot go."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path, PurePath

from portevoix.cards import alt_of, path_of
from portevoix.commands.exported import remarks, report
from portevoix.commands.options import AGAIN, CONFIG, NOW, Misused, Option, config_of, named
from portevoix.commands.planned import Ahead, look_ahead, tell
from portevoix.commands.snippets import told as told_post
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.networks import Grade
from portevoix.networks import Shape as Look
from portevoix.planning import OVER, Planned
from portevoix.posts import Post, shown
from portevoix.schedulers import (
    APIS,
    Asked,
    Export,
    ExportFile,
    Row,
    Scheduler,
    Strange,
    Tool,
    digest_of,
    export_seen,
    read_tools,
)
from portevoix.secret import secret
from portevoix.sending import (
    Busy,
    Entry,
    Http,
    Later,
    Ledger,
    NetworkError,
    Rejected,
    State,
    Unsure,
    file_of,
    held,
    names_today,
    said_of,
    twin_of,
    unseen,
)
from portevoix.snippets import Snippet, compose_all, compose_for_tools
from portevoix.text import sound
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

FOLDER = "exports"
OPTIONS = (
    Option("tool", "schedulers.about_tool", ("schedulers.a_tool",), required=True),
    Option("--network", "commands.network", ("commands.a_network",)),
    Option("--to", "schedulers.about_to", ("commands.folder",), named),
    Option("--by-api", "schedulers.about_by_api"),
    AGAIN,
    Option("--offline", "schedulers.about_offline"),
    Option("--dry-run", "commands.dry_run"),
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Write the files that are not there yet. Raises DiagnosticsError; overwrites nothing."""
    ahead = look_ahead(config_of(chosen), chosen.now)
    tell(ahead.sources.unheard)
    lang, configuration = ahead.site.lang, ahead.configuration
    tools = read_tools(configuration.options.form("exports"), lang)
    tool = tools.get(chosen.tool)
    if tool is None:
        known = ", ".join(tools)
        raise Misused("schedulers.no_tool", value=chosen.tool, known=known)
    scheduler = tool.scheduler
    if scheduler.needs_own:
        words = {"label": scheduler.label[lang], "key": scheduler.key}
        raise _wrong(chosen, "schedulers.needs_own", lang, configuration.file.name, **words)
    if chosen.by_api and chosen.tool not in APIS:
        raise Misused("schedulers.no_api", value=chosen.tool, known=", ".join(APIS))
    texts = tuple(_asked(ahead, tool, chosen.network))
    folder = chosen.to or configuration.file.parent / FOLDER
    try:
        with held(ahead.ledger, lang=lang, name=shown(ahead.ledger, Path.cwd())) as ledger:
            names = names_today(ahead.sources.shelf.posts)
            there = ledger.under(names)
            if not chosen.again:
                texts = tuple(_with_twin(one, ledger, there, names, ahead) for one in texts)
            asking = _Asking(lang, offline=chosen.offline)
            has = _known(there, scheduler)
            made = export_seen(scheduler, texts, ahead.now, has, asking.of)
            if chosen.by_api and not chosen.dry_run:
                code = hand_over(made, tool, ledger, ahead)
                for line in remarks(made, scheduler, ahead, asking.todo):
                    print(line)
                return code
            made = _named(made, folder)
            if not chosen.dry_run:
                _write(made, folder)
                _enter(made, scheduler, ledger, ahead.now)
    except Busy:
        raise _wrong(chosen, "sending.busy", lang, ahead.ledger.name) from None
    if chosen.dry_run:
        print(say(lang, "schedulers.dry"))
    for line in report(made, scheduler, ahead, folder, todo=asking.todo, offline=chosen.offline):
        print(line)
    return 0


@dataclass(slots=True)
class _Asking:
    """Addresses of pictures asked for, as this command tells of them."""

    lang: str
    offline: bool
    todo: dict[str, None] = field(default_factory=dict)  # what there is to do, each once, in order

    def of(self, addresses: Collection[str]) -> Mapping[str, str]:
        """What is wrong with each that does not answer."""
        told = {}
        for address, error in ({} if self.offline else unseen(addresses)).items():
            told[address], do = said_of(error, self.lang)
            self.todo[do] = None
        return told


def _with_twin(
    one: Asked, ledger: Ledger, there: Ledger, names: Mapping[str, str], ahead: Ahead
) -> Asked:
    """With the former address under which the text may be out, if the ledger knows none of today's."""
    post, row = one.planned.post, one.row
    account = row.account or row.network
    if there.parts(post.slug, row.network, account):
        return one
    twin = twin_of(ledger, names, post, row.network, account, row.text)
    return replace(one, twin=f"{ahead.site.blog}{sound(twin.post)}/") if twin else one


def _known(ledger: Ledger, tool: Scheduler) -> dict[tuple[str, str], str]:
    """What the tool has already: id and account → digest."""
    return {
        (f"{slug}/{network}", "" if account == network else account): parts[0].last.digest
        for (slug, network, account), parts in ledger.places()
        if parts[0].last.state is State.ENTRUSTED and parts[0].last.way == tool.key
    }


def _enter(made: Export, tool: Scheduler, ledger: Ledger, now: datetime) -> None:
    """The rows as entrusted; what is written for people to read entrusts nothing."""
    if tool.grade is Grade.HOUSE:
        return
    ledger.write(entrusted(row, tool, now, file.name) for file in made.files for row in file.rows)


def entrusted(row: Row, tool: Scheduler, now: datetime, note: str) -> Entry:
    """The line of a text that a tool has."""
    return Entry(
        at=now,
        state=State.ENTRUSTED,
        post=row.id.rpartition("/")[0],
        network=row.network,
        account=row.account or row.network,
        text=row.text,
        digest=digest_of(row),
        way=tool.key,
        file=row.file,
        note=f"{row.moment.isoformat(timespec='minutes')} {note}".strip(),
    )


def hand_over(made: Export, tool: Tool, ledger: Ledger, ahead: Ahead) -> int:
    """Hand the texts to the tool's own API, each with its line in the ledger before the next goes."""
    api, lang, scheduler = APIS[tool.scheduler.key], ahead.site.lang, tool.scheduler
    file = ahead.configuration.file.name
    label = scheduler.label[lang]
    if not tool.server or (api.workspace and not tool.workspace):
        raise _told_wrong("no_server", lang, file, label=label, key=scheduler.key)
    key = secret(api.secret, scheduler.key)
    if not key:
        raise _told_wrong("no_key", lang, file, label=label, variable=api.secret)
    rows = [row for one in made.files for row in one.rows]
    http, trouble = Http(tool.server), False
    try:
        known = api.channels(http, tool, key) if rows else {}
    except (NetworkError, Strange) as error:
        raise _from_tool(error, tool, lang) from None
    for row in rows:
        if row.channel not in known:
            print(
                _line(row, lang, "told_no_channel", value=", ".join(map(" = ".join, known.items())))
            )
            trouble = True
            continue
        try:
            handed: str = api.hand(http, tool, key, row)
        except (Later, Unsure, Strange) as error:
            if isinstance(error, Unsure):  # it may have it: it must not be given it twice
                ledger.write([entrusted(row, scheduler, ahead.now, "?")])
                print(_line(row, lang, "handed_unsure", value=label))
            raise _from_tool(error, tool, lang) from None
        except Rejected as refused:
            if refused.status in (401, 403):
                raise _from_tool(refused, tool, lang) from None
            said, _ = said_of(refused, lang)
            print(_line(row, lang, "handed_refused", value=said))
            trouble = True
            continue
        ledger.write([entrusted(row, scheduler, ahead.now, handed)])
        print(_line(row, lang, f"handed_{handed}", value=label))
    if not rows:
        print(say(lang, "schedulers.handed_nothing"))
    return 1 if trouble else 0


def _line(row: Row, lang: str, wording: str, **values: str) -> str:
    words = say(lang, f"schedulers.{wording}", **values)
    moment = f"{row.moment:%Y-%m-%d %H:%M}"
    return say(
        lang, "schedulers.line", moment=moment, label=row.network, title=row.title, words=words
    )


def _from_tool(error: NetworkError | Strange, tool: Tool, lang: str) -> DiagnosticsError:
    if isinstance(error, Strange):
        return _told_wrong("strange", lang, tool.server, label=tool.scheduler.label[lang])
    what, do = said_of(error, lang)
    return DiagnosticsError([Diagnostic(file=tool.server, line=0, what=what, do=do)])


def _told_wrong(wording: str, lang: str, file: str, **values: str) -> DiagnosticsError:
    what = say(lang, f"schedulers.{wording}", **values)
    do = say(lang, f"schedulers.{wording}_do", **values)
    return DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])


def _wrong(
    chosen: argparse.Namespace, wording: str, lang: str, file: str, **values: str
) -> DiagnosticsError:
    what, do = say(lang, wording, **values), say(lang, f"{wording}_do", **values)
    return DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])


def _asked(ahead: Ahead, tool: Tool, network: str | None) -> Iterator[Asked]:
    """Every text of the calendar that is not over, composed as tools take it."""
    mistakes: list[Diagnostic] = []
    composed: dict[str, Mapping[str, Snippet]] = {}
    found: list[Asked] = []
    for one in ahead.plan.items:
        if one.standing in OVER or network not in (None, one.network):
            continue
        slug = one.post.slug
        if slug not in composed:
            try:
                composed[slug] = _texts(one.post, ahead)
            except DiagnosticsError as error:
                composed[slug] = {}
                mistakes += error.mistakes
        if snippet := composed[slug].get(one.network):
            found += _rows(one, snippet, ahead, tool)
    if mistakes:
        raise DiagnosticsError(mistakes)
    yield from found


def _texts(post: Post, ahead: Ahead) -> Mapping[str, Snippet]:
    site = ahead.site
    post = told_post(post, ahead.configuration)
    return {one.network.key: compose_for_tools(post, one, site) for one in compose_all(site, post)}


def _rows(one: Planned, snippet: Snippet, ahead: Ahead, tool: Tool) -> Iterator[Asked]:
    """The text for each account there; one row where no account is named."""
    site, post, network = ahead.site, one.post, snippet.network
    card = path_of(post, network.card)
    file = ahead.configuration.output / card
    if not file.is_file():
        card = path_of(post, "og")
        file = ahead.configuration.output / card
    there = file.is_file()
    names = [
        account.name for account in site.organisation.accounts if account.network == network.key
    ]
    for name in names or [""]:
        row = Row(
            id=one.id,
            network=network.key,
            account=name,
            moment=one.moment or datetime.max.replace(tzinfo=site.zone),
            text=snippet.single,
            link=snippet.link,
            picture=site.absolute(card) if there else "",
            alt=alt_of(post, post.told_in) if there else "",
            title=post.title,
            post=site.address_of(post),
            channel=tool.channels.get(network.key, ""),
            file=file_of(post),
        )
        look = network.look
        yield Asked(
            planned=one,
            row=row,
            weight=file.stat().st_size if there else 0,
            wants_picture=look is not None and look.shape is Look.PICTURE,
            over=network.excess(snippet.single),
            warning=snippet.warning,
            unapproved=(post.slug, network.key) in ahead.plan.held_back,
        )


def _named(made: Export, folder: Path) -> Export:
    """With names that no file with something else bears: a second export of a day holds what is new."""

    def free(one: ExportFile) -> ExportFile:
        name, number = PurePath(one.name), 1
        while (found := folder / name).exists() and not _holds(found, one.content):
            number += 1
            name = PurePath(one.name).with_stem(f"{PurePath(one.name).stem}-{number}")
        return replace(one, name=str(name))

    return replace(made, files=tuple(map(free, made.files)))


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _write(made: Export, folder: Path) -> None:
    """Over nothing that says something else: `made` has names of its own."""
    if made.files:
        folder.mkdir(parents=True, exist_ok=True)
    for one in made.files:
        write_whole(folder / one.name, one.content)
