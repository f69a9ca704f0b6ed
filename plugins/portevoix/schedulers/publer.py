"""Publer, bulk import: all twelve headers, word for word."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

PUBLER = Scheduler(
    key="publer",
    label=Words("Publer", "Publer"),
    columns={
        # A hyphen in the hour makes a draft without a date, and nothing is said.
        "Date - Intl. format or prompt": "date:%Y-%m-%d %H:%M",
        "Text": "text",
        # A link here wins over the picture; the text has it already.
        "Link(s) - Separated by comma for FB carousels": "",
        "Media URL(s) - Separated by comma": "picture",
        "Title - For the video, pin, PDF ..": "",
        "Label(s) - Separated by comma": "",
        "Alt text(s) - Separated by ||": "alt",
        "Comment(s) - Separated by ||": "",
        "Pin board, FB album, or Google category": "",
        "Post subtype - I.e. story, reel, PDF ..": "",
        "CTA - For Facebook links or Google": "",
        "Reminder - For stories, reels, shorts, and TikToks": "",
    },
    pictures=(".jpg", ".jpeg", ".png", ".webp"),
    grade=Grade.THIRD_PARTY,
    source="ten programs that write it, until October 2026",
    checked_on=date(2026, 11, 27),
)
