"""Whom the pocket says to call: each number that the charter gives is one that it knows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.site import Audience


def unknown_numbers(configuration: Configuration, variables: Collection[str]) -> list[Diagnostic]:
    """Who is in danger must find the number: one that is not known is a mistake on its line, and no
    gap in the list. Looked at where the list is made, on the staff site."""
    told = Diagnostics(configuration.site.lang)
    pocket = replace(configuration.options, diagnostics=told).form("pocket")
    calls = pocket.form("call") if pocket else None
    if calls is None or configuration.site.audience is not Audience.INTERNAL:
        return []
    for role in calls.values:
        text = calls.text(role)
        if text.startswith("{") and (name := text.strip("{}")) not in variables:
            calls.choice_of(role, name, variables, "configuration.unknown_variable")
    return told.mistakes
