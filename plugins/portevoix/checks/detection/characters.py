"""Characters that do not travel: signs that imitate letters, and those nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Mathematical alphanumerics, enclosed and squared letters, full-width Latin letters.
_FALSE = "\U0001d400-\U0001d7ff\u2460-\u24ff\U0001f130-\U0001f189\uff21-\uff3a\uff41-\uff5a"
_FALSE_WORDS = re.compile(
    rf"[{_FALSE}]+(?:[\u0300-\u036f’'\- \u00a0]+[{_FALSE}]+)*[\u0300-\u036f]*"
)
# One range is searched much faster than many; written as its complement, it is made faster too.
_FAR = re.compile("[^\0-\u245f]")
_EMOJIS = "\u24c2\U0001f170\U0001f171\U0001f17e\U0001f17f"  # emojis among the squared letters
# Zero-width space, soft hyphen, line and paragraph separators, byte order mark inside a text,
# Latin ligatures. The joiners U+200C and U+200D write real words and emojis.
_UNSOUND = "\u200b\u00ad\u2028\u2029\ufeff\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_UNSOUND_SIGN = re.compile(f"[{_UNSOUND}]")
_REPLACED = {"\u2028": " ", "\u2029": " "}


def false_letters(text: str) -> Iterator[tuple[int, str]]:
    """Place and characters of each run of words in false letters."""
    if text.isascii() or not (far := _FAR.search(text)):
        return
    for found in _FALSE_WORDS.finditer(text, far.start()):
        letters = found[0].strip(" \u00a0'’-")
        if letters.strip(_EMOJIS + " "):
            yield found.start(), letters


def unsound(text: str) -> Iterator[tuple[int, str]]:
    """Place of each character that nobody sees or that some fonts lack."""
    if any(sign in text for sign in _UNSOUND):
        for found in _UNSOUND_SIGN.finditer(text):
            yield found.start(), found[0]


def sound_sign(sign: str) -> str:
    """What to write in place of one character found by `unsound` or `false_letters`."""
    if sign in _REPLACED:
        return _REPLACED[sign]
    if sign in "\u200b\u00ad\ufeff":
        return ""
    return unicodedata.normalize("NFKC", sign)
