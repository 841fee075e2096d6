"""Evenings out: the library, the bandstand, the feast."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import hill, poplar, rays
from content.engraver.people import from_behind, person


def library() -> Block:
    """The shelves, the ladder, a child who has chosen."""
    block = Block(1200, 800, 61, ground=DARK)
    for shelf in range(3):
        base = 206 + shelf * 214
        row_of_books(block, base)
        block.box(-10, base, 1210, base + 20, PAPER)
        block.gouge(20, base + 10, 1180, base + 10, 3, DARK)
    block.flat(outline("0,660 1200,660 1200,800 0,800"), PAPER)
    block.strokes(676, 810, -60, 1200, LIGHT, gap=24, length=(80, 220), space=(30, 90), width=3, grow=1.15)
    ladder(block, 770)
    person(block, "woman", 660, 776, 420, way=-1)
    person(block, "child", 440, 780, 290)
    open_book(block, 522, 572, 62)
    for index, (width, ink) in enumerate(((250, DARK), (210, LIGHT), (236, DARK), (180, PAPER))):
        left, top = 40 + (index * 17) % 30, 748 - index * 46
        block.box(left - 7, top - 7, left + width + 7, top + 51, PAPER)
        block.box(left, top, left + width, top + 44, DARK)
        if ink != DARK:
            block.box(left + 8, top + 7, left + width - 16, top + 37, ink)
        block.gouge(left + 20, top + 22, left + width - 40, top + 22, 4, LIGHT if ink == DARK else DARK)
    return block


def row_of_books(block: Block, base: float) -> None:
    x = -10.0
    while x < 1200:
        width, height = block.chance.uniform(24, 62), block.chance.uniform(118, 176)
        lean = block.chance.choice((0, 0, 0, 0, 18))
        ink = block.chance.choice((PAPER, LIGHT, LIGHT, DARK, PAPER))
        spine = [(x + lean, base - height), (x + lean + width, base - height), (x + width, base), (x, base)]
        block.cut(spine, ink)
        marks = {PAPER: DARK, LIGHT: DARK, DARK: LIGHT}[ink]
        if width > 36:
            block.gouge(
                x + 8 + lean * 0.8, base - height * 0.8, x + width - 8 + lean * 0.8, base - height * 0.8, 4, marks
            )
            block.gouge(
                x + 8 + lean * 0.7, base - height * 0.7, x + width - 8 + lean * 0.7, base - height * 0.7, 4, marks
            )
        block.gouge(x + width / 2 + lean * 0.5, base - height * 0.56, x + width / 2, base - 16, 2.8, marks)
        x += width + lean + block.chance.uniform(3, 7)


def ladder(block: Block, x: float) -> None:
    rails = (((x, 790), (x + 150, -20)), ((x + 150, 790), (x + 250, -20)))
    for start, end in rails:
        block.band([start, end], PAPER, 40)
    for rung in range(8):
        y = 730 - rung * 96
        left, right = x + (790 - y) * 0.185, x + 150 + (790 - y) * 0.123
        block.band([(left, y), (right, y)], PAPER, 32)
        block.band([(left, y), (right, y)], DARK, 16)
    for start, end in rails:
        block.band([start, end], DARK, 24)
        block.gouge(start[0] + 18, 700, end[0] - 8, 40, 3, LIGHT)


def open_book(block: Block, x: float, y: float, half: float) -> None:
    for side in (-1, 1):
        page = [(x, y), (x + side * half * 0.6, y - half * 0.22), (x + side * half, y), (x + side * half, y + half * 0.9),
                (x + side * half * 0.5, y + half * 0.76), (x, y + half)]  # fmt: skip
        block.cut(page, DARK)
        block.cut(
            [(px * 0.88 + (x + side * half * 0.5) * 0.12, py * 0.88 + (y + half * 0.4) * 0.12) for px, py in page],
            PAPER,
        )
        for line in range(4):
            block.gouge(
                x + side * half * 0.18,
                y + half * (0.16 + line * 0.17),
                x + side * half * 0.84,
                y + half * (0.1 + line * 0.17),
                2.4,
                DARK,
            )


def bandstand() -> Block:
    """Saint Cecilia's day: the band under the bandstand, the listeners on their chairs."""
    block = Block(1200, 800, 113)
    block.disc(600, 380, 330, PAPER)
    rays(block, 600, 380, 350, 640, PAPER, count=52, start=math.pi * 0.94, end=math.pi * 2.06)
    hill(block, lambda x: 560 + 12 * math.sin(x / 90), DARK)
    for x, height in ((60, 460), (150, 380), (1060, 390), (1150, 470)):
        poplar(block, x, 590, height, 100, LIGHT)
    block.box(350, 330, 850, 520, LIGHT)
    players(block)
    for x in (340, 500, 690, 850):
        block.box(x - 12, 250, x + 14, 560, PAPER)
        block.box(x - 7, 250, x + 9, 560, DARK)
    block.cut(outline("270,268 450,130 750,130 930,268 930,292 270,292"), PAPER)
    block.cut(outline("286,262 456,140 744,140 914,262"), DARK)
    for rib in (-260, -150, -50, 50, 150, 260):
        block.gouge(600 + rib * 0.46, 150, 600 + rib, 256, 4.4, LIGHT)
    block.cut(outline("540,142 600,60 660,142"), DARK)
    block.gouge(610, 84, 640, 136, 4, LIGHT)
    block.box(597, 20, 604, 70, DARK)
    for tooth in range(20):
        left = 278 + tooth * 32.2
        block.flat([(left, 270), (left + 32, 270), (left + 16, 310)], DARK if tooth % 2 else LIGHT)
    block.box(270, 258, 930, 274, DARK)
    balustrade(block)
    for index, x in enumerate((90, 300, 520, 730, 940, 1130)):
        from_behind(block, x, 800, 176, DARK if index % 2 else LIGHT, hat=index % 3 == 1)
    return block


