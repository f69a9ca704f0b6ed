"""What a rule is made of: its declaration, its wordings, its examples."""

from portevoix.checks.rule.fault import Fault, Wording
from portevoix.checks.rule.rule import Beyond, Example, Rule, Scope, rule

__all__ = ["Beyond", "Example", "Fault", "Rule", "Scope", "Wording", "rule"]
