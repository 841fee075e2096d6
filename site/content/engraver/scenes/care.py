"""Neighbours: the bench under the tree, the basket at the door, the doctor's bag."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import church, floor, furrows, hill, rays, sky
from content.engraver.people import from_behind, person


def bench() -> Block:
    """Two friends on their bench, the river before them."""
    block = Block(1200, 800, 151)
    sky(block, 180, 380)
    block.disc(820, 300, 100, PAPER)

    def ridge(x: float) -> float:
        return 400 - 46 * math.sin(x / 1200 * 5 + 1)

    hill(block, ridge, DARK, bottom=520)
    furrows(block, ridge, LIGHT, 7, 14)
    church(block, 900, 470, 0.7)
    block.flat(outline("0,480 1200,480 1200,640 0,640"), PAPER)
    block.strokes(492, 640, -30, 1210, DARK, gap=15, length=(50, 160), space=(60, 180), width=2.6, grow=1.1)
    hill(block, lambda x: 640 + 10 * math.sin(x / 130), DARK)
    block.strokes(670, 800, -30, 1210, LIGHT, gap=22, length=(20, 60), space=(40, 120), width=3.4, slant=-0.2, grow=1.1)
    trunk = outline("120,810 170,640 180,430 110,250 160,240 230,340 262,200 320,200 300,430 320,640 390,810")
    block.smooth(trunk, PAPER, halo=14)
    block.smooth(trunk, DARK)
    for bark in range(9):
        x = 196 + (bark * 29) % 100
        block.gouge(x, 420 + bark * 38, x + 10, 490 + bark * 38, 5, LIGHT if bark % 2 else PAPER)
    canopy(block)
    from_behind(block, 620, 672, 220, DARK, hat=True)
    from_behind(block, 800, 672, 206, LIGHT, hat=False)
    for plank in (610, 668):
        block.box(454, plank - 8, 966, plank + 42, PAPER)
        block.box(462, plank, 958, plank + 34, DARK)
        block.gouge(490, plank + 16, 930, plank + 18, 4, LIGHT)
    for leg in (500, 884):
        block.box(leg - 8, 590, leg + 44, 790, PAPER)
        block.box(leg, 596, leg + 36, 790, DARK)
    return block


def canopy(block: Block) -> None:
    crown = outline("-40,-40 860,-40 850,60 740,140 620,130 520,210 380,200 260,270 120,250 -40,320")
    block.smooth(crown, PAPER, halo=16)
    block.smooth(crown, DARK)
    for _leaf in range(170):
        x = block.chance.uniform(-10, 800)
        y = block.chance.uniform(0, max(30, 250 - x * 0.16))
        turn = block.chance.uniform(0.4, 1.3)
        block.gouge(
            x, y, x + math.cos(turn) * 30, y + math.sin(turn) * 30, 5.4, LIGHT if block.chance.random() < 0.6 else PAPER
        )


def basket() -> Block:
    """A neighbour at the door, with what the garden gave."""
    block = Block(1200, 800, 163)
    block.strokes(30, 640, -30, 1200, PAPER, gap=56, length=(60, 120), space=(90, 260), width=3)
    floor(block, 660)
    block.box(640, 110, 1000, 690, DARK)
    block.arch(664, 976, 270, 690, LIGHT, 0.55)
    rays(block, 820, 420, 150, 240, PAPER, count=26, start=math.pi, end=math.tau)
    block.cut(outline("976,210 1120,160 1120,760 976,690"), DARK)
    for panel in (250, 480):
        block.cut([(998, panel), (1098, panel - 24), (1098, panel + 190), (998, panel + 176)], LIGHT)
        block.cut([(1012, panel + 14), (1086, panel - 4), (1086, panel + 168), (1012, panel + 160)], DARK)
    block.box(600, 690, 1040, 730, PAPER)
    block.box(600, 722, 1040, 736, DARK)
    shuttered_window(block, 130, 150)
    vine(block)
    person(block, "elder", 836, 700, 470, way=-1)
    person(block, "woman", 480, 776, 540)
    harvest(block, 540, 536)
    return block


def shuttered_window(block: Block, x: float, y: float) -> None:
    block.box(x, y, x + 170, y + 240, DARK)
    block.flat(outline("81,8 89,8 89,232 81,232", x, y), PAPER)
    block.flat(outline("8,108 162,108 162,116 8,116", x, y), PAPER)
    for left in (x - 96, x + 176):
        block.box(left, y - 6, left + 90, y + 246, DARK)
        for slat in range(9):
            block.gouge(left + 12, y + 16 + slat * 26, left + 78, y + 18 + slat * 26, 6, LIGHT)
    block.box(x - 14, y + 240, x + 184, y + 258, DARK)
    for flower in range(9):
        block.disc(x + 6 + flower * 20, y + 226 - flower % 2 * 14, 14, DARK)
        block.disc(x + 6 + flower * 20, y + 226 - flower % 2 * 14, 10, LIGHT if flower % 3 else PAPER)


def vine(block: Block) -> None:
    stem = outline("596,690 590,420 604,200 660,80 820,50 1010,66")
    block.band(stem, DARK, 12)
    for index in range(46):
        along = index / 46 * (len(stem) - 1)
        part = int(along)
        x = stem[part][0] + (stem[part + 1][0] - stem[part][0]) * (along - part)
        y = stem[part][1] + (stem[part + 1][1] - stem[part][1]) * (along - part)
        turn = index * 2.4
        tip_x, tip_y = x + math.cos(turn) * 50, y + math.sin(turn) * 50
        block.gouge(x, y, tip_x, tip_y, 16, DARK)
        block.gouge(
            x + (tip_x - x) * 0.3, y + (tip_y - y) * 0.3, x + (tip_x - x) * 0.8, y + (tip_y - y) * 0.8, 3, PAPER
        )


def harvest(block: Block, x: float, y: float) -> None:
    shell = outline("-66,0 66,0 50,82 -50,82", x, y)
    block.band(outline("-54,4 -30,-74 30,-74 54,4", x, y), PAPER, 26)
    block.band(outline("-54,4 -30,-74 30,-74 54,4", x, y), DARK, 12)
    for fruit in range(5):
        block.disc(x - 46 + fruit * 23, y - 8 - fruit % 2 * 10, 19, DARK)
        block.disc(x - 46 + fruit * 23, y - 8 - fruit % 2 * 10, 14, LIGHT if fruit % 2 else PAPER)
    block.cut([(px + (12 if px > x else -12), py + (12 if py > y + 10 else -4)) for px, py in shell], PAPER)
    block.cut(shell, DARK)
    for row in range(3):
        for column in range(5):
            left = x - 50 + row * 5 + column * (22 - row)
            block.gouge(left, y + 18 + row * 25, left + 15, y + 18 + row * 25 + (6 if column % 2 else -6), 4.4, LIGHT)


def doctors_bag() -> Block:
    """The doctor's bag on the kitchen table."""
    block = Block(1200, 800, 173)
    sky(block, 30, 560, gap=42)
    block.disc(600, 350, 330, PAPER)
    rays(block, 600, 350, 350, 620, PAPER, count=48, start=math.pi * 0.9, end=math.pi * 2.1)
    block.box(-10, 610, 1210, 810, DARK)
    block.strokes(640, 800, -30, 1210, LIGHT, gap=34, length=(100, 300), space=(50, 150), width=4, grow=1.1)
    bag = outline("290,690 300,420 372,330 600,312 828,330 900,420 910,690")
    block.band(outline("450,330 470,190 600,160 730,190 750,330"), PAPER, 66)
    block.band(outline("450,330 470,190 600,160 730,190 750,330"), DARK, 42)
    block.gouge(466, 300, 474, 210, 5, LIGHT)
    block.gouge(734, 300, 726, 210, 5, LIGHT)
    block.gouge(520, 168, 680, 168, 5, LIGHT)
    block.cut(bag, PAPER, halo=24)
    block.cut(bag, DARK)
    block.cut(outline("318,440 882,440 888,462 312,462"), LIGHT)
    block.cut(outline("372,330 828,330 850,364 350,364"), PAPER)
    block.cut(outline("384,338 816,338 832,356 368,356"), DARK)
    block.box(552, 350, 648, 470, LIGHT)
    block.box(566, 364, 634, 456, DARK)
    block.disc(600, 410, 15, PAPER)
    for seam in range(12):
        x = 336 + seam * 46
        block.gouge(x, 490 + seam % 2 * 12, x + (600 - x) * 0.02, 660, 4.4, LIGHT if seam % 3 else PAPER)
    stethoscope(block)
    bottle(block, 1010, 700)
    return block