def balustrade(block: Block) -> None:
    block.box(300, 508, 900, 600, PAPER)
    block.box(296, 500, 904, 518, DARK)
    for bar in range(23):
        block.box(312 + bar * 25.4, 516, 321 + bar * 25.4, 580, DARK, wobble=0.8)
    block.box(284, 578, 916, 650, DARK)
    block.strokes(594, 646, 296, 900, LIGHT, gap=19, length=(50, 110), space=(20, 50), width=3)


def players(block: Block) -> None:
    for x, horn in ((420, "trumpet"), (548, "tuba"), (648, "clarinet"), (752, "trumpet")):
        block.smooth([(x - 52, 530), (x - 46, 440), (x - 20, 412), (x + 20, 412), (x + 46, 440), (x + 52, 530)], DARK)
        block.disc(x, 380, 30, PAPER)
        block.smooth([(x - 34, 372), (x - 30, 346), (x, 334), (x + 30, 346), (x + 40, 368)], DARK)
        block.gouge(x - 24, 450, x - 28, 520, 3, PAPER)
        if horn == "trumpet":
            block.band([(x + 6, 396), (x + 70, 384)], PAPER, 22)
            block.band([(x + 6, 396), (x + 70, 384)], DARK, 11)
            block.cut([(x + 62, 380), (x + 100, 356), (x + 106, 408), (x + 66, 392)], DARK)
        elif horn == "tuba":
            block.oval(x + 4, 452, 46, 54, PAPER)
            block.oval(x + 4, 452, 36, 44, DARK)
            block.oval(x + 4, 452, 18, 26, PAPER)
            block.cut([(x + 20, 430), (x + 26, 356), (x + 6, 318), (x + 88, 318), (x + 66, 356), (x + 52, 440)], DARK)
            block.oval(x + 47, 318, 42, 13, PAPER)
        else:
            block.band([(x + 4, 398), (x + 46, 486)], PAPER, 20)
            block.band([(x + 4, 398), (x + 46, 486)], DARK, 11)


def feast() -> Block:
    """The evening of the feast: paper lanterns, the ball, the first rocket."""
    block = Block(1200, 800, 127, ground=DARK)
    for x, y, size in ((860, 170, 150), (300, 130, 110), (1090, 90, 80)):
        rocket(block, x, y, size)
    for y, sag, count in ((176, 96, 8), (250, 70, 7)):
        lanterns(block, y, sag, count)
    hill(block, lambda x: 560 - 14 * math.sin(x / 160), PAPER)
    block.strokes(590, 810, -60, 1200, LIGHT, gap=20, length=(40, 130), space=(60, 190), width=2.6, grow=1.14)
    for x in (24, 1160):
        block.box(x - 4, 190, x + 28, 640, PAPER)
        block.box(x + 2, 190, x + 22, 640, DARK)
    for x, y, height in ((190, 720, 226), (450, 784, 280), (760, 712, 220), (1000, 786, 286)):
        person(block, "man", x - height * 0.14, y, height)
        person(block, "woman", x + height * 0.16, y, height * 0.94, way=-1)
    person(block, "child", 618, 704, 136)
    person(block, "elder", 316, 690, 200)
    return block


def rocket(block: Block, x: float, y: float, size: float) -> None:
    for ring, ink in ((1.0, LIGHT), (0.62, PAPER)):
        for spark in range(26):
            angle = spark * math.tau / 26 + ring
            near, far = size * ring * 0.34, size * ring * block.chance.uniform(0.8, 1.05)
            block.gouge(x + math.cos(angle) * near, y + math.sin(angle) * near,
                        x + math.cos(angle) * far, y + math.sin(angle) * far, 4, ink)  # fmt: skip
            block.disc(x + math.cos(angle) * size * ring * 1.12, y + math.sin(angle) * size * ring * 1.12, 5, ink)


def lanterns(block: Block, y: float, sag: float, count: int) -> None:
    def hang(x: float) -> float:
        return y + sag * math.sin(math.pi * x / 1200)

    block.band([(x, hang(x)) for x in range(0, 1201, 100)], PAPER, 4)
    for index in range(count):
        x = 1200 * (index + 0.5) / count
        top = hang(x) + 6
        ink = LIGHT if index % 2 else PAPER
        if (index + count) % 3:
            block.oval(x, top + 50, 46, 44, DARK)
            block.oval(x, top + 50, 40, 38, ink)
            for fold in range(3):
                block.gouge(x - 34, top + 32 + fold * 18, x + 34, top + 32 + fold * 18, 3, DARK)
        else:
            block.cut(outline("-28,10 28,10 24,92 -24,92", x, top), ink)
            for fold in range(4):
                block.gouge(x - 26, top + 24 + fold * 18, x + 26, top + 24 + fold * 18, 3, DARK)
        block.box(x - 12, top, x + 12, top + 12, LIGHT if ink == PAPER else PAPER)
