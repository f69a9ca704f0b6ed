"""The sections of a « retour d’expérience », begun with what is known of the post it looks back on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portevoix.language import say
from portevoix.results.bilan import Bilan, say_result
from portevoix.results.line import Verdict
from portevoix.site import Site

WORKED, FAILED, CHANGES = "ce-qui-a-marche", "ce-qui-n-a-pas-marche", "ce-que-nous-changeons"


def looked_back(
    bilan: Bilan, heard: Sequence[str], lang: str, site: Site, link: str
) -> Mapping[str, str]:
    """Section of the kind → Markdown to start from. What no line says stays for the writer."""
    post, measure, result = bilan.post, bilan.post.intention.measure, bilan.result
    facts = []
    if objective := site.objectives.get(post.intention.objective, post.intention.objective):
        facts.append(say(lang, "results.back_objective", objective=objective))
    if measure:
        asked = measure.target or say(lang, "results.no_target")
        facts.append(say(lang, "results.back_target", indicator=measure.indicator, target=asked))
    if result:
        facts.append(say(lang, "results.back_result", value=say_result(result, lang)))
    about = say(lang, "results.back_about", title=post.title, link=link)
    told = "\n".join([about, "", *(f"- {one}" for one in facts)]).rstrip()
    note = f"\n\n{result.note}" if result and result.note else ""
    voices = "\n".join(f"- {one}" for one in heard)
    listened = f"{say(lang, 'results.back_heard')}\n\n{voices}" if voices else ""
    good = bilan.verdict in (Verdict.REACHED, Verdict.UNJUDGED, Verdict.UNMEASURED, Verdict.AIMLESS)
    return {
        WORKED: told + note if good else told,
        FAILED: "\n\n".join(part for part in (note.strip() if not good else "", listened) if part),
    }
