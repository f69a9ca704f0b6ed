"""Approvals: who agreed to which text of which post, and whether it still is that text."""

from portevoix.approvals.digest import code_of, code_of_post, digest_of_text, picture_digest
from portevoix.approvals.register import (
    Act,
    Entry,
    Register,
    held,
    read_register,
)
from portevoix.approvals.verdict import Approval, Approvals, Verdict, judge, say_verdict

__all__ = [
    "Act",
    "Approval",
    "Approvals",
    "Entry",
    "Register",
    "Verdict",
    "code_of",
    "code_of_post",
    "digest_of_text",
    "held",
    "judge",
    "picture_digest",
    "read_register",
    "say_verdict",
]
