"""What each post needs before anything is made of it: its body, and what the rules find. Each is
known from an earlier build, or worked out by itself on whichever core is free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Any

from portevoix.building.bodies import ROOM, BodyFacts, Bookbinding, MadeBody, make_body
from portevoix.building.markdown import MarkdownSettings
from portevoix.cache.store import Store
from portevoix.checks import (
    PostReview,
    ReviewContext,
    check_post,
    pictures_stand,
    review_basis,
    review_key,
    translations_of,
)
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.posts import Post, PostCache, body_of, with_text
from portevoix.publisher import shared_out
from portevoix.site import Site
from portevoix.snippets import compose_all
from portevoix.values import dataclass

_FACTS, _REVIEWS = "post", "review"
_TOGETHER = 16  # posts of a batch
_ROUND = 1_600  # posts whose bodies may wait in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What posts are prepared with."""

    binding: Bookbinding
    markdown: Callable[[], MarkdownSettings]  # asked only when a body is to be rendered
    pure: bool  # whether the same text renders to the same
    review: ReviewContext | None  # None: nothing is checked
    uris: Mapping[str, str] = field(repr=False)  # slug → path below docs/
    files: Mapping[str, str] = field(repr=False)  # name in messages → path of the file
    foundation: str  # of the code and the configuration


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Complete, for all posts."""

    posts: tuple[Post, ...] = field(repr=False)  # with what follows from their texts
    facts: Mapping[str, BodyFacts] = field(repr=False)  # by slug
    reviews: tuple[PostReview, ...] = field(repr=False)
    mistakes: tuple[Diagnostic, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """What is to be worked out of one post."""

    post: Post
    facts_key: str = ""  # "" when its body is known
    review_key: str = ""
    translations: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    body: MadeBody | Diagnostic | None = None
    review: PostReview | None = None


class Vanished(Exception):
    """A post's file went or changed while the build ran."""


def prepare(posts: Sequence[Post], preparation: Preparation, known: Known) -> Prepared:
    """Prepare all posts; those with mistakes lack what could not be made."""
    known.start(preparation)
    translations = translations_of(posts) if preparation.review else {}
    found = [known.due(post, translations.get(post.file, ())) for post in posts]
    due = [one for one in found if one is not None]
    notices: list[Diagnostic] = []
    mistakes: list[Diagnostic] = []
    settings = preparation.markdown() if any(one.facts_key for one in due) else None
    work = partial(_work, preparation, settings)
    for start in range(0, len(due), _ROUND):
        some = due[start : start + _ROUND]
        batches = [some[at : at + _TOGETHER] for at in range(0, len(some), _TOGETHER)]
        for one, done in zip(some, shared_out(work, batches), strict=True):
            known.learn(one, done)
            if isinstance(done.body, Diagnostic):
                mistakes.append(done.body)
            elif done.body is not None:
                mistakes += done.body.mistakes
                notices += done.body.notices
        known.store.flush()
    return Prepared(
        posts=tuple(known.told(post) for post in posts),
        facts=known.facts_of(posts),
        reviews=known.reviews_of(posts),
        mistakes=tuple(mistakes),
        notices=tuple(sorted(set(notices))),
    )


@dataclass(slots=True)
class _Learnt:
    """What is known of one post, as long as it is the very same value."""

    post: Post
    translations: tuple[Post, ...]
    facts: BodyFacts | None = None
    silent: bool = True  # False: what there is to say of the body is to be said again
    review: PostReview | None = None
    told: tuple[str, Post] | None = None  # the opening of its text, the post with it
    keys: tuple[str, str] | None = None  # of the post with these facts and without a picture


