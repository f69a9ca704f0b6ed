"""What every review of a run depends on, besides the post itself."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from portevoix.checks.rule import Beyond, Rule
from portevoix.checks.rules import RULES
from portevoix.checks.sources import Source
from portevoix.values import dataclass

_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewContext:
    source: Source
    rules: tuple[Rule, ...]
    beyond: frozenset[Beyond]  # what any of the rules looks at
    dated: tuple[Rule, ...]  # those that know the day
    digest: str  # changes with the code, the rules, the site and the settings; not with the day


def review_context(
    source: Source, rules: tuple[Rule, ...] = RULES, *, code: str = ""
) -> ReviewContext:
    """The context of a run; `code` is a digest of the program, made here when it is ""."""
    return ReviewContext(
        source=source,
        rules=rules,
        beyond=frozenset(one for rule in rules for one in rule.beyond),
        dated=tuple(rule for rule in rules if rule.changes_on),
        digest=_digest(source, rules, code),
    )


def _digest(source: Source, rules: tuple[Rule, ...], code: str) -> str:
    settings = source.settings
    parts = (
        code or _code_digest(),
        repr([rule.id for rule in rules]),
        repr(source.site),
        repr(
            (
                sorted(settings.glossary.items()),
                sorted(settings.lexicon),
                sorted(settings.contacts),
                settings.officials,
                settings.reserve,
                sorted(settings.severities.items()),
                sorted(settings.articles),
                settings.most_hashtags,
                settings.most_emojis,
                settings.brackets,
            )
        ),
        str(source.docs),
        str(source.compose is not None),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


@cache
def _code_digest() -> str:
    """Changes with the code and the lists that findings come from."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
