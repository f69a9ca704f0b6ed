"""Which original each translation is of, by whichever of its names the author gave it."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.language import say
from portevoix.posts.post import Post
from portevoix.posts.unread import may_be_unread


def linked_translations(
    posts: list[Post], diagnostics: Diagnostics, unread: Collection[str] = ()
) -> list[Post]:
    """Posts whose `translation_of` is the slug of an original, however they named it.

    An original of one of the names `unread` may be a post that could not be read: it is not missed.
    """
    if not any(post.translation_of for post in posts):
        return posts
    by_name: dict[str, Post] = {}
    for post in posts:
        by_name.setdefault(Path(post.file).stem, post)
    by_name |= {post.slug: post for post in posts}
    taken: dict[tuple[str, str], Post] = {}
    found = []
    for post in posts:
        if not post.translation_of:
            found.append(post)
            continue
        name = post.translation_of.removesuffix(".md").strip("/").rpartition("/")[2]
        original = by_name.get(name)
        line = post.lines.get("translation_of", 1)
        if original is None and may_be_unread(name, unread):
            continue
        if original is None:
            near = difflib.get_close_matches(name, list(by_name), n=1)
            hint = say(diagnostics.lang, "form.near", near=near[0]) if near else ""
            diagnostics.mistake(
                post.file, line, "posts.translation_missing", value=post.translation_of, hint=hint
            )
        elif original is post:
            diagnostics.mistake(post.file, line, "posts.translation_self")
        elif original.translation_of:
            diagnostics.mistake(post.file, line, "posts.translation_chain", other=original.file)
        elif original.lang == post.lang:
            diagnostics.mistake(
                post.file,
                line,
                "posts.translation_same_lang",
                lang=post.lang,
                other=original.file,
            )
        elif (first := taken.setdefault((original.slug, post.lang), post)) is not post:
            diagnostics.mistake(
                post.file, line, "posts.translation_twice", lang=post.lang, other=first.file
            )
        else:
            found.append(replace(post, translation_of=original.slug))
    return found