class Known:
    """What this process and earlier builds worked out of posts; a preview goes on with it."""

    def __init__(self, store: Store, posts: PostCache) -> None:
        self.store = store
        self.posts = posts
        self._round = ""
        self._posts: dict[str, _Learnt] = {}  # by slug
        self._learnt: set[str] = set()  # files of the posts of `take_learnt`

    def start(self, preparation: Preparation) -> None:
        """A new look at all posts: what was learnt with other settings or on another day counts
        for nothing, unless a record says it again."""
        self.preparation = preparation
        review = preparation.review
        day = review and (review.digest, review.source.today)
        round = digest(preparation.binding.foundation, preparation.pure, day)
        if round != self._round:
            self._round = round
            self._posts.clear()

    def due(self, post: Post, translations: tuple[Post, ...]) -> _Due | None:
        """What is not known of a post; None when all is."""
        learnt = self._posts.get(post.slug)
        if learnt is None or learnt.post is not post or learnt.translations != translations:
            learnt = self._posts[post.slug] = _Learnt(post, translations)
            recalled = self._recall(learnt)
        else:
            recalled = False, False
        facts_key = review_key = ""
        if not recalled[0] and not self._has_facts(learnt):
            facts_key = self._facts_key(post)
            if self._take_facts(learnt, facts_key):
                facts_key = ""
        reviewed = recalled[1] or self.preparation.review is None
        if not reviewed and not self._has_review(learnt):
            review_key = self._review_key(learnt)
            if self._take_review(learnt, review_key):
                review_key = ""
        if not (facts_key or review_key):
            return None
        return _Due(
            post=post,
            facts_key=facts_key,
            review_key=review_key,
            translations=translations,
        )

    def _recall(self, learnt: _Learnt) -> tuple[bool, bool]:
        """What the post's own record tells, if that is still right: whether the facts of its body, whether
        its review."""
        post, preparation = learnt.post, self.preparation
        beside, context = self.posts.take_beside(post), preparation.review
        try:
            uri, foundation, facts, basis, review, keys = beside
            asked = preparation.binding.foundation, preparation.uris[post.slug]
            if preparation.pure and facts is not None and (foundation, uri) == asked:
                known = BodyFacts.from_json(facts)
                if known.stand(preparation.binding):
                    learnt.facts = known
                    learnt.keys = (keys[0], keys[1]) if keys else None
            if context is not None and review is not None:
                same = basis == review_basis(post, context, learnt.translations)
                found = PostReview.from_json(post.file, review) if same else None
                if found is not None and pictures_stand(found, context):
                    learnt.review = found
        except (ValueError, TypeError, LookupError):
            return False, False
        if self.posts.renews:
            if learnt.facts is not None:
                self.store.keep(_FACTS, self._facts_key(post))
                self.store.keep(ROOM, learnt.facts.key)
            if learnt.review is not None:
                self.store.keep(_REVIEWS, self._review_key(learnt))
        return learnt.facts is not None, learnt.review is not None

    def to_keep(self, post: Post, whole: str = "", keys: tuple[str, str] = ("", "")) -> Any:
        """What `_recall` finds beside a post's record. `keys` are those of the post without a picture, and
        with the body that has the digest `whole`."""
        learnt, preparation = self._posts.get(post.slug), self.preparation
        uri = preparation.uris.get(post.slug)
        if learnt is None or learnt.post is not post or uri is None:  # a post of an earlier build
            return None
        facts, review, context = learnt.facts, learnt.review, preparation.review
        known = preparation.pure and learnt.silent and facts is not None
        reviewed = context is not None and review is not None and not review.failures
        return [
            uri,
            preparation.binding.foundation,
            facts.to_json() if known and facts else None,
            review_basis(post, context, learnt.translations) if reviewed and context else "",
            review.to_json() if reviewed and review else None,
            keys if known and facts and facts.whole == whole else None,
        ]

    def keys_of(self, slug: str) -> tuple[str, str] | None:
        """The keys that were kept of a post, for its body as it is."""
        return self._posts[slug].keys

    def _note(self, post: Post) -> None:
        if self.posts.holds(post):
            self._learnt.add(post.file)

    def take_learnt(self) -> set[str]:
        """Files of the posts of which more is known than their records tell."""
        found, self._learnt = self._learnt, set()
        return found

    def reviewed(self, post: Post, translations: tuple[Post, ...]) -> PostReview | None:
        """What the rules find on a post that nothing is made of yet; None when nothing is checked."""
        context = self.preparation.review
        if context is None:
            return None
        learnt = self._posts.get(post.slug)
        if learnt is None or learnt.post is not post or learnt.translations != translations:
            learnt = self._posts[post.slug] = _Learnt(post, translations)
        if not self._has_review(learnt) and not self._take_review(learnt, self._review_key(learnt)):
            key = self._review_key(learnt)
            review = check_post(_whole(post, self.preparation.files), context, translations)
            self.learn(_Due(post=post, review_key=key), _Done(review=review))
        return learnt.review

    def _has_facts(self, learnt: _Learnt) -> bool:
        facts = learnt.facts
        known = facts is not None and learnt.silent
        return known and facts is not None and facts.stand(self.preparation.binding)

    def _facts_key(self, post: Post) -> str:
        preparation = self.preparation
        return digest(
            preparation.binding.foundation,
            *(post.digest, post.slug, post.title, post.lang, preparation.uris[post.slug]),
        )

    def _take_facts(self, learnt: _Learnt, key: str) -> bool:
        written = self.store.get_json(_FACTS, key) if self.preparation.pure else None
        if written is None:
            return False
        try:
            facts = BodyFacts.from_json(written)
        except (ValueError, TypeError):
            return False
        if not facts.stand(self.preparation.binding):
            return False
        self.store.keep(ROOM, facts.key)  # a body lives as long as what leads to it
        self._note(learnt.post)
        learnt.facts, learnt.keys = facts, None
        learnt.silent = True
        return True

    def _has_review(self, learnt: _Learnt) -> bool:
        context, review = self.preparation.review, learnt.review
        return context is not None and review is not None and pictures_stand(review, context)

    def _review_key(self, learnt: _Learnt) -> str:
        assert self.preparation.review is not None
        return review_key(learnt.post, self.preparation.review, learnt.translations)

    def _take_review(self, learnt: _Learnt, key: str) -> bool:
        written, context = self.store.get_json(_REVIEWS, key), self.preparation.review
        if written is None or context is None:
            return False
        try:
            review = PostReview.from_json(learnt.post.file, written)
        except ValueError:
            return False
        if not pictures_stand(review, context):
            return False
        self._note(learnt.post)
        learnt.review = review
        return True

    def learn(self, due: _Due, done: _Done) -> None:
        learnt = self._posts[due.post.slug]
        if isinstance(done.body, MadeBody):
            learnt.facts, learnt.keys = done.body.facts, None
            self.store.put(ROOM, done.body.facts.key, done.body.value)
            silent = not done.body.notices and not done.body.mistakes
            if self.preparation.pure and silent:
                self.store.put_json(_FACTS, due.facts_key, done.body.facts.to_json())
                self._note(due.post)
            learnt.silent = silent
        if done.review is not None:
            learnt.review = done.review
            if not done.review.failures:
                self.store.put_json(_REVIEWS, due.review_key, done.review.to_json())
                self._note(due.post)

    def told(self, post: Post) -> Post:
        """The post with what follows from its text: the very same value as long as it is the same."""
        learnt = self._posts[post.slug]
        if learnt.facts is None:
            return post
        opening = learnt.facts.opening
        if learnt.told is None or learnt.told[0] != opening:
            learnt.told = opening, with_text(post, opening)
        return learnt.told[1]

    def facts_of(self, posts: Iterable[Post]) -> dict[str, BodyFacts]:
        return {
            post.slug: facts
            for post in posts
            if (facts := self._posts[post.slug].facts) is not None
        }

    def reviews_of(self, posts: Iterable[Post]) -> tuple[PostReview, ...]:
        found = (self._posts[post.slug].review for post in posts)
        return tuple(review for review in found if review is not None)


