"""What stands for each variable: the site gives some, variables.yml the rest, by profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from portevoix.charter.documents import only, read_form
from portevoix.charter.wording import VARIABLE, Wording
from portevoix.diagnostics import Diagnostics
from portevoix.form import Form
from portevoix.profiles import PROFILES
from portevoix.site import Audience, Site
from portevoix.telephones import RUN, dialled

FILE = "variables.yml"
SHARED = "shared"  # for every profile
_TELEPHONE = re.compile("telephone|urgence|aide_|joindre")  # in the name of a variable
INTERNAL = "internal"  # for internal texts only


def read_wording(
    folder: Path | None, shown_as: str, site: Site, diagnostics: Diagnostics
) -> Wording:
    """The variables of a folder, if there is one, for the site's profile; variables.yml overrules the site."""
    said = _of_site(site)
    variables = {name: value for name, value in said.items() if value}
    internal: dict[str, str] = {}
    form = None
    there = folder is not None and (folder / FILE).exists()
    before = len(diagnostics.mistakes)
    if folder is not None and there:
        form = read_form(folder / FILE, f"{shown_as}/{FILE}", diagnostics)
    if form is not None:
        only(form, (SHARED, *PROFILES, INTERNAL))
        for key in (SHARED, site.profile):
            variables.update(_of_file(form, key, said))
        internal = _of_file(form, INTERNAL, said)
    return Wording(
        profile=site.profile,
        variables=variables,
        internal=internal,
        whole=not there or len(diagnostics.mistakes) == before,
        empty=frozenset(said).difference(variables),
        diagnostics=diagnostics,
    )


def told_to(wording: Wording, audience: Audience) -> dict[str, str]:
    """The variables that an audience may be shown."""
    internal = wording.internal if audience is Audience.INTERNAL else {}
    return {**wording.variables, **internal}


def numbers_of(wording: Wording, audience: Audience) -> tuple[str, ...]:
    """The telephones among the variables, as people read them: those that can be dialled."""
    values = told_to(wording, audience)
    named = [value for name, value in sorted(values.items()) if _TELEPHONE.search(name)]
    told = [found[0] for value in named for found in RUN.finditer(value)]
    return tuple(
        dict.fromkeys(number for number in told if len(dialled(number, wording.profile)) > 2)
    )


def _of_site(site: Site) -> dict[str, str]:
    organisation = site.organisation
    return {
        "organisation": organisation.name,
        "courriel": organisation.email,
        "telephone": organisation.telephone,
        "adresse": organisation.address,
        "heures": organisation.hours,
        "site": site.url,
        "nom_du_site": site.name,
    }


def _of_file(form: Form, key: str, said: Mapping[str, str]) -> dict[str, str]:
    """The variables below a key; they may hold what the site says of itself."""
    below = form.form(key)
    if below is None:
        return {}
    for name in below.values:
        if not VARIABLE.fullmatch(f"{{{name}}}"):
            below.wrong(name, "charter.variable_name", name=name)
        elif not below.text(name):
            below.wrong(name, "charter.missing")
    return {
        name: VARIABLE.sub(lambda found: said.get(found[1]) or found[0], below.text(name))
        for name in below.values
    }
