"""The commune itself: its town hall, its ballot box, its graveyard."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import floor, furrows, hill, poplar, rays, sky, tiles
from content.engraver.people import person

# Letters of a lapidary alphabet, on a grid of 10 by 14: rectangles and lozenges.
LETTERS: dict[str, tuple[str, ...]] = {
    "M": ("0,0 3,0 3,14 0,14", "9,0 12,0 12,14 9,14", "2,0 6,7 10,0 10,5 6,11 2,5"),
    "A": ("4,0 7,0 11,14 8,14 5.5,4 3,14 0,14", "3,8.5 8,8.5 8,11 3,11"),
    "I": ("0,0 3,0 3,14 0,14",),
    "R": ("0,0 3,0 3,14 0,14", "2,0 9,0 9,8 2,8 2,5.8 6,5.8 6,2.4 2,2.4", "4,7 7,7 10,14 7,14"),
    "E": ("0,0 3,0 3,14 0,14", "0,0 9,0 9,2.8 0,2.8", "0,5.6 7.5,5.6 7.5,8.4 0,8.4", "0,11.2 9,11.2 9,14 0,14"),
}
WIDTHS = {"M": 12, "A": 11, "I": 3, "R": 10, "E": 9}


def carved(block: Block, text: str, x: float, y: float, size: float, ink: str) -> None:
    for letter in text:
        for part in LETTERS[letter]:
            block.flat([(x + px * size, y + py * size) for px, py in outline(part)], ink)
        x += (WIDTHS[letter] + 3.5) * size


def town_hall() -> Block:
    """The front of the town hall: the steps, the clock, the flag."""
    block = Block(1200, 800, 71)
    sky(block, 20, 400)
    floor(block, 640)
    block.box(190, 300, 1010, 650, PAPER)
    tiles(block, 164, 1036, 308, 196, 96)
    block.box(176, 300, 1024, 322, DARK)
    block.cut(outline("430,304 600,170 770,304"), DARK)
    block.cut(outline("470,292 600,190 730,292"), PAPER)
    block.disc(600, 250, 40, DARK)
    block.disc(600, 250, 32, PAPER)
    block.gouge(600, 250, 600, 226, 3.4, DARK)
    block.gouge(600, 250, 622, 258, 3.4, DARK)
    belfry(block)
    block.box(430, 330, 770, 392, DARK)
    carved(block, "MAIRIE", 470, 339, 3.1, PAPER)
    for column in (440, 500, 684, 744):
        block.box(column, 392, column + 20, 640, DARK)
        block.gouge(column + 7, 410, column + 7, 626, 2.4, LIGHT)
    block.arch(540, 660, 480, 640, DARK)
    block.gouge(600, 440, 600, 636, 2.6, PAPER)
    for x in (232, 332, 800, 900):
        window(block, x, 352)
        window(block, x, 506)
    for step in range(4):
        block.box(420 - step * 26, 636 + step * 20, 780 + step * 26, 654 + step * 20, PAPER)
        block.box(420 - step * 26, 648 + step * 20, 780 + step * 26, 656 + step * 20, DARK)
    for x, way in ((84, 1), (1116, -1)):
        linden(block, x, 690, way)
    person(block, "man", 470, 760, 230)
    person(block, "woman", 752, 772, 240, way=-1)
    person(block, "child", 820, 770, 150, way=-1)
    return block


def belfry(block: Block) -> None:
    block.box(560, 128, 640, 198, PAPER)
    block.arch(582, 618, 160, 198, DARK)
    block.disc(600, 172, 10, LIGHT)
    block.cut(outline("542,134 600,74 658,134"), DARK)
    block.box(597, 10, 604, 84, DARK)
    for band, ink in enumerate((DARK, PAPER, LIGHT)):
        left, top = 604 + band * 32, 14 + band * 3
        block.cut(outline("0,0 32,3 32,50 0,47", left, top), ink)
    block.band(outline("604,14 652,18 700,23 700,70 652,66 604,61"), DARK, 4)


def window(block: Block, x: float, y: float) -> None:
    block.box(x, y, x + 68, y + 110, DARK)
    for bar in (x + 33, x + 35):
        block.flat(outline("-1,6 2,6 2,104 -1,104", bar, y), PAPER)
    block.flat(outline("5,50 63,50 63,54 5,54", x, y), PAPER)
    block.box(x - 8, y + 110, x + 76, y + 120, LIGHT)


def linden(block: Block, x: float, y: float, way: int) -> None:
    trunk = outline("-44,24 -22,-20 -14,-330 16,-330 22,-20 46,24", x, y)
    block.cut(trunk, PAPER, halo=10)
    block.cut(trunk, DARK)
    block.gouge(x - 4, y - 260, x - 8, y - 20, 3, LIGHT)
    crown = outline("-150,-330 -160,-470 -80,-590 40,-610 130,-530 158,-390 96,-290 0,-262 -90,-276", x, y)
    block.smooth(crown, PAPER, halo=16)
    block.smooth(crown, DARK)
    for _leaf in range(80):
        angle, far = block.chance.uniform(0, math.tau), math.sqrt(block.chance.uniform(0, 1))
        leaf_x, leaf_y = x + math.cos(angle) * 128 * far, y - 432 + math.sin(angle) * 140 * far
        turn = block.chance.uniform(0.3, 1.2) * way
        block.gouge(leaf_x, leaf_y, leaf_x + math.cos(turn) * 24, leaf_y + math.sin(turn) * 24, 4.6,
                    LIGHT if block.chance.random() < 0.6 else PAPER)  # fmt: skip


def ballot_box() -> Block:
    """Polling day: the box, the hand, the envelope."""
    block = Block(1200, 800, 83)
    for fold in range(13):
        left = fold * 96 - 20
        block.cut([(left, -10), (left + 34, -10), (left + 26, 560), (left + 8, 560)], DARK if fold % 2 else PAPER)
        block.gouge(left + 60, 20, left + 56, 540, 4, PAPER)
    block.box(-10, -10, 1210, 34, DARK)
    for ring in range(12):
        block.disc(30 + ring * 104, 22, 17, PAPER)
        block.disc(30 + ring * 104, 22, 9, DARK)
    block.box(-10, 560, 1210, 810, DARK)
    block.strokes(660, 800, -30, 1210, LIGHT, gap=34, length=(90, 260), space=(40, 130), width=3.6)
    block.flat(outline("268,318 832,318 832,728 268,728"), PAPER)
    block.box(284, 334, 816, 712, DARK)
    block.box(304, 354, 796, 692, PAPER)
    envelopes(block)
    block.box(440, 540, 660, 640, DARK)
    block.box(452, 552, 648, 628, PAPER)
    for line in range(3):
        block.gouge(474, 572 + line * 18, 628 - line * 30, 572 + line * 18, 3.4, DARK)
    lid = outline("250,344 290,284 810,284 850,344")
    block.cut(outline("236,354 282,274 818,274 864,354"), PAPER)
    block.cut(lid, DARK)
    block.cut(outline("430,318 442,302 662,302 670,318"), PAPER)
    voter(block)
    return block


def envelopes(block: Block) -> None:
    for index in range(17):
        x, y = 318 + (index * 137) % 350, 668 - (index // 4) * 42
        lean = (index * 7) % 30 - 15
        shape = [(x, y - 60 + lean), (x + 112, y - 60 - lean), (x + 116, y + 16 - lean), (x + 4, y + 16 + lean)]
        block.cut(shape, DARK)
        block.cut(
            [(px * 0.92 + (x + 58) * 0.08, py * 0.86 + (y - 22) * 0.14) for px, py in shape],
            LIGHT if index % 3 else PAPER,
        )
        block.gouge(x + 12, y - 44 + lean, x + 58, y - 16, 2.6, DARK)
        block.gouge(x + 58, y - 16, x + 104, y - 46 - lean, 2.6, DARK)


def voter(block: Block) -> None:
    letter = outline("452,308 430,140 620,116 644,308")
    block.cut(outline("440,309 416,128 630,102 658,309"), DARK)
    block.cut(letter, PAPER)
    block.gouge(436, 150, 536, 216, 4, DARK)
    block.gouge(536, 216, 618, 128, 4, DARK)
    sleeve = outline("800,150 900,60 1210,-60 1210,210 930,262")
    block.smooth(outline("770,146 890,36 1240,-90 1240,236 920,290"), PAPER)
    block.cut(sleeve, DARK)
    block.cut(outline("788,162 846,104 888,240 834,258"), LIGHT)
    for fold in range(5):
        block.gouge(930 + fold * 46, 100 - fold * 14, 960 + fold * 50, 220 - fold * 6, 4.6, LIGHT)
    hand = outline(
        "838,116 760,92 690,96 620,122 574,158 584,180 640,168 600,206 596,236 622,240 668,214 636,252 652,274"
        " 690,262 734,250 800,262 846,250"
    )
    block.smooth(hand, DARK, halo=14)
    block.smooth(hand, PAPER)
    for start_x, start_y, end_x, end_y in ((640, 168, 720, 150), (668, 214, 738, 188), (690, 262, 744, 222)):
        block.gouge(start_x, start_y, end_x, end_y, 4, DARK)


def graveyard() -> Block:
    """All Saints' day: the alley, the yews, the chrysanthemums."""
    block = Block(1200, 800, 97)
    block.disc(600, 430, 230, PAPER)
    rays(block, 600, 430, 250, 520, PAPER, count=40, start=math.pi, end=math.tau)

    def ridge(x: float) -> float:
        return 430 - 30 * math.sin(x / 1200 * 6)

    hill(block, ridge, DARK, bottom=568)
    furrows(block, ridge, LIGHT, 4, 16)
    for x, height in ((90, 470), (220, 380), (330, 300), (1110, 490), (980, 390), (872, 300)):
        poplar(block, x, 560, height, 104 if height > 400 else 76, LIGHT)
    block.box(-10, 470, 452, 566, PAPER)
    block.box(748, 470, 1210, 566, PAPER)
    for left, right in ((-10, 452), (748, 1210)):
        block.strokes(492, 560, left + 10, right - 10, DARK, gap=22, length=(30, 70), space=(12, 30), width=2.2)
        block.box(left - 6, 458, right + 6, 476, DARK)
    gate(block)
    block.flat(outline("0,566 1200,566 1200,800 0,800"), DARK)
    block.cut(outline("486,566 714,566 930,810 270,810"), PAPER)
    block.strokes(580, 800, lambda y: 500 - (y - 566) * 0.8, lambda y: 700 + (y - 566) * 0.8, LIGHT,
                  gap=16, length=(20, 60), space=(50, 140), width=2, grow=1.12)  # fmt: skip
    for x, y, size, kind in ((392, 664, 0.6, "cross"), (282, 676, 0.7, "round"), (812, 664, 0.6, "round"), (926, 676, 0.7, "cross"),
                             (112, 744, 1.1, "square"), (1090, 744, 1.1, "round")):  # fmt: skip
        headstone(block, x, y, size, kind)
    for x, y, size in ((236, 800, 0.82), (968, 800, 0.82)):
        chrysanthemum(block, x, y, size)
    return block


