"""Secrets of the organisation: never in a file of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

SERVICE = "porte-voix"  # in the keyring


def secret(variable: str, name: str, environment: Mapping[str, str] = os.environ) -> str:
    """What the environment holds under `variable`, else the machine's keyring under `porte-voix` and
    `name`; "" where neither does."""
    return environment.get(variable, "").strip() or from_keyring(name)


def from_keyring(name: str) -> str:
    """What the package `keyring` gives, on machines that have it."""
    if find_spec("keyring") is None:
        return ""
    try:
        return import_module("keyring").get_password(SERVICE, name) or ""
    except Exception:  # each system's keyring has errors of its own; none is a reason to stop
        return ""