def stethoscope(block: Block) -> None:
    tube = outline("330,560 230,500 140,560 130,680 230,740 380,730 470,690 560,700 600,740")
    for points in (tube, outline("330,560 420,480 430,380"), outline("330,560 320,440 360,360")):
        block.band(points, PAPER, 44)
    for points in (tube, outline("330,560 420,480 430,380"), outline("330,560 320,440 360,360")):
        block.band(points, DARK, 26)
        block.band(points, LIGHT, 8)
    for x, y in ((430, 380), (360, 360)):
        block.disc(x, y, 24, PAPER)
        block.disc(x, y, 17, DARK)
    block.disc(640, 742, 66, PAPER)
    block.disc(640, 742, 56, DARK)
    block.disc(640, 742, 36, LIGHT)
    block.gouge(618, 730, 650, 718, 6, PAPER)


def bottle(block: Block, x: float, y: float) -> None:
    block.smooth(outline("-84,12 -88,-190 -44,-260 -44,-330 44,-330 44,-260 88,-190 84,12", x, y), PAPER)
    block.cut(outline("-70,0 -70,-180 -32,-238 32,-238 70,-180 70,0", x, y), DARK)
    block.box(x - 34, y - 312, x + 34, y - 232, DARK)
    block.gouge(x - 16, y - 300, x - 16, y - 244, 3.4, LIGHT)
    block.box(x - 56, y - 150, x + 56, y - 40, PAPER)
    for line in range(4):
        block.gouge(
            x - 42, y - 128 + line * 24, x + 40 - line % 2 * 26, y - 128 + line * 24, 4, DARK if line else LIGHT
        )
    block.gouge(x + 58, y - 170, x + 58, y - 10, 3, LIGHT)
