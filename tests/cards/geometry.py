"""Checks on the geometry of a face."""

from itertools import combinations

from cards.drawing import Band, Code, Face, Rect, Run, Sign

TOLERANCE = 1e-6
CLEAR = 1.2  # mm around the code's quiet zone and its caption
CAPTIONS = ("Staff: scan for the plan", "Valid to ")
QUIET = 4  # modules (ISO/IEC 18004, 5.3.8)


def faults(face: Face) -> list[str]:
    """Everything on the face that lies outside the live space or over something else."""
    live = Rect(0.0, 0.0, face.size.width, face.size.height).grown(TOLERANCE)
    runs = [mark for mark in face.marks if isinstance(mark, Run)]
    signs = [mark for mark in face.marks if isinstance(mark, Sign)]
    codes = [mark for mark in face.marks if isinstance(mark, Code)]
    bands = [mark for mark in face.marks if isinstance(mark, Band)]
    found = [f"outside: {mark}" for mark in face.marks if not _inside(mark.rect, live)]
    solid = [(run.text, run.rect) for run in runs] + [(sign.kind, sign.rect) for sign in signs]
    quiet = [mark.rect.grown(QUIET * mark.module) for mark in codes]
    found += [f"on the code: {name}" for name, rect in solid for zone in quiet if _overlap(rect, zone)]
    found += [f"{one} on {other}" for (one, a), (other, b) in combinations(solid, 2) if _overlap(a, b)]
    found += [f"band on the code: {band}" for band in bands for zone in quiet if _overlap(band.rect, zone)]
    found += [
        f"half in the band: {name}"
        for band in bands
        for name, rect in solid
        if _overlap(rect, band.rect) and not _inside(rect, band.rect)
    ]
    return [*found, *_too_close(runs, quiet)]


def _too_close(runs: list[Run], quiet: list[Rect]) -> list[str]:
    """Text that stands so near to the code or its caption that it reads as a part of it."""
    captions = [run for run in runs if run.text.startswith(CAPTIONS)]
    zones = [rect.grown(CLEAR) for rect in (*quiet, *(run.rect for run in captions))]
    others = [run for run in runs if run not in captions]
    return [f"close to the code: {run.text}" for run in others for zone in zones if _overlap(run.rect, zone)]


def _inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner.left >= outer.left
        and inner.right <= outer.right
        and inner.top >= outer.top
        and inner.bottom <= outer.bottom
    )


def _overlap(one: Rect, other: Rect) -> bool:
    return one.grown(-TOLERANCE).overlaps(other)
