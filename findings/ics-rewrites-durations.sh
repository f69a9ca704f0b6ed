#!/usr/bin/env bash
# A calendar that is read and written again has another scale, and alarms that the format does not know.
#
# ics 0.7.3 (PyPI).
# Guess: what it reads it writes alike: `TRIGGER:-P30D`, and no CALSCALE where there was none.
# Seen: `TRIGGER:-P4W2D`, though weeks stand alone in a duration (RFC 5545, 3.3.6), and `CALSCALE:GEORGIAN`.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ics==0.7.3
env/bin/python -W ignore - <<'LOOK'
from ics import Calendar

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20261115
SUMMARY:Review the first article
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Review
TRIGGER:-P30D
END:VALARM
END:VEVENT
END:VCALENDAR
"""
written = Calendar(LINES.replace("\n", "\r\n")).serialize().splitlines()
odd = [line for line in written if line not in LINES.splitlines()]
print(*odd, sep="\n")
assert odd == ["CALSCALE:GEORGIAN", "TRIGGER:-P4W2D"]
LOOK
