"""Wednesdays: the pitch, the canteen."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import furrows, hill, poplar, sky, tiles
from content.engraver.people import person


def pitch() -> Block:
    """The ground by the river: the goal, the changing rooms, the ball."""
    block = Block(1200, 800, 131)
    sky(block, 20, 240)

    def ridge(x: float) -> float:
        return 280 - 50 * math.sin(x / 1200 * 5 + 2)

    hill(block, ridge, DARK, bottom=460)
    furrows(block, ridge, LIGHT, 7, 15)
    for x, height in ((760, 300), (840, 360), (1150, 330)):
        poplar(block, x, 450, height, 76, PAPER)
    block.box(60, 290, 560, 440, PAPER)
    tiles(block, 40, 580, 296, 212, 40)
    for x in (100, 220, 340, 460):
        block.box(x, 340, x + 60, 440, DARK)
        block.gouge(x + 12, 356, x + 12, 430, 3, LIGHT)
    for stripe in range(5):
        top, bottom = 436 + stripe**2 * 17, 436 + (stripe + 1) ** 2 * 17
        block.flat([(0, top), (1200, top), (1200, bottom), (0, bottom)], PAPER if stripe % 2 else LIGHT)
        block.strokes(
            top + 10,
            bottom,
            -30,
            1200,
            DARK,
            gap=13 + stripe * 5,
            length=(10, 26),
            space=(40, 130),
            width=2 + stripe * 0.5,
            slant=-0.7,
        )
    block.cut(outline("-10,640 1210,560 1210,572 -10,656"), PAPER, wobble=0.8)
    goal(block)
    person(block, "child", 960, 606, 170, way=-1)
    person(block, "runner", 520, 660, 240)
    person(block, "runner", 606, 566, 160, way=-1)
    ball(block, 250, 664, 116)
    return block


def goal(block: Block) -> None:
    left, right, top, bottom = 720, 1150, 330, 620
    block.cut(
        [
            (left, top),
            (right, top),
            (right, bottom - 20),
            (right - 40, bottom - 60),
            (left + 50, bottom - 44),
            (left, bottom),
        ],
        DARK,
    )
    for thread in range(15):
        x = left + thread * (right - left) / 14
        block.gouge(x, top - 20, left + 40 + thread * (right - left - 80) / 14, bottom - 30, 2.4, PAPER)
    for thread in range(8):
        y = top + 26 + thread * 29
        block.gouge(left - 60, y + 6, right + 60, y - 4, 2.4, PAPER)
    for points in ([(left, bottom), (left, top)], [(left, top), (right, top)], [(right, top), (right, bottom - 20)]):
        block.band(points, DARK, 34)
    for points in ([(left, bottom), (left, top)], [(left, top), (right, top)], [(right, top), (right, bottom - 20)]):
        block.band(points, PAPER, 18)


def ball(block: Block, x: float, y: float, radius: float) -> None:
    block.oval(x + 30, y + radius - 4, radius * 1.15, 22, DARK)
    block.disc(x, y, radius + 10, DARK)
    block.disc(x, y, radius, PAPER)

    def pentagon(centre_x: float, centre_y: float, size: float, turn: float, squash: float) -> None:
        corners = []
        for side in range(5):
            angle = turn + side * math.tau / 5
            away = math.atan2(centre_y - y, centre_x - x)
            out, across = math.cos(angle - away) * squash, math.sin(angle - away)
            corners.append((centre_x + (out * math.cos(away) - across * math.sin(away)) * size,
                            centre_y + (out * math.sin(away) + across * math.cos(away)) * size))  # fmt: skip
        block.cut(corners, DARK, wobble=1)

    pentagon(x, y, radius * 0.34, -math.pi / 2, 1)
    for side in range(5):
        angle = -math.pi / 2 + side * math.tau / 5
        block.gouge(x + math.cos(angle) * radius * 0.3, y + math.sin(angle) * radius * 0.3,
                    x + math.cos(angle) * radius * 0.66, y + math.sin(angle) * radius * 0.66, 4, DARK)  # fmt: skip
        turn = angle + math.tau / 10
        pentagon(
            x + math.cos(turn) * radius * 0.84, y + math.sin(turn) * radius * 0.84, radius * 0.3, turn + math.pi, 0.5
        )
    for shade in range(4):
        angle = 0.5 + shade * 0.34
        block.gouge(x + math.cos(angle) * radius * 0.9, y + math.sin(angle) * radius * 0.9,
                    x + math.cos(angle + 0.3) * radius * 0.9, y + math.sin(angle + 0.3) * radius * 0.9, 4, LIGHT)  # fmt: skip


def canteen() -> Block:
    """The canteen's table seen from above: a plate, the bread, the jug."""
    block = Block(1200, 800, 149)
    for column in range(9):
        for row in range(6):
            if (column + row) % 2:
                block.box(column * 140 - 40, row * 140 - 20, column * 140 + 100, row * 140 + 120, PAPER)
    plate(block, 600, 400)
    fork(block, 288, 400)
    knife(block, 884, 400)
    glass(block, 1048, 130)
    bread(block, 70, 66)
    apple(block, 1050, 640)
    return block