def gate(block: Block) -> None:
    for x in (430, 722):
        block.box(x, 392, x + 48, 580, PAPER)
        block.box(x + 6, 398, x + 42, 580, DARK)
        block.cut([(x - 8, 396), (x + 24, 356), (x + 56, 396)], DARK)
        block.gouge(x + 18, 414, x + 18, 560, 3, PAPER)


def headstone(block: Block, x: float, y: float, size: float, kind: str) -> None:
    wide, high = 60 * size, 130 * size
    if kind == "cross":
        block.box(x - 12 * size, y - high * 1.2, x + 12 * size, y, PAPER)
        block.box(x - 46 * size, y - high * 0.92, x + 46 * size, y - high * 0.74, PAPER)
    elif kind == "round":
        block.arch(x - wide, x + wide, y - high * 0.7, y, PAPER)
    else:
        block.box(x - wide, y - high, x + wide, y, PAPER)
        block.box(x - wide - 8 * size, y - high - 10 * size, x + wide + 8 * size, y - high + 4, LIGHT)
    if kind != "cross":
        for line in range(3):
            block.gouge(
                x - wide * 0.6,
                y - high * (0.66 - line * 0.14),
                x + wide * (0.6 - line * 0.2),
                y - high * (0.66 - line * 0.14),
                3 * size,
                DARK,
            )
    block.box(x - wide * 1.3, y - 6, x + wide * 1.3, y + 22 * size, PAPER)
    block.gouge(x - wide, y + 8 * size, x + wide, y + 8 * size, 2.4, DARK)


