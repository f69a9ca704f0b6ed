"""Metricool, import of a calendar: every column of its template, most of them empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

# Column of the template → our key.
_NETWORKS = {
    "Facebook": "facebook",
    "Twitter/X": "x",
    "LinkedIn": "linkedin",
    "GBP": "",
    "Instagram": "instagram",
    "Pinterest": "",
    "TikTok": "tiktok",
    "Youtube": "youtube",
    "Threads": "threads",
    "Bluesky": "bluesky",
}


def _empty(names: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(names, "")


def _numbered(name: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{name} {n}" for n in range(first, last + 1))


METRICOOL = Scheduler(
    key="metricool",
    label=Words("Metricool", "Metricool"),
    columns={
        "Text": "text",
        "Date": "date:%Y-%m-%d",
        "Time": "date:%H:%M:%S",
        "Draft": "just:false",
        **{name: f"is:{key}" if key else "just:false" for name, key in _NETWORKS.items()},
        "Picture Url 1": "picture",
        **_empty(_numbered("Picture Url", 2, 10)),
        "Alt text picture 1": "alt",
        **_empty(_numbered("Alt text picture", 2, 10)),
        **_empty(("Document title", "Shortener", "Video Thumbnail Url", "Video Cover Frame")),
        **_empty(f"Twitter/X {one}" for one in ("Can reply", "Type", "Poll Duration minutes")),
        **_empty(_numbered("Twitter/X Poll Option", 1, 4)),
        **_empty(
            f"Pinterest {one}" for one in ("Board", "Pin Title", "Pin Link", "Pin New Format")
        ),
        "Instagram Post Type": "",
        "Instagram Show Reel On Feed": "",
        "Instagram Trial Reel Share Automatically": "",
        **_empty(f"Youtube Video {one}" for one in ("Title", "Type", "Privacy")),
        **_empty(
            ("Youtube video for kids", "Youtube AI generated content", "Youtube notify subscribers")
        ),
        **_empty(("Youtube Video Category", "Youtube Video Tags", "Youtube playlist")),
        **_empty(("GBP Post Type", "Facebook Post Type", "Facebook Title", "First Comment Text")),
        **_empty(
            f"TikTok {one}"
            for one in (
                *("Title", "disable comments", "disable duet", "disable stitch", "Post Privacy"),
                *("Branded Content", "Your Brand", "Auto Add Music", "Photo Cover Index"),
                *("musicId", "music title", "music author", "music previewUrl"),
                *("music thumbnailUrl", "music soundVolume", "music originalVolume"),
                *("music startMillis", "music endMillis", "Ai generated content"),
            )
        ),
        **_empty(("LinkedIn Type", "LinkedIn Poll Question")),
        **_empty(_numbered("LinkedIn Poll Option", 1, 4)),
        **_empty(
            f"LinkedIn {one}"
            for one in ("Poll Duration", "Show link preview", "Images as Carousel")
        ),
        **_empty(("Threads Reply Control", "Threads Is Spoiler", "Threads Post Type")),
        "Brand name": "",
    },
    mark=True,
    rows=500,
    networks=frozenset(filter(None, _NETWORKS.values())),
    pictures=(".jpg", ".jpeg", ".png", ".webp"),
    grade=Grade.THIRD_PARTY,
    source="eight programs that write it; the template is under Planning, Import CSV",
    checked_on=date(2026, 11, 27),
)
