"""Why the system refused a file, in the person's words: it says so in English, or in its own language."""

from __future__ import annotations

import errno

from portevoix.language import say

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EIO: "broken",
    errno.ENOENT: "missing",
    errno.EMFILE: "many",
    errno.ENFILE: "many",
}


def reason_of(error: OSError, lang: str) -> str:
    """In words that go within a sentence; of a refusal that is rare, what the system says."""
    reason = _REASONS.get(error.errno or 0)
    return say(lang, f"command.why_{reason}") if reason else error.strerror or str(error)


def disk_of(error: OSError, lang: str, *, live: bool = False) -> str:
    """What a build that could not write says; it writes into the temporary folder too. A `live` one is
    of a preview, which goes on by itself."""
    import tempfile  # only for who needs it: commands begin without it

    reason = reason_of(error, lang)
    if error.filename is not None:
        reason = f"{reason} ({error.filename})"
    try:
        temporary = tempfile.gettempdir()
    except OSError:
        temporary, reason = "TMPDIR", say(lang, "command.why_nowhere")
    again = say(lang, "command.disk_live" if live else "command.disk_again")
    return say(lang, "command.disk", reason=reason, temporary=temporary, again=again)
