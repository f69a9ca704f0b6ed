from portevoix.language import Words
from portevoix.posts.kinds.kind import Kind

ANNOUNCEMENT = Kind(
    key="announcement",
    label=Words("Annonce", "Announcement"),
    purpose=Words(
        "Faire savoir ce qui est nouveau et ce que cela change.",
        "Announce what is new and what it changes.",
    ),
    colour="#1f5f8b",
    colour_dark="#8cc3e8",
    schema_type="BlogPosting",
    opening=Words("", ""),
)
