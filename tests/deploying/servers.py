"""Real servers on loopback: object stores, OpenSSH. Each is started once, and stopped at the end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

_PATIENCE = 30  # seconds until a server listens


# How to get a program that a test needs; CI has them all (.ci/run).
HOW = {
    "sshd": "apt install openssh-server",
    "git": "apt install git",
    "caddy": "apt install caddy",
    "nginx": "apt install nginx-light",
    "apache2": "apt install apache2",
    "systemd-analyze": "comes with systemd, which this machine does without",
    **dict.fromkeys(
        ("moto_server", "weed", "check-jsonschema"),
        "python3 -m venv .tools && .tools/bin/pip install -r requirements/tools.txt",
    ),
}


def left_out(name: str) -> str:
    """Why a test that needs a program is left out, and how it would run."""
    return f"no {name}: {HOW[name]}"


def program(name: str) -> str | None:
    """A program of the tools' environment, or of the machine."""
    places = [str(ROOT / ".tools" / "bin"), os.environ.get("PATH", ""), "/usr/sbin"]
    return shutil.which(name, path=os.pathsep.join(places))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as told:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, start_new_session=True
        )
        try:
            until = time.monotonic() + _PATIENCE
            while not _listens(port):
                assert server.poll() is None, log.read_text("utf-8", "replace")[-2000:]
                assert time.monotonic() < until, "the server does not listen"
                time.sleep(0.05)
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):  # it never began
                os.killpg(server.pid, signal.SIGKILL)  # SeaweedFS takes long to hear SIGTERM
            server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        asked.settimeout(0.5)
        return asked.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def moto(folder: Path) -> Iterator[str]:
    """The address of a moto server."""
    port = free_port()
    command = [program("moto_server") or "", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port, folder / "moto.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def seaweed(folder: Path) -> Iterator[str]:
    """The address of a SeaweedFS with the key `test`, secret `testtest`."""
    ports = {name: free_port() for name in ("master", "volume", "filer", "s3")}
    rights = ["Admin", "Read", "Write", "List", "Tagging"]
    keys = [{"accessKey": "test", "secretKey": "testtest"}]
    who = {"identities": [{"name": "test", "credentials": keys, "actions": rights}]}
    (folder / "weed.json").write_text(json.dumps(who), "utf-8")
    (folder / "weed").mkdir()
    # A bucket takes seven volumes, and each test has a bucket of its own.
    command = [
        *(program("weed") or "", "server", f"-dir={folder / 'weed'}", "-ip=127.0.0.1"),
        *("-ip.bind=127.0.0.1", "-s3", f"-s3.config={folder / 'weed.json'}", "-volume.max=2000"),
        *("-master.volumeSizeLimitMB=32", f"-master.port={ports['master']}"),
        *(f"-volume.port={ports['volume']}", f"-filer.port={ports['filer']}"),
        *(f"-s3.port={ports['s3']}", "-s3.port.iceberg=0", "-s3.port.lance=0"),
    ]
    command += [f"-{name}.port.grpc={free_port()}" for name in ports]
    with running(command, ports["s3"], folder / "weed.log"):
        yield f"http://127.0.0.1:{ports['s3']}"


@contextmanager
def sshd(folder: Path) -> Iterator[int]:
    """The port of an OpenSSH whose only user is this one, by the key `user`; `known` knows it."""
    port = free_port()
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)],
            check=True,
        )
    shutil.copy(folder / "user.pub", folder / "authorized")
    key = (folder / "host.pub").read_text("utf-8").split()[:2]
    (folder / "known").write_text(f"[127.0.0.1]:{port} {' '.join(key)}\n", "utf-8")
    lines = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": folder / "pid",
        "PasswordAuthentication": "no",
        "UsePAM": "no",
        "StrictModes": "no",
        "PermitRootLogin": "yes",
        "Subsystem": "sftp internal-sftp",
    }
    config = folder / "sshd_config"
    config.write_text("".join(f"{key} {value}\n" for key, value in lines.items()), "utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # which a machine without systemd lacks
    with running([program("sshd") or "", "-D", "-e", "-f", str(config)], port, folder / "log"):
        yield port


@contextmanager
def caddy(folder: Path, block: str, port: int) -> Iterator[None]:
    """Caddy with one site's block."""
    config = folder / "Caddyfile"
    config.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + block, "utf-8")
    command = [program("caddy") or "", "run", "--adapter", "caddyfile", "--config", str(config)]
    with running(command, port, folder / "caddy.log"):
        yield


@contextmanager
def nginx(folder: Path, block: str, port: int) -> Iterator[None]:
    """nginx with what stands in its `http {`."""
    shutil.copy("/etc/nginx/mime.types", folder / "mime.types")
    (folder / "site.conf").write_text(block, "utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        "worker_processes 1;\nevents {}\nhttp {\naccess_log off;\n"
        + "".join(
            f"{name}_temp_path {folder}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + "default_type application/octet-stream;\ninclude site.conf;\n}\n",
        "utf-8",
    )
    command = [program("nginx") or "", "-p", str(folder), "-c", str(config)]
    with running(command, port, folder / "nginx.log"):
        yield


_MODULES = (
    *("mpm_event", "authz_core", "authz_user", "authn_core", "authn_file", "auth_basic"),
    *("alias", "dir", "mime", "headers", "autoindex", "setenvif"),
)


@contextmanager
def apache(folder: Path, block: str, port: int) -> Iterator[None]:
    """Apache with one host."""
    loaded = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in _MODULES
    )
    config = folder / "apache.conf"
    config.write_text(
        f"{loaded}ServerRoot {folder}\nServerName 127.0.0.1\nPidFile {folder}/apache.pid\n"
        f"ErrorLog {folder}/error.log\nTypesConfig /etc/mime.types\nListen 127.0.0.1:{port}\n"
        f"StartServers 1\nThreadsPerChild 8\nMaxRequestWorkers 8\nServerLimit 1\n"
        f"Mutex file:{folder} default\n{block}",
        "utf-8",
    )
    command = [program("apache2") or "", "-D", "FOREGROUND", "-f", str(config)]
    with running(command, port, folder / "apache.log"):
        yield


WEB = {"caddy": caddy, "nginx": nginx, "apache": apache}
WEB_PROGRAMS = {"caddy": "caddy", "nginx": "nginx", "apache": "apache2"}


def make_bucket(address: str, name: str) -> None:
    """On moto, which asks for no key."""
    asked = urllib.request.Request(f"{address}/{name}", method="PUT")
    with urllib.request.urlopen(asked):
        pass


def make_weed_bucket(address: str, name: str) -> None:
    """On SeaweedFS, which makes a bucket of what is first put in it."""
    import obstore
    from obstore.store import S3Store

    store = S3Store(
        name,
        endpoint=address,
        access_key_id="test",
        secret_access_key="testtest",
        region="us-east-1",
        client_options={"allow_http": True},
    )
    obstore.put(store, "first", b"")
    obstore.delete(store, "first")
