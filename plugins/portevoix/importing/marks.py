"""Marks of other generators in a text (shortcodes of Hugo, tags of Liquid and Nunjucks): what they
show becomes Markdown, a plain link, or nothing, and then it is told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from html import escape

from portevoix.checks.markdown import mask
from portevoix.importing.html import watched
from portevoix.values import dataclass

_HUGO = re.compile(
    r"\{\{([<%])(?!/\*)\s*(/?)\s*([\w/.-]+)"
    r"((?:[^\"`>%{]|\{(?!\{)|\"(?:[^\"\\]|\\.){0,2000}\"|`[^`]{0,2000}`|>(?!\}\})|%(?!\}\}))*?)"
    r"\s*(/?)[>%]\}\}"
)
_TAG = re.compile(r"\{%-?\s*(end)?(\w[\w-]*)((?:[^%{]|\{(?!%)|%(?!\}))*?)-?%\}")
_VALUE = re.compile(r"\{\{-?((?:[^{}]|\}(?!\}))*?)-?\}\}")
_ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,"'`|]+))"""
)
_HUGO_CODE = re.compile(
    r"\{\{<\s*highlight\s+([\w+#-]+)[^>]*>\}\}\n?(.*?)\n?\{\{<\s*/\s*highlight\s*>\}\}", re.DOTALL
)
_LIQUID_CODE = re.compile(
    r"\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}\n?(.*?)\n?\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
_LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_STRING = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(r"https?://[^\s\"'<>)\]]+")
_TOC = re.compile(r"^[*+-] .*\n\{:\s*toc[^}\n]*\}[ \t]*$|^\{:\s*toc[^}\n]*\}[ \t]*$", re.MULTILINE)
_LONGEST = 4_000  # characters of one mark

Tell = Callable[[int, str, Mapping[str, object]], None]  # place in the text, wording, blanks


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands in a mark after its name."""

    placed: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)

    def of(self, *names: str) -> str:
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def first(self, *names: str) -> str:
        return self.of(*names) or (self.placed[0] if self.placed else "")


def arguments(text: str) -> Arguments:
    placed, named = [], {}
    for match in _ARGUMENT.finditer(text[:_LONGEST]):
        value = next((one for one in match.groups()[1:] if one is not None), "")
        value = value.replace('\\"', '"').replace("\\'", "'")
        if match[1]:
            named[match[1].lower()] = value
        elif value != "/":
            placed.append(value)
    return Arguments(tuple(placed), named)


def picture(src: str, alt: str, caption: str = "", link: str = "") -> str:
    shown = f"![{_bracketed(alt)}]({_target(src)})"
    if link:
        shown = f"[{shown}]({_target(link)})"
    if not caption:
        return shown
    return (
        f'\n\n<figure markdown="span">\n{shown}\n'
        f'<figcaption markdown="span">{" ".join(caption.split())}</figcaption>\n</figure>\n\n'
    )


def _bracketed(text: str) -> str:
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")


def _target(address: str) -> str:
    address = address.strip()
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def link(text: str, address: str) -> str:
    return f"[{_bracketed(text) or address}]({_target(address)})"


# Marks that show one thing elsewhere: its address, made of the first argument.
_ELSEWHERE: Mapping[str, Callable[[Arguments], str]] = {
    "youtube": lambda it: _played("https://www.youtube.com/watch?v=", it.first("id", "video_id")),
    "vimeo": lambda it: _played("https://vimeo.com/", it.first("id", "video_id")),
    "dailymotion": lambda it: _played("https://www.dailymotion.com/video/", it.first("id")),
    "gist": lambda it: "https://gist.github.com/" + "/".join(it.placed[:2]),
    "tweet": lambda it: _tweet(it),
    "x": lambda it: _tweet(it),
    "instagram": lambda it: f"https://www.instagram.com/p/{it.first('id')}/",
}
_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo", "dailymotion": "Dailymotion", "gist": "Gist"} | {
    "tweet": "X (Twitter)",
    "x": "X (Twitter)",
    "instagram": "Instagram",
}
_PICTURES = frozenset(
    "figure figures img image picture imgproc photo asset_img responsive_image legacy-img".split()  # noqa: SIM905
)
# Marks whose words are shown, and nothing else of them.
_SILENT = frozenset({"raw", "endraw", "rawhtml", "verbatim"})


def _played(start: str, id: str) -> str:
    return watched(id) if id.startswith(("http", "//")) else f"{start}{id}"


def _tweet(it: Arguments) -> str:
    user, id = it.of("user") or "i", it.of("id")
    if len(it.placed) > 1:
        user, id = it.placed[:2]
    elif it.placed:
        id = it.placed[0]
    return id if id.startswith("http") else f"https://twitter.com/{user}/status/{id}"


@dataclass(slots=True)
class _Text:
    """A body whose marks are replaced one kind after another, with the line each had at first."""

    body: str
    tell: Tell

    def replace(
        self, pattern: re.Pattern[str], made: Callable[[re.Match[str]], str | None], end: str
    ) -> None:
        """Outside code only, up to where `end` comes last; None leaves a mark as it stands."""
        last = 0
        for found in re.finditer(end, self.body):
            last = found.end()
        struck = mask(self.body.replace("{", "("))[0]
        parts, done = [], 0
        for match in pattern.finditer(self.body, 0, last):
            if match.start() < done or struck[match.start()] != self.body[match.start()].replace(
                "{", "("
            ):
                continue
            text = made(match)
            if text is not None:
                parts += [self.body[done : match.start()], text]
                done = match.end()
        self.body = "".join([*parts, self.body[done:]])


def hugo(body: str, tell: Tell) -> str:
    """A text without Hugo's shortcodes."""
    if "{{" not in body:
        return body
    text = _Text(body, tell)
    text.replace(_HUGO_CODE, _fence, r"highlight\s*>\}\}")

    def made(match: re.Match[str]) -> str | None:
        closing, name, written = match[2], match[3].rpartition("/")[2], match[4]
        it = arguments(written)
        if name in ("ref", "relref"):
            path = it.first("path")
            return f"/{path}" if "/" in path and not path.startswith((".", "/")) else path
        return _shown(name, it, match, tell, closing=bool(closing))

    text.replace(_HUGO, made, r"[>%]\}\}")
    return text.body


def liquid(body: str, tell: Tell, names: Mapping[str, str] | None = None) -> str:
    """A text without tags of Liquid or Nunjucks; `names` are values that it may print."""
    if "{" not in body:
        return body
    text = _Text(body, tell)
    text.replace(_LIQUID_CODE, _fence, r"endhighlight\s*-?%\}")
    text.replace(_LIQUID_COMMENT, _nothing, r"endcomment\s*-?%\}")
    text.replace(_TOC, _nothing, r"\}")

    def tag(match: re.Match[str]) -> str | None:
        closing, name, written = match[1], match[2], match[3].strip()
        if name == "post_url":
            return f"/_posts/{written.strip('/')}"
        if name == "link":
            return f"/{written.strip('/')}"
        it = arguments(written)
        if name.startswith("include"):
            file = (it.placed[0] if it.placed else "").rpartition("/")[2].partition(".")[0]
            return _shown(file, Arguments(it.placed[1:], it.named), match, tell, closing=False)
        return _shown(name, it, match, tell, closing=bool(closing))

    def value(match: re.Match[str]) -> str | None:
        inner = match[1].strip()
        if string := _STRING.match(inner):
            return string[1] if string[1] is not None else string[2]
        name = inner.partition("|")[0].strip()
        if names is not None and name in names:
            return names[name]
        tell(match.start(), "importing.value", {"mark": match[0][:80]})
        return ""

    text.replace(_TAG, tag, r"%\}")
    text.replace(_VALUE, value, r"\}\}")
    return text.body


def _shown(
    name: str, it: Arguments, match: re.Match[str], tell: Tell, *, closing: bool
) -> str | None:
    """What a mark of this name shows."""
    key = name.lower()
    if closing or key in _SILENT:
        return ""
    said = {"mark": " ".join(match[0].split())[:80]}
    kind = next((one for one in _ELSEWHERE if key == one or (len(one) > 3 and one in key)), "")
    if kind and (it.placed or it.of("id", "video_id", "user")):
        address = _ELSEWHERE[kind](it)
        tell(match.start(), "importing.mark_link", {**said, "address": address})
        return link(it.of("title") or _NAMES[kind], address)
    src = it.of("src", "image_path", "url", "file", "path", "image", "link")
    if key in _PICTURES or (src and re.search(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", src, re.I)):
        src = it.of("src", "image_path", "url", "file", "image") or it.first()
        if src:
            alt = it.of("alt") or (it.placed[1] if len(it.placed) > 1 else "")
            credit = " – ".join(filter(None, (it.of("caption", "title"), it.of("attr"))))
            return picture(src, alt, credit, it.of("link") if src != it.of("link") else "")
    if found := _ADDRESS.search(match[0]):
        tell(match.start(), "importing.mark_link", {**said, "address": found[0]})
        return link(it.of("title", "text", "name"), watched(found[0]))
    tell(match.start(), "importing.mark", said)
    return ""


def _fence(match: re.Match[str]) -> str:
    return f"\n```{match[1]}\n{match[2]}\n```\n"


# WordPress

_CAPTION = re.compile(r"\[caption([^\]]*)\](.*?)\[/caption\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery([^\]]*)\]")
_EMBED = re.compile(
    r"\[(?:embed|youtube|vimeo|video|audio|wpvideo|tweet)([^\]]*)\](?:([^\[]*)\[/\w+\])?"
)
_CODE = re.compile(
    r"\[(?:source)?code(?:\s+lang(?:uage)?=[\"']?([\w+#-]*)[\"']?)?[^\]]*\](.*?)\[/(?:source)?code\]",
    re.DOTALL,
)
_OTHER = re.compile(
    r"\[/?[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]\"']+))+\s*/?\]"
    r"|\[/[a-z][\w-]*\]|\[(?:playlist|more|contact-form[\w-]*|vc_\w+|et_pb_\w+)\]",
    re.IGNORECASE,
)


def wordpress(
    html: str, tell: Tell, pictures: Mapping[str, tuple[str, str]], own: Sequence[str] = ()
) -> str:
    """HTML without WordPress's shortcodes; `pictures` are addresses and texts by number, `own` the
    numbers of those that belong to the post: a gallery that names none shows them."""
    if "[" not in html:
        return html

    def caption(match: re.Match[str]) -> str:
        image = re.search(r"(?:<a [^>]*>\s*)?<img [^>]*>(?:\s*</a>)?", match[2])
        words = match[2].replace(image[0], "", 1) if image else match[2]
        said = words.strip() or escape(arguments(match[1]).of("caption"))
        shown = image[0] if image else ""
        return f"<figure>{shown}<figcaption>{said}</figcaption></figure>"

    def gallery(match: re.Match[str]) -> str:
        said = arguments(match[1]).of("ids", "include")
        ids = [one.strip() for one in said.split(",")] if said else own
        known = [pictures[one] for one in ids if one in pictures]
        if not known:
            tell(match.start(), "importing.mark", {"mark": match[0][:80]})
        return "".join(
            f'<p><img src="{escape(src)}" alt="{escape(alt)}"></p>' for src, alt in known
        )

    def embed(match: re.Match[str]) -> str:
        found = _ADDRESS.search(match[0].replace("[/", " [/"))
        if not found:
            tell(match.start(), "importing.mark", {"mark": match[0][:80]})
            return ""
        address = watched(found[0])
        tell(match.start(), "importing.mark_link", {"mark": match[0][:80], "address": address})
        return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'

    def other(match: re.Match[str]) -> str:
        if not match[0].startswith("[/"):
            tell(match.start(), "importing.mark", {"mark": match[0][:80]})
        return ""

    def code(match: re.Match[str]) -> str:
        inner = match[2] if re.search(r"&(?:lt|gt|amp);", match[2]) else escape(match[2])
        return f'<pre><code class="language-{match[1] or "text"}">{inner}</code></pre>'

    html = _closed(_CODE, r"\[/(?:source)?code\]", code, html)
    html = _closed(_CAPTION, r"\[/caption\]", caption, html)
    html = _GALLERY.sub(gallery, html)
    kept = _apart(html)
    for n in range(0, len(kept), 2):
        kept[n] = _OTHER.sub(other, _EMBED.sub(embed, kept[n]))
    return "".join(kept)


_PRE = re.compile(
    r"(<(?:pre|code|script|style|textarea)[\s>].*?</(?:pre|code|script|style|textarea)>)",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _closed(
    pattern: re.Pattern[str], end: str, made: Callable[[re.Match[str]], str], text: str
) -> str:
    """`sub` up to where the pattern's end comes last: what opens after it is never looked through."""
    last = 0
    for found in re.finditer(end, text):
        last = found.end()
    return pattern.sub(made, text[:last]) + text[last:]


def _apart(html: str) -> list[str]:
    """The text, with what is shown as it stands at odd places."""
    last = max(
        html.lower().rfind(f"</{one}") for one in ("pre", "code", "script", "style", "textarea")
    )
    end = html.find(">", last) + 1 if last >= 0 else 0
    parts = _PRE.split(html[:end])
    parts[-1] += html[end:]
    return parts


def _nothing(_: re.Match[str]) -> str:
    return ""


_BLOCK = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map"
    r"|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup"
    r"|header|footer|nav|figure|figcaption|details|menu|summary|iframe|video|audio)"
)
_OPENS = re.compile(rf"(<{_BLOCK}[\s/>])", re.IGNORECASE)
_CLOSES = re.compile(rf"(</{_BLOCK}>)", re.IGNORECASE)
_AUTONOMOUS = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)


def paragraphs(html: str) -> str:
    """WordPress's classic editor writes blank lines for paragraphs: the tags it adds when shown
    (`wpautop`, https://developer.wordpress.org/reference/functions/wpautop/)."""
    html = html.replace("\r\n", "\n")
    if "<!-- wp:" in html:
        html = _closed(_COMMENT, "-->", _nothing, html)
        return _AUTONOMOUS.sub(r'<p><a href="\1">\1</a></p>', html)
    parts = _apart(html)
    made = []
    for n, part in enumerate(parts):
        if n % 2:
            made.append(part)
            continue
        part = _closed(_COMMENT, "-->", _nothing, part)
        part = _AUTONOMOUS.sub(r'<a href="\1">\1</a>', part)
        part = _CLOSES.sub(r"\1\n\n", _OPENS.sub(r"\n\n\1", part))
        for block in re.split(r"\n\s*\n", part):
            block = block.strip()
            if not block:
                continue
            if re.match(rf"</?{_BLOCK}[\s/>]", block, re.IGNORECASE):
                made.append(block)
            else:
                made.append("<p>" + re.sub(r"(?<!<br>)(?<!<br />)\n", "<br>\n", block) + "</p>")
    return "\n".join(made)
