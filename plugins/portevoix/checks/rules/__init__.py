"""All rules, in the order in which the charter’s readers know them."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.checks.rule import Rule
from portevoix.checks.rules.r01_one_objective import one_objective
from portevoix.checks.rules.r02_call_to_action import call_to_action
from portevoix.checks.rules.r03_measure import measure
from portevoix.checks.rules.r04_campaign_links import campaign_links
from portevoix.checks.rules.r05_adapt import adapt
from portevoix.checks.rules.r06_press_release import press_release
from portevoix.checks.rules.r07_readable_hashtags import readable_hashtags
from portevoix.checks.rules.r08_few_hashtags import few_hashtags
from portevoix.checks.rules.r09_emojis import few_emojis
from portevoix.checks.rules.r10_false_letters import real_letters
from portevoix.checks.rules.r11_alternative_text import alternative_text
from portevoix.checks.rules.r12_telling_alternative import telling_alternative
from portevoix.checks.rules.r13_link_texts import link_texts
from portevoix.checks.rules.r14_bare_addresses import bare_addresses
from portevoix.checks.rules.r15_headings import headings
from portevoix.checks.rules.r16_nothing_loads_elsewhere import nothing_loads_elsewhere
from portevoix.checks.rules.r17_moving_pictures import moving_pictures
from portevoix.checks.rules.r18_language_pairs import language_pairs
from portevoix.checks.rules.r19_short_sentences import short_sentences
from portevoix.checks.rules.r20_acronyms import acronyms
from portevoix.checks.rules.r21_capitals import capitals
from portevoix.checks.rules.r22_plain_words import plain_words
from portevoix.checks.rules.r23_inclusive_writing import inclusive_writing
from portevoix.checks.rules.r24_day_and_date import day_and_date
from portevoix.checks.rules.r25_typography import typography
from portevoix.checks.rules.r26_social_insurance import social_insurance
from portevoix.checks.rules.r27_identity_numbers import identity_numbers
from portevoix.checks.rules.r28_private_contacts import private_contacts
from portevoix.checks.rules.r29_no_position import no_position
from portevoix.checks.rules.r30_people_shown import people_shown
from portevoix.checks.rules.r31_language import language
from portevoix.checks.rules.r32_kinds_keep_promises import kinds_keep_promises
from portevoix.checks.rules.r33_links_meant import links_meant
from portevoix.checks.rules.r34_network_style import network_style

RULES: tuple[Rule, ...] = (
    one_objective,
    call_to_action,
    measure,
    campaign_links,
    adapt,
    press_release,
    readable_hashtags,
    few_hashtags,
    few_emojis,
    real_letters,
    alternative_text,
    telling_alternative,
    link_texts,
    bare_addresses,
    headings,
    nothing_loads_elsewhere,
    moving_pictures,
    language_pairs,
    short_sentences,
    acronyms,
    capitals,
    plain_words,
    inclusive_writing,
    day_and_date,
    typography,
    social_insurance,
    identity_numbers,
    private_contacts,
    no_position,
    people_shown,
    language,
    kinds_keep_promises,
    links_meant,
    network_style,
)

# What an article's page says of the machine: the ids of the rules that name it.
RULES_BY_ARTICLE: Mapping[str, tuple[str, ...]] = {
    article: tuple(rule.id for rule in RULES if rule.article == article)
    for article in dict.fromkeys(rule.article for rule in RULES)
}

__all__ = ["RULES", "RULES_BY_ARTICLE"]
