"""Passers-by: masses of ink, the face left to the paper. Outlines in hundredths of the figure's height, feet at (0, 0)."""

from content.engraver.block import DARK, LIGHT, PAPER, Block, Point

Outline = tuple[str, tuple[Point, ...]]
Fold = tuple[str, Point, Point, float]

WOMAN: tuple[Outline, ...] = (
    (DARK, ((-8, 27), (-2, 27), (-5, 12), (-7, 4), (-6, 1), (-15, 0), (-15, 3), (-11, 5), (-10, 14))),
    (DARK, ((0, 27), (7, 27), (7, 12), (7, 4), (14, 2), (15, 0), (4, 0), (3, 8))),
    (DARK, ((-4, 85), (4, 85), (9, 80), (10, 71), (8, 62), (12, 44), (17, 24), (8, 21), (-4, 20), (-17, 23),
            (-11, 44), (-7, 61), (-11, 73), (-9, 81))),
    (LIGHT, ((-5, 86), (5, 87), (8, 82), (3, 80), (-6, 80))),
    (PAPER, ((7, 92), (5.5, 96.5), (2, 98.4), (-1.5, 96.5), (-3, 92), (-1.5, 87.5), (2, 85.6), (5.5, 87.5))),
    (DARK, ((7, 98), (1, 100.5), (-6, 97), (-7, 90), (-4, 85), (-2, 88), (-1, 93), (3, 95.5))),
    (DARK, ((-5, 95), (-6, 97.3), (-8, 98.3), (-10, 97.3), (-11, 95), (-10, 92.7), (-8, 91.7), (-6, 92.7))),
    (DARK, ((1, 79), (6, 77), (10, 63), (19, 54), (17, 50), (8, 55), (2, 68))),
)  # fmt: skip
WOMAN_FOLDS: tuple[Fold, ...] = (
    (PAPER, (-4, 58), (-9, 27), 0.9), (PAPER, (3, 52), (6, 26), 0.9), (PAPER, (9, 45), (13, 27), 0.7),
    (PAPER, (-3, 78), (5, 58), 0.8),
)  # fmt: skip
MAN: tuple[Outline, ...] = (
    (DARK, ((-8, 48), (1, 48), (-1, 26), (-6, 6), (-4, 1), (-15, 0), (-15, 3), (-11, 6), (-9, 26))),
    (DARK, ((-1, 48), (8, 48), (8, 26), (8, 5), (16, 2), (16, 0), (4, 0), (2, 24))),
    (DARK, ((-4, 85), (5, 85), (11, 80), (12, 66), (11, 42), (0, 40), (-11, 42), (-12, 64), (-10, 80))),
    (PAPER, ((7, 91.5), (5.5, 95.9), (2, 97.7), (-1.5, 95.9), (-3, 91.5), (-1.5, 87.1), (2, 85.3), (5.5, 87.1))),
    (DARK, ((-5, 88), (-6, 94), (-4, 99), (3, 101), (8, 98), (13, 95.5), (8, 94.5), (0, 96), (-2, 94), (-3, 88))),
    (DARK, ((2, 79), (7, 77), (11, 66), (17, 56), (15, 52), (7, 58), (3, 68))),
)  # fmt: skip
MAN_FOLDS: tuple[Fold, ...] = ((PAPER, (4, 80), (3, 45), 0.7), (PAPER, (-8, 74), (-8, 48), 0.7))
ELDER: tuple[Outline, ...] = (
    *MAN[:2],
    (LIGHT, MAN[2][1]),
    *MAN[3:5],
    (DARK, ((2, 79), (7, 77), (11, 64), (18, 55), (16, 52), (7, 58), (3, 68))),
    (DARK, ((16, 57), (18, 57), (24, 0), (22, 0))),
)
ELDER_FOLDS: tuple[Fold, ...] = ((DARK, (4, 80), (3, 45), 0.7), (DARK, (-8, 74), (-8, 48), 0.7))
CHILD: tuple[Outline, ...] = (
    (DARK, ((-8, 34), (-1, 34), (-2, 8), (-1, 0), (-11, 0), (-9, 6))),
    (DARK, ((1, 34), (8, 34), (8, 8), (13, 2), (13, 0), (2, 0), (1, 8))),
    (DARK, ((9, 66), (15, 62), (26, 72), (24, 77), (12, 72))),
    (DARK, ((-6, 74), (6, 74), (11, 68), (12, 50), (16, 33), (0, 30), (-16, 33), (-12, 50), (-11, 68))),
    (PAPER, ((12, 85), (9, 93), (2, 96.5), (-5, 93), (-8, 85), (-5, 77), (2, 73.5), (9, 77))),
    (DARK, ((11, 93), (4, 99), (-6, 98), (-11, 90), (-9, 80), (-5, 78), (-4, 86), (0, 91), (6, 92))),
)  # fmt: skip
CHILD_FOLDS: tuple[Fold, ...] = ((LIGHT, (4, 66), (8, 38), 1), (LIGHT, (-4, 60), (-6, 38), 1))
RUNNER: tuple[Outline, ...] = (
    (DARK, ((-9, 38), (0, 36), (-8, 20), (-22, 17), (-28, 23), (-32, 17), (-24, 9), (-6, 12))),
    (DARK, ((0, 38), (10, 38), (18, 24), (16, 7), (25, 4), (25, 0), (10, 0), (9, 20))),
    (DARK, ((6, 70), (11, 72), (26, 66), (29, 58), (24, 58), (10, 62))),
    (DARK, ((-6, 70), (-11, 68), (-24, 56), (-28, 58), (-26, 63), (-12, 74))),
    (LIGHT, ((-6, 74), (6, 74), (11, 68), (12, 50), (14, 36), (0, 33), (-14, 36), (-12, 50), (-11, 68))),
    CHILD[4],
    CHILD[5],
)
RUNNER_FOLDS: tuple[Fold, ...] = ((DARK, (4, 66), (7, 40), 1), (DARK, (-4, 62), (-6, 40), 1))
FIGURES = {
    "woman": (WOMAN, WOMAN_FOLDS),
    "man": (MAN, MAN_FOLDS),
    "elder": (ELDER, ELDER_FOLDS),
    "child": (CHILD, CHILD_FOLDS),
    "runner": (RUNNER, RUNNER_FOLDS),
}