def _work(preparation: Preparation, settings: MarkdownSettings | None, due: _Due) -> _Done:
    post = _whole(due.post, preparation.files)
    body = None
    if due.facts_key and settings is not None:
        body = make_body(post, preparation.uris[post.slug], preparation.binding, settings)
    review = None
    if due.review_key and preparation.review is not None:
        review = check_post(post, preparation.review, due.translations)
    return _Done(body=body, review=review)


def _whole(post: Post, files: Mapping[str, str]) -> Post:
    """A post with its body, which those that were known before do not have.

    Raises Vanished when its file is not what it was read from.
    """
    if post.body or not post.words:
        return post
    try:
        return replace(post, body=body_of(Path(files[post.file]).read_bytes(), post.body_line))
    except (OSError, UnicodeDecodeError):
        raise Vanished(post.file) from None


def misfits(site: Site, posts: Sequence[Post]) -> list[Diagnostic]:
    """The mistakes of posts whose texts fit no network: told beside what else stops a build. One
    that goes on finds them where it makes the texts."""
    found = shared_out(
        partial(_misfits, site), [posts[n : n + 16] for n in range(0, len(posts), 16)]
    )
    return [mistake for some in found for mistake in some]


def _misfits(site: Site, post: Post) -> tuple[Diagnostic, ...]:
    try:
        compose_all(site, post)
    except DiagnosticsError as error:
        return error.mistakes
    return ()