def chrysanthemum(block: Block, x: float, y: float, size: float) -> None:
    block.disc(x, y - 110 * size, 96 * size, DARK)
    for flower in range(19):
        angle, far = flower * 2.4, math.sqrt(flower / 19) * 74 * size
        centre_x, centre_y = x + math.cos(angle) * far, y - 112 * size + math.sin(angle) * far * 0.8
        ink = LIGHT if flower % 3 else PAPER
        for petal in range(8):
            turn = petal * math.tau / 8 + flower
            block.gouge(
                centre_x,
                centre_y,
                centre_x + math.cos(turn) * 22 * size,
                centre_y + math.sin(turn) * 22 * size,
                4.4 * size,
                ink,
            )
    block.cut(
        [
            (x - 62 * size, y - 56 * size),
            (x + 62 * size, y - 56 * size),
            (x + 44 * size, y + 16 * size),
            (x - 44 * size, y + 16 * size),
        ],
        PAPER,
    )
    block.cut(
        [
            (x - 52 * size, y - 48 * size),
            (x + 52 * size, y - 48 * size),
            (x + 36 * size, y + 8 * size),
            (x - 36 * size, y + 8 * size),
        ],
        LIGHT,
    )
    block.box(x - 68 * size, y - 62 * size, x + 68 * size, y - 42 * size, DARK)
