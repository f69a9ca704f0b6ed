from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.markdown import Element
from portevoix.checks.rule import Beyond, Example, Fault, Wording, rule
from portevoix.checks.subject import Location, Photograph, Subject
from portevoix.language import Words
from portevoix.prose import folded

NO_CAPTIONS = Wording(
    Words("La vidéo n’a pas de sous-titres.", "The video has no captions."),
    Words(
        'Ajoutez un fichier de sous-titres : <track kind="captions" src="…">.',
        'Add a caption file: <track kind="captions" src="…">.',
    ),
)
NO_TRANSCRIPT = Wording(
    Words(
        "Rien n’annonce la transcription de l’enregistrement.",
        "Nothing announces the transcript of the recording.",
    ),
    Words(
        "Ajoutez-la au billet, sous un titre ou un lien « Transcription ».",
        "Add it to the post, under a heading or a link “Transcript”.",
    ),
)
AUTOPLAY = Wording(
    Words("L’enregistrement part tout seul.", "The recording starts by itself."),
    Words("Retirez « autoplay ».", "Remove “autoplay”."),
)
RESTLESS = Wording(
    Words(
        "L’animation bouge pendant {seconds} s et {turns}, sans qu’on puisse l’arrêter.",
        "The animation lasts {seconds} s and loops {turns}, and no one can stop it.",
    ),
    Words(
        "Raccourcissez-la (5 s, 3 tours), ou montrez une image fixe.",
        "Shorten it (5 s, 3 loops at most), or show a still picture.",
    ),
)
_MOST_SECONDS, _MOST_TURNS = 5, 3
_VIDEO = '<video src="v.mp4" controls>'


@rule(
    id="R17",
    article="6.8",
    severity=Severity.BLOCK,
    beyond=(Beyond.PICTURES,),
    title=Words("Vidéo, son et animation pour tous", "Video, sound and animation for all"),
    why=Words(
        "Sans sous-titres ni transcription, les personnes sourdes sont exclues; ce qui bouge sans fin "
        "empêche de lire.",
        "Without captions or a transcript, people who cannot hear are excluded; an endless animation "
        "makes the text hard to read.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#4.1",
    passing=(
        f'{_VIDEO}<track kind="captions" src="v.vtt"></video>\n\n## Transcription\n\nBonjour.\n',
        Example(text="![Un signe](a.gif)\n", photographs={"a.gif": Photograph(seconds=2, turns=2)}),
    ),
    failing=(
        f"{_VIDEO}</video>\n\n[Transcription](t.md)\n",
        '<audio src="a.mp3" controls></audio>\n',
        '<video src="v.mp4" autoplay><track kind="captions" src="v.vtt"></video>\n\nTranscription\n',
        Example(text="![Un signe](a.gif)\n", photographs={"a.gif": Photograph(seconds=2, turns=0)}),
    ),
)
def moving_pictures(subject: Subject) -> Iterator[Fault]:
    document = subject.document
    recordings = [one for one in document.elements if one.name in ("video", "audio")]
    if recordings:
        transcribed = "transcri" in folded(document.text)
        for one in recordings:
            if one.name == "video" and not _captioned(document.elements, one):
                yield NO_CAPTIONS(Location(one.at), "<video>")
            if not transcribed:
                yield NO_TRANSCRIPT(Location(one.at), f"<{one.name}>")
            if "autoplay" in one.attributes:
                yield AUTOPLAY(Location(one.at), f"<{one.name} autoplay>", Severity.REVIEW)
    for image in document.images:
        moving = subject.photographs.get(image.target)
        if moving and moving.seconds and _restless(moving):
            turns = (
                Words(f"{moving.turns} tours", f"{moving.turns} times")
                if moving.turns
                else Words("sans fin", "endlessly")
            )
            seconds = f"{moving.seconds:g}"
            yield RESTLESS(
                Location(image.at), image.target, Severity.REVIEW, seconds=seconds, turns=turns
            )


def _captioned(elements: tuple[Element, ...], video: Element) -> bool:
    """Whether a track of captions follows before the next recording."""
    for one in elements:
        if one.at <= video.at:
            continue
        if one.name in ("video", "audio"):
            return False
        kind = one.attributes.get("kind", "subtitles")
        if one.name == "track" and kind in ("captions", "subtitles"):
            return True
    return False


def _restless(moving: Photograph) -> bool:
    return moving.turns == 0 or moving.turns > _MOST_TURNS or moving.seconds > _MOST_SECONDS