def person(block: Block, who: str, x: float, y: float, height: float, way: int = 1, halo: str = PAPER) -> None:
    """A figure standing at (X, Y), looking to the right (WAY 1) or to the left (-1), edged with HALO against dark grounds."""
    outlines, folds = FIGURES[who]

    def placed(points: tuple[Point, ...]) -> list[Point]:
        return [(x + way * px * height / 100, y - py * height / 100) for px, py in points]

    for _ink, points in outlines:
        block.smooth(placed(points), halo, halo=max(4, height * 0.035))
    for ink, points in outlines:
        block.smooth(placed(points), ink)
    for ink, start, end, width in folds:
        (x1, y1), (x2, y2) = placed((start, end))
        block.gouge(x1, y1, x2, y2, width * height / 100, ink)


def from_behind(block: Block, x: float, seat: float, height: float, coat: str, *, hat: bool) -> None:
    """Somebody sitting with their back to us: shoulders, neck, hair or hat. HEIGHT from the seat to the top."""
    unit = height / 100
    marks = PAPER if coat == DARK else DARK

    def placed(*points: Point) -> list[Point]:
        return [(x + px * unit, seat + py * unit) for px, py in points]

    shoulders = placed((-38, 8), (-40, -34), (-33, -52), (-12, -60), (12, -60), (33, -52), (40, -34), (38, 8))
    hair = placed((-15, -80), (-13, -92), (0, -98), (13, -92), (15, -80), (11, -68), (0, -63), (-11, -68))
    top = placed((-30, -86), (-16, -91), (-14, -104), (0, -109), (14, -104), (16, -91), (30, -86), (0, -80))
    bun = x, seat - 101 * unit
    for outline in (hair, top) if hat else (hair,):
        block.smooth(outline, PAPER, halo=12)
    if not hat:
        block.disc(*bun, 7.5 * unit + 6, PAPER)
        block.disc(*bun, 7.5 * unit, DARK)
    block.cut(placed((-8, -70), (8, -70), (11, -54), (-11, -54)), PAPER, wobble=0.5)
    block.smooth(hair, DARK)
    block.smooth(shoulders, PAPER, halo=9)
    block.smooth(shoulders, coat)
    if hat:
        block.smooth(top, DARK)
        block.gouge(x - 15 * unit, seat - 91 * unit, x + 15 * unit, seat - 91 * unit, 3 * unit, LIGHT)
    else:
        block.gouge(x - 8 * unit, seat - 92 * unit, x + 6 * unit, seat - 70 * unit, 1.5 * unit, LIGHT)
        block.gouge(x + 2 * unit, seat - 92 * unit, x + 9 * unit, seat - 76 * unit, 1.2 * unit, PAPER)
    for fold in (-26, -10, 8, 24):
        crease = seat - (50 - abs(fold) * 0.5) * unit
        block.gouge(x + fold * unit, crease, x + fold * 1.15 * unit, seat + 4 * unit, 1.7 * unit, marks)
