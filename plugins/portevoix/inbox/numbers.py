"""Whom to call, where a charter does not say it: numbers of public services, by profile."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.inbox.danger import Alarm

# https://suicide.ca and https://988.ca (Canada), https://3114.fr (France), read on 28 November 2026;
# 911 and 112 are the numbers of emergencies of Canada and of the European Union.
_USUAL: Mapping[str, Mapping[Alarm, str]] = {
    "fr-CA": {Alarm.DANGER: "911", Alarm.DISTRESS: "1 866 277-3553"},
    "fr-FR": {Alarm.DANGER: "112", Alarm.DISTRESS: "3114"},
    "en": {Alarm.DANGER: "911", Alarm.DISTRESS: "988"},
}
_VARIABLES = {Alarm.DANGER: "urgence", Alarm.DISTRESS: "aide_detresse"}


def numbers_of(profile: str, variables: Mapping[str, str]) -> Mapping[Alarm, str]:
    """The charter's numbers, or those of the profile."""
    usual = _USUAL.get(profile, _USUAL["en"])
    return {alarm: variables.get(_VARIABLES[alarm]) or usual[alarm] for alarm in Alarm}