def plate(block: Block, x: float, y: float) -> None:
    block.disc(x + 10, y + 14, 262, DARK)
    block.disc(x, y, 254, DARK)
    block.disc(x, y, 242, PAPER)
    for mark in range(44):
        angle = mark * math.tau / 44
        block.gouge(
            x + math.cos(angle) * 200,
            y + math.sin(angle) * 200,
            x + math.cos(angle) * 232,
            y + math.sin(angle) * 232,
            6,
            LIGHT,
        )
    block.disc(x, y, 186, DARK)
    block.disc(x, y, 178, PAPER)
    fish = outline("-140,-40 -60,-98 50,-82 104,-40 150,-84 142,-26 154,20 100,-8 30,20 -70,6", x, y)
    block.smooth(fish, DARK)
    block.disc(x - 98, y - 44, 11, PAPER)
    block.disc(x - 98, y - 44, 5, DARK)
    block.gouge(x - 66, y - 82, x - 62, y - 4, 4, LIGHT)
    for scale in range(14):
        left, top = x - 40 + (scale % 5) * 30, y - 68 + (scale // 5) * 28 + scale % 2 * 6
        block.gouge(left, top, left + 18, top + 9, 3.6, LIGHT if scale % 3 else PAPER)
    for pea in range(26):
        angle, far = pea * 2.4, math.sqrt(pea / 26) * 66
        block.disc(x - 20 + math.cos(angle) * far * 1.5, y + 96 + math.sin(angle) * far * 0.66, 17, DARK)
        block.disc(
            x - 20 + math.cos(angle) * far * 1.5, y + 96 + math.sin(angle) * far * 0.66, 13, LIGHT if pea % 4 else PAPER
        )


def fork(block: Block, x: float, y: float) -> None:
    block.smooth(
        outline("-60,-206 60,-206 62,-60 30,210 -30,210 -62,-60", x, y),
        PAPER,
    )
    for tine in (-36, -12, 12, 36):
        block.band([(x + tine, y - 190), (x + tine, y - 90)], DARK, 13)
    block.smooth(
        outline("-44,-104 44,-104 36,-46 14,-14 -14,-14 -36,-46", x, y),
        DARK,
    )
    block.smooth(
        outline("-11,-24 11,-24 18,150 14,196 -14,196 -18,150", x, y),
        DARK,
    )
    block.gouge(x, y + 40, x, y + 180, 4, LIGHT)


def knife(block: Block, x: float, y: float) -> None:
    block.smooth(
        outline("-42,-200 36,-214 60,-40 44,212 -34,212 -46,0", x, y),
        PAPER,
    )
    block.smooth(
        outline("-22,10 -24,-120 -4,-190 22,-196 32,-90 28,10", x, y),
        DARK,
    )
    block.gouge(x + 4, y - 170, x + 12, y - 10, 5, PAPER)
    block.smooth(outline("-18,14 24,14 28,180 4,200 -22,180", x, y), DARK)
    block.gouge(x + 3, y + 40, x + 3, y + 176, 4.6, LIGHT)


def glass(block: Block, x: float, y: float) -> None:
    block.disc(x + 8, y + 10, 104, DARK)
    block.disc(x, y, 98, DARK)
    block.disc(x, y, 84, PAPER)
    block.disc(x, y, 70, LIGHT)
    for wave in range(4):
        block.gouge(
            x - 46 + wave * 8, y - 24 + wave * 20, x + 34 + wave * 5, y - 30 + wave * 20, 4, PAPER if wave % 2 else DARK
        )


def bread(block: Block, x: float, y: float) -> None:
    loaf = outline("-190,20 -120,-70 40,-92 160,-40 176,40 80,96 -90,104", x, y)
    block.smooth(loaf, PAPER, halo=18)
    block.smooth(loaf, DARK)
    for slash in range(5):
        left = x - 128 + slash * 60
        block.gouge(left, y + 52 - slash % 2 * 8, left + 46, y - 50 + slash % 2 * 10, 11, LIGHT)
        block.gouge(left + 22, y + 54, left + 58, y - 30, 3, PAPER)


def apple(block: Block, x: float, y: float) -> None:
    fruit = outline("0,-70 62,-86 108,-20 84,70 20,104 -20,104 -84,70 -108,-20 -62,-86", x, y)
    block.smooth(fruit, PAPER, halo=18)
    block.smooth(fruit, DARK)
    block.smooth([(x + (px - x) * 0.86, y + (py - y) * 0.86 + 2) for px, py in fruit], LIGHT)
    block.band(outline("0,-62 6,-104 26,-128", x, y), DARK, 13)
    block.smooth(outline("14,-92 60,-134 108,-120 72,-84", x, y), DARK)
    for shade in range(4):
        block.gouge(
            x - 64 + shade * 8,
            y - 34 + shade * 14,
            x - 40 + shade * 10,
            y + 48 + shade * 8,
            5,
            PAPER if shade < 2 else DARK,
        )
