"""The places of publication that mkdocs.yml declares. No secret stands there: keys and passwords come
from the environment or from the machine's keyring."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from portevoix.fields import names, refuse_unknown
from portevoix.form import Form
from portevoix.safe_addresses import without_secret
from portevoix.secret import secret
from portevoix.settings import PUBLISH
from portevoix.values import dataclass

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
# Where a place may lie → the settings it knows, and those that it needs.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "folder": (("path",), ("path",)),
    "s3": (("bucket", "endpoint", "region", "prefix"), ("bucket",)),
    "azure": (("bucket", "account", "endpoint", "prefix"), ("bucket", "account")),
    "google": (("bucket", "prefix"), ("bucket",)),
    "sftp": (("host", "port", "user", "path", "identity", "known_hosts"), ("host", "user", "path")),
    "git": (("repository", "branch"), ("repository",)),
}
COMMON = ("audience", "address", "purge")  # of every kind
_SECRET = re.compile(r"secret|password|passphrase|token|access_key|mot_de_passe|credential")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of publication, as declared; what a kind does not know is ""."""

    name: str
    to: str  # a key of KINDS
    bucket: str = ""
    endpoint: str = ""
    region: str = ""
    prefix: str = ""
    account: str = ""
    path: str = ""
    host: str = ""
    port: int = 22
    user: str = ""
    identity: str = ""  # file of the private key
    known_hosts: str = ""  # file
    repository: str = ""
    branch: str = ""
    audience: str = "public"
    address: str = ""  # of the staff site that is read there, ends with a slash
    purge: str = ""  # address of what is told which files changed

    @property
    def is_guarded(self) -> bool:
        """Whether it is declared for the staff site alone."""
        return self.audience == "internal"

    def folder(self, project: Path) -> Path:
        """Where a folder of this machine lies, seen from that of mkdocs.yml."""
        path = Path(self.path)
        with contextlib.suppress(RuntimeError):  # `~somebody` who has no account here
            path = path.expanduser()
        return (project / path).resolve()

    def variable(self, what: str) -> str:
        """The environment variable that holds a secret of this place."""
        return _variable(self.name, what)

    def secret(self, what: str, environment: Mapping[str, str] = os.environ) -> str:
        """KEY, SECRET, PASSWORD…: from the environment, or the keyring; "" where there is none."""
        return secret(self.variable(what), f"{self.name} {what}", environment)


def read_places(options: Form) -> tuple[Place, ...]:
    """What `publish:` declares; mistakes stay with the form."""
    form = options.form("publish")
    if form is None:
        return ()
    return tuple(
        place
        for name in form.values
        if (below := form.form(name)) is not None
        and (place := _place(name, below, form)) is not None
    )


def _place(name: str, form: Form, above: Form) -> Place | None:
    if not _NAME.fullmatch(name):
        above.wrong(name, "deploying.bad_name", value=name)
        return None
    secrets = frozenset(key for key in form.values if _SECRET.search(key.lower()))
    refuse_unknown(form, PUBLISH, but=secrets)
    for key in secrets:
        form.wrong(key, "deploying.secret_here", variable=_variable(name, _named(key)))
    to = form.choice("to", tuple(KINDS))
    if not to:
        if not form.text("to"):
            above.wrong(name, "deploying.no_kind", known=", ".join(KINDS))
        return None
    known, needed = KINDS[to]
    for key in needed:
        if not form.text(key):
            above.wrong(name, "deploying.lacking", lacking=key, kind=to)
    allowed = ("to", *known, *COMMON)
    strange = [key for key in form.values if key in names(PUBLISH) and key not in allowed]
    for key in strange:
        form.choice_of(key, key, allowed, "deploying.strange")
    words = {key: form.text(key) for key in known if key not in ("port", "endpoint")}
    if to == "folder":
        words["path"] = form.path("path")
    if "endpoint" in known:
        words["endpoint"] = form.base("endpoint")
    if (meant := without_secret(words.get("repository", ""))) != words.get("repository", ""):
        variable = _variable(name, "TOKEN")
        form.wrong("repository", "deploying.secret_address", meant=meant[:200], variable=variable)
    audience = form.choice("audience", ("public", "internal"), "public")
    address = form.base("address")
    if audience == "internal" and not address:
        above.wrong(name, "deploying.no_address")
    if address:
        words["address"] = f"{address.rstrip('/')}/"
    words |= {"audience": audience, "purge": form.address("purge", local=False)}
    port = form.number("port", 22, least=1, most=65535) if "port" in known else 22
    return Place(name=name, to=to, port=port, **words)


def _variable(place: str, what: str) -> str:
    return f"PORTEVOIX_{place.upper().replace('-', '_')}_{what}"


def _named(key: str) -> str:
    """What a secret of that name is called in the environment."""
    known = {"password": "PASSWORD", "passphrase": "PASSPHRASE", "token": "TOKEN", "access": "KEY"}
    return next((word for part, word in known.items() if part in key.lower()), "SECRET")
