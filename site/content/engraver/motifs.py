"""What comes back from one block to the next: sky, ground, houses, trees, snow."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, Edge


def sky(block: Block, top: float, bottom: float, ink: str = PAPER, gap: float = 34) -> None:
    """Long strokes of cloud across the block."""
    block.strokes(top, bottom, -40, block.width, ink, gap=gap, length=(60, 220), space=(40, 150), width=3)


def floor(block: Block, top: float, ink: str = DARK, ground: str = PAPER) -> None:
    """Ground in perspective: its strokes lengthen and part as they come nearer."""
    block.flat([(0, top), (block.width, top), (block.width, block.height), (0, block.height)], ground)
    block.strokes(top + 16, block.height + 20, -60, block.width, ink,
                  gap=19, length=(34, 96), space=(50, 170), width=1.7, grow=1.16)  # fmt: skip


def hill(block: Block, line: Edge, ink: str, bottom: float | None = None) -> None:
    """Everything below LINE, a function of x."""
    base = block.height if bottom is None else bottom
    crest = [(x, line(x) + block.wavers(1)) for x in range(0, block.width + 30, 30)]
    block.flat([*crest, (block.width + 30, base), (0, base)], ink)


def furrows(block: Block, line: Edge, ink: str, rows: int, gap: float, width: float = 3) -> None:
    """Strokes that follow the slope of a hill."""
    down = gap
    for _row in range(rows):
        x = block.chance.uniform(-40, 30)
        while x < block.width:
            to_x = x + block.chance.uniform(40, 110)
            block.gouge(x, line(x) + down, to_x, line(to_x) + down, width * block.chance.uniform(0.5, 1.15), ink)
            x = to_x + block.chance.uniform(20, 70)
        down += gap
        gap *= 1.12


def poplar(block: Block, x: float, y: float, height: float, width: float, light: str = LIGHT) -> None:
    top, shoulder, hem = y - height, y - height * 0.62, y - height * 0.14
    outline = [(x, top), (x + width * 0.5, shoulder), (x + width * 0.42, y - height * 0.3), (x, hem),
               (x - width * 0.42, y - height * 0.3), (x - width * 0.5, shoulder)]  # fmt: skip
    block.smooth(outline, DARK)
    block.flat(
        [(x - width * 0.07, hem - 10), (x + width * 0.07, hem - 10), (x + width * 0.1, y), (x - width * 0.1, y)], DARK
    )
    for row in range(max(4, int(height / 22))):
        along = 0.2 + 0.6 * row / max(4, int(height / 22))
        level, half = y - height * (1 - along), width * math.sin(math.pi * along) * 0.42
        block.gouge(
            x + half * 0.15, level + height * 0.05, x + half * 0.85, level - height * 0.03, width * 0.045 + 0.8, light
        )
        if row % 2:
            block.gouge(
                x - half * 0.1,
                level + height * 0.05,
                x - half * 0.75,
                level - height * 0.02,
                width * 0.035 + 0.6,
                light,
            )


def tiles(block: Block, left: float, right: float, eave: float, ridge: float, inset: float, ink: str = LIGHT) -> None:
    """A roof seen from its long side, INSET narrower at the ridge on each side, and its rows of tiles."""
    block.cut([(left, eave), (left + inset, ridge), (right - inset, ridge), (right, eave)], DARK)

    def leans(side: int) -> Edge:
        edge = left if side > 0 else right
        return lambda y: edge + side * (inset * (eave - y) / max(1, eave - ridge) + 9)

    block.strokes(ridge + 9, eave - 5, leans(1), leans(-1), ink, gap=13, length=(12, 34), space=(8, 15), width=2)


def house(block: Block, x: float, y: float, width: float, height: float, roof: float, *, gable: bool = False) -> None:
    """A house of the street, its door sill at (X, Y): the gable, or the long side."""
    eave = y - height
    if gable:
        block.cut([(x, y), (x, eave), (x + width / 2, eave - roof), (x + width, eave), (x + width, y)], PAPER)
        block.flat([(x - 10, eave + 6), (x + width / 2, eave - roof - 9), (x + width + 10, eave + 6), (x + width + 4, eave + 17),
                    (x + width / 2, eave - roof + 9), (x - 4, eave + 17)], DARK)  # fmt: skip
    else:
        block.box(x, eave, x + width, y, PAPER)
        tiles(block, x - 9, x + width + 9, eave + 3, eave - roof, 22)
    columns = 2 if width < 190 else 3
    pane = width / (columns * 2 + 1)
    for level in range(2 if height > 120 else 1):
        top = eave + height * (0.2 + 0.42 * level)
        for column in range(columns):
            left = x + pane * (1 + 2 * column)
            block.box(left, top, left + pane, top + height * 0.22, DARK, wobble=1)
            block.gouge(left + pane / 2, top + 3, left + pane / 2, top + height * 0.22 - 3, 1.2, PAPER)


def church(block: Block, x: float, y: float, size: float, wall: str = PAPER) -> None:
    """A steeple and its nave, for a skyline."""
    block.box(x + 36 * size, y - 62 * size, x + 156 * size, y, wall)
    block.flat([(x + 30 * size, y - 60 * size), (x + 48 * size, y - 104 * size), (x + 146 * size, y - 104 * size),
                (x + 164 * size, y - 60 * size)], DARK)  # fmt: skip
    block.box(x, y - 128 * size, x + 42 * size, y, wall)
    block.cut([(x - 6 * size, y - 126 * size), (x + 21 * size, y - 226 * size), (x + 48 * size, y - 126 * size)], DARK)
    for left in (9, 25):
        block.flat([(x + left * size, y - 116 * size), (x + (left + 9) * size, y - 116 * size),
                    (x + (left + 9) * size, y - 92 * size), (x + left * size, y - 92 * size)], DARK)  # fmt: skip
    block.disc(x + 21 * size, y - 68 * size, 8 * size, DARK)


def flakes(
    block: Block, count: int, top: float, bottom: float, ink: str = PAPER, size: tuple[float, float] = (4, 11)
) -> None:
    """Snow: small stones of seven sides."""
    for _flake in range(count):
        x, y = block.chance.uniform(0, block.width), block.chance.uniform(top, bottom)
        radius = block.chance.uniform(*size)
        corners = [(x + math.cos(side * math.tau / 7) * radius * block.chance.uniform(0.8, 1.15),
                    y + math.sin(side * math.tau / 7) * radius * block.chance.uniform(0.8, 1.15)) for side in range(7)]  # fmt: skip
        block.flat(corners, ink)


def rays(
    block: Block, x: float, y: float, near: float, far: float, ink: str, *, count: int, start: float, end: float
) -> None:
    """Strokes that leave a light, between two angles (radians, from the right, clockwise)."""
    for ray in range(count):
        angle = start + (end - start) * (ray + 0.5) / count
        inner, outer = near + block.chance.uniform(0, 20), far * block.chance.uniform(0.75, 1.1)
        block.gouge(x + math.cos(angle) * inner, y + math.sin(angle) * inner,
                    x + math.cos(angle) * outer, y + math.sin(angle) * outer, 5, ink)  # fmt: skip
