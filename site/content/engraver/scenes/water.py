"""Water in its three states: the tap and the water tower, the wash house, the snow."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import flakes, furrows, hill, house, poplar, sky, tiles
from content.engraver.people import person


def tap() -> Block:
    """The fountain in front, the water tower on its hill behind."""
    block = Block(1200, 800, 23)
    sky(block, 24, 420)

    def ridge(x: float) -> float:
        return 520 - 70 * math.sin(x / 1200 * 4.2 - 0.5)

    hill(block, ridge, DARK)
    furrows(block, ridge, LIGHT, 11, 17)
    water_tower(block, 880, 500)
    for x, height in ((1090, 240), (1150, 300), (640, 190)):
        poplar(block, x, ridge(x) + 30, height, 58, LIGHT)
    block.box(-20, -20, 250, 830, PAPER)
    block.strokes(10, 800, 10, 232, DARK, gap=58, length=(90, 150), space=(20, 40), width=3.4)
    block.box(236, -20, 258, 830, DARK)
    spout = outline("290,210 470,210 560,250 580,330")
    block.band(spout, PAPER, 108)
    block.band(spout, DARK, 88)
    block.box(538, 322, 622, 372, DARK)
    block.box(246, 130, 300, 290, DARK)
    block.box(392, 96, 428, 180, DARK)
    block.smooth(outline("300,92 340,66 480,66 520,92 480,118 340,118"), PAPER, halo=14)
    block.smooth(outline("300,92 340,66 480,66 520,92 480,118 340,118"), DARK)
    block.gouge(320, 204, 490, 200, 6, LIGHT)
    block.gouge(500, 214, 552, 290, 5, LIGHT)
    block.gouge(340, 86, 470, 84, 4, LIGHT)
    falling_water(block)
    bucket(block, 440, 800)
    return block


def falling_water(block: Block) -> None:
    block.cut(outline("546,372 614,372 632,590 530,590"), PAPER)
    for strand in range(5):
        x = 556 + strand * 12
        block.gouge(
            x, 384 + strand % 2 * 30, x + (x - 580) * 0.4, 560 + strand % 3 * 12, 3.4, DARK if strand % 2 else LIGHT
        )


def bucket(block: Block, x: float, y: float) -> None:
    block.cut([(x - 16, 574), (x + 296, 574), (x + 258, y + 20), (x + 22, y + 20)], PAPER)
    block.cut([(x, 590), (x + 280, 590), (x + 244, y + 10), (x + 36, y + 10)], DARK)
    block.oval(x + 140, 588, 146, 34, DARK)
    block.oval(x + 140, 588, 128, 24, LIGHT)
    block.oval(x + 140, 590, 52, 11, PAPER)
    for ring in range(2):
        block.band(
            [(x + 14 + ring * 16, 650 + ring * 84), (x + 140, 672 + ring * 84), (x + 266 - ring * 16, 650 + ring * 84)],
            LIGHT,
            9,
        )
    block.gouge(x + 60, 630, x + 84, 780, 5, PAPER)
    block.gouge(x + 92, 636, x + 106, 740, 3, PAPER)


def water_tower(block: Block, x: float, y: float) -> None:
    cup = outline("-34,-150 -150,-250 -160,-330 160,-330 150,-250 34,-150", x, y)
    block.cut(outline("-56,0 -34,-160 34,-160 56,0", x, y), PAPER)
    block.cut(cup, PAPER)
    block.cut(outline("8,0 6,-160 34,-160 56,0", x, y), DARK)
    block.cut(
        outline("30,-150 60,-250 64,-330 160,-330 150,-250 34,-150", x, y),
        DARK,
    )
    block.cut(outline("-176,-328 0,-384 176,-328 168,-314 -168,-314", x, y), DARK)
    for rib in range(4):
        block.gouge(x - 130 + rib * 38, y - 306, x - 28 + rib * 10, y - 160, 3, DARK)
    for rib in range(2):
        block.gouge(x + 86 + rib * 30, y - 300, x + 60 + rib * 22, y - 210, 3, LIGHT)
    block.box(x - 12, y - 62, x + 14, y, DARK)


def wash_house() -> Block:
    """The old wash house: its roof, its beams, its still water."""
    block = Block(1200, 800, 41)
    sky(block, 16, 200)

    def ridge(x: float) -> float:
        return 250 - 60 * math.sin(x / 1200 * 5.6 + 1)

    hill(block, ridge, PAPER, bottom=560)
    furrows(block, ridge, DARK, 9, 17)
    for x, height in ((40, 330), (1130, 360), (1176, 300)):
        poplar(block, x, 540, height, 76)
    block.box(150, 330, 1050, 560, DARK)
    for bay in range(3):
        left = 190 + bay * 280
        block.arch(left + 40, left + 216, 430, 556, LIGHT, 0.6)
        block.strokes(420, 548, left + 62, left + 196, PAPER, gap=24, length=(30, 90), space=(20, 60), width=2.4)
    tiles(block, 60, 1140, 346, 130, 170)
    block.box(60, 340, 1140, 366, DARK)
    for x in (170, 450, 730, 1010):
        block.box(x - 22, 360, x + 22, 584, PAPER)
        block.box(x - 15, 362, x + 15, 580, DARK)
        block.gouge(x - 5, 390, x - 5, 560, 2.8, LIGHT)
        for side in (-1, 1):
            block.cut([(x + side * 13, 452), (x + side * 13, 420), (x + side * 74, 362), (x + side * 100, 362)], DARK)
    person(block, "woman", 590, 590, 226)
    person(block, "child", 880, 592, 150, way=-1)
    block.cut(outline("30,576 1170,576 1210,632 -10,632"), PAPER)
    for slab in range(9):
        block.gouge(70 + slab * 126, 584, 54 + slab * 134, 624, 3, DARK)
    block.box(-10, 628, 1210, 644, DARK)
    block.flat(outline("0,640 1200,640 1200,800 0,800"), DARK)
    for x in (170, 450, 730, 1010):
        block.strokes(650, 790, x - 32, x + 32, PAPER, gap=15, length=(24, 60), space=(10, 30), width=2.6, grow=1.08)
    block.strokes(656, 800, -20, 1210, LIGHT, gap=20, length=(70, 190), space=(40, 130), width=3.4, grow=1.1)
    return block


def snow_plough() -> Block:
    """Before day: the plough goes by, the windows light up."""
    block = Block(1200, 800, 52, ground=DARK)
    block.strokes(30, 300, -40, 1240, LIGHT, gap=52, length=(60, 180), space=(120, 340), width=2.4)
    x = -40.0
    for index, width in enumerate((230, 210, 250, 200, 240, 220)):
        house(block, x, 500, width, 190 + (index * 53) % 70, 96, gable=index % 2 == 1)
        snow_on(block, x, 500, width, 190 + (index * 53) % 70, gable=index % 2 == 1)
        x += width - 2
    block.cut(outline("-10,496 300,486 620,498 900,488 1210,496 1210,810 -10,810"), PAPER)
    block.strokes(530, 640, -20, 1210, LIGHT, gap=24, length=(40, 120), space=(80, 240), width=3)
    block.cut(outline("-10,690 1210,668 1210,810 -10,810"), DARK)
    block.strokes(730, 800, -20, 700, LIGHT, gap=24, length=(80, 200), space=(50, 140), width=3.4)
    flakes(block, 150, 0, 560)
    lorry(block, 250, 730)
    heap = outline("880,770 900,650 960,590 1010,600 1050,560 1120,590 1160,660 1220,700 1220,800 880,800")
    block.smooth(heap, DARK, halo=16)
    block.smooth(heap, PAPER)
    block.strokes(
        640,
        780,
        lambda y: 1000 - (y - 600) * 0.4,
        1170,
        DARK,
        gap=26,
        length=(24, 60),
        space=(40, 100),
        width=3.4,
        slant=0.3,
    )
    return block


def snow_on(block: Block, x: float, y: float, width: float, height: float, *, gable: bool) -> None:
    """Snow on that house of `motifs.house`, and a light at one of its windows."""
    eave = y - height
    if gable:
        block.cut([(x - 16, eave + 4), (x + width / 2, eave - 124), (x + width + 16, eave + 4), (x + width + 8, eave - 8),
                   (x + width / 2, eave - 98), (x - 8, eave - 8)], PAPER)  # fmt: skip
    else:
        block.cut([(x - 12, eave - 6), (x + 14, eave - 104), (x + width - 14, eave - 104), (x + width + 12, eave - 6),
                   (x + width * 0.7, eave - 26), (x + width * 0.4, eave - 14)], PAPER)  # fmt: skip
    pane, top = width / 7, eave + height * 0.2
    block.box(x + pane * 3, top, x + pane * 4, top + height * 0.22, LIGHT, wobble=1)


def lorry(block: Block, x: float, y: float) -> None:
    block.cut(outline("-20,-30 -20,-236 300,-236 300,-330 500,-330 560,-200 600,-180 612,-30", x, y), PAPER)
    block.cut(outline("-6,-40 6,-222 296,-222 286,-40", x, y), LIGHT)
    block.box(x - 6, y - 60, x + 600, y - 34, DARK)
    block.smooth(outline("12,-226 80,-286 160,-300 240,-274 290,-226", x, y), DARK)
    for rib in range(5):
        block.gouge(x + 36 + rib * 52, y - 200, x + 36 + rib * 52, y - 76, 4.6, DARK)
    block.cut(
        outline("312,-40 312,-318 490,-318 546,-192 590,-170 598,-40", x, y),
        DARK,
    )
    block.cut(outline("346,-196 346,-294 474,-294 520,-196", x, y), PAPER)
    block.disc(x + 420, y - 250, 21, DARK)
    block.smooth(outline("384,-196 392,-224 420,-232 448,-222 456,-196", x, y), DARK)
    block.gouge(x + 340, y - 130, x + 560, y - 130, 5, LIGHT)
    block.box(x + 370, y - 356, x + 440, y - 328, LIGHT)
    block.disc(x + 578, y - 104, 18, PAPER)
    for wheel in (x + 90, x + 470):
        block.disc(wheel, y - 26, 68, PAPER)
        block.disc(wheel, y - 26, 60, DARK)
        block.disc(wheel, y - 26, 24, LIGHT)
    block.smooth(
        outline("604,-150 650,-160 632,-80 660,10 600,16", x, y),
        PAPER,
        halo=12,
    )
    block.smooth(outline("604,-150 650,-160 632,-80 660,10 600,16", x, y), DARK)
    block.gouge(x + 622, y - 136, x + 624, y, 5, LIGHT)
