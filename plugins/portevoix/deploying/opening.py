"""A declared place → the host that publishes there. What is heavy is loaded for its own kind alone."""

from __future__ import annotations

import os
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from portevoix.cache.freshness import cache_folder
from portevoix.deploying.host import Destination, Host, Stopped
from portevoix.deploying.publication import Stated
from portevoix.deploying.settings import Place
from portevoix.digests import digest

# Kind → the package that it takes; all come with `porte-voix[publish]` (requirements/publish.in).
_PACKAGES = {"s3": "obstore", "azure": "obstore", "google": "obstore", "sftp": "asyncssh"}


def missing(package: str) -> Stopped | None:
    """Why nothing that takes this package can be done here, in words; None where it is installed."""
    if find_spec(package) is not None:
        return None
    return Stopped("deploying.no_package", package=package)


def unable(place: Place) -> Stopped | None:
    """What keeps this machine from publishing to a place of that kind, whatever is published."""
    package = _PACKAGES.get(place.to)
    return missing(package) if package else None


def open_place(place: Place, project: Path) -> Destination:
    """Raises Stopped where a package, a program or a secret is missing."""
    if (stopped := unable(place)) is not None:
        raise stopped
    if place.to == "git":
        import shutil

        from portevoix.deploying.branch import Branch

        if shutil.which("git") is None:
            raise Stopped("deploying.no_git")
        return Branch(place, project)
    return Stated(host=_host(place, project), project=project)


def _host(place: Place, project: Path) -> Host:
    if place.to == "folder":
        from portevoix.deploying.folder import Folder

        return Folder(place.folder(project))
    if place.to == "sftp":
        from portevoix.deploying.sftp import SftpPlace

        return SftpPlace(place)
    return _store(place, project)


def _store(place: Place, project: Path) -> Host:
    from portevoix.deploying.store import ObjectPlace

    shown = f"{place.to}://{place.bucket}/{place.prefix}".rstrip("/")
    name = digest(place.to, place.endpoint, place.account, place.bucket, place.prefix)
    memory = cache_folder(project) / "published" / f"place-{name}.txt"
    return ObjectPlace(_KINDS[place.to](place), shown, memory, guarded=place.is_guarded)


def _patient() -> dict[str, Any]:
    return {
        "retry_config": {"max_retries": 4, "retry_timeout": timedelta(seconds=60)},
        "client_options": {
            "timeout": timedelta(seconds=120),
            "connect_timeout": timedelta(seconds=15),
        },
    }


def _s3(place: Place) -> Any:
    from obstore.store import S3Store

    key = place.secret("KEY") or os.environ.get("AWS_ACCESS_KEY_ID", "")
    secret = place.secret("SECRET") or os.environ.get("AWS_SECRET_ACCESS_KEY", "")
    if not key or not secret:
        raise Stopped(
            "deploying.no_secret", names=f"{place.variable('KEY')}, {place.variable('SECRET')}"
        )
    patient = _patient()
    if place.endpoint:
        patient["client_options"]["allow_http"] = place.endpoint.startswith("http://")
        patient["endpoint"] = place.endpoint
    return S3Store(
        place.bucket,
        prefix=place.prefix or None,
        access_key_id=key,
        secret_access_key=secret,
        region=place.region or "us-east-1",
        virtual_hosted_style_request=False,
        **patient,
    )


def _azure(place: Place) -> Any:
    from obstore.store import AzureStore

    if not (key := place.secret("SECRET")):
        raise Stopped("deploying.no_secret", names=place.variable("SECRET"))
    patient = _patient()
    if place.endpoint:
        patient["client_options"]["allow_http"] = place.endpoint.startswith("http://")
        patient["endpoint"] = place.endpoint
    return AzureStore(
        place.bucket,
        prefix=place.prefix or None,
        account_name=place.account,
        account_key=key,
        **patient,
    )


def _google(place: Place) -> Any:
    from obstore.store import GCSStore

    if not (key := place.secret("SECRET")):
        raise Stopped("deploying.no_secret", names=place.variable("SECRET"))
    return GCSStore(
        place.bucket, prefix=place.prefix or None, service_account_key=key, **_patient()
    )


_KINDS = {"s3": _s3, "azure": _azure, "google": _google}
