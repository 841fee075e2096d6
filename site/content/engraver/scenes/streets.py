"""The street: works, bins, the shuttle, the bicycle."""

import math

from content.engraver.block import DARK, LIGHT, PAPER, Block, outline
from content.engraver.motifs import floor, furrows, hill, house, poplar, sky
from content.engraver.people import person


def row_of_houses(block: Block, y: float, widths: tuple[int, ...], height: float = 190) -> None:
    x = -30.0
    for index, width in enumerate(widths):
        house(block, x, y, width, height + (index * 37) % 60, 92, gable=index % 2 == 0)
        x += width - 3


def works() -> Block:
    """A dug street: the barrier, the heap and its shovel, the digger behind."""
    block = Block(1200, 800, 11)
    sky(block, 24, 250)
    row_of_houses(block, 440, (210, 250, 190, 260, 200, 230))
    floor(block, 440)
    digger(block, 640, 556)
    trench = outline("330,640 520,560 1230,590 1230,700 700,740")
    block.cut(trench, DARK)
    block.strokes(600, 700, lambda y: 760 - (y - 600) * 0.6, 1190, LIGHT,
                  gap=17, length=(30, 90), space=(30, 90), width=2.6, slant=0.1)  # fmt: skip
    heap = outline("600,860 700,770 810,730 890,676 980,650 1070,668 1130,716 1230,730 1260,860")
    block.smooth(heap, PAPER, halo=16)
    block.smooth(heap, DARK)
    for clod in range(34):
        x, y = 800 + (clod * 89) % 400, 712 + (clod * 41) % 92
        block.gouge(x, y, x + 26, y - 12, 4, LIGHT if clod % 3 else PAPER)
    shovel(block, 1010, 678)
    barrier(block, 44, 740, 480)
    return block


def barrier(block: Block, x: float, y: float, width: float) -> None:
    for foot in (x + 46, x + width - 74):
        block.flat(outline("-6,-334 34,-334 34,0 -6,0", foot, y), PAPER)
        block.box(foot, y - 330, foot + 28, y + 4, DARK)
        block.box(foot - 52, y - 6, foot + 80, y + 20, DARK)
        block.gouge(foot + 10, y - 120, foot + 10, y - 14, 2.6, PAPER)
    for top in (y - 300, y - 166):
        block.flat([(x - 8, top - 8), (x + width + 8, top - 8), (x + width + 8, top + 92), (x - 8, top + 92)], PAPER)
        block.box(x, top, x + width, top + 84, DARK)
        for stripe in range(5):
            left = x + 16 + stripe * 94
            block.cut(outline("0,76 46,9 88,9 42,76", left, top),
                      LIGHT if top < y - 200 else PAPER)  # fmt: skip
    block.disc(x + width / 2, y - 340, 40, PAPER)
    block.disc(x + width / 2, y - 340, 33, DARK)
    block.disc(x + width / 2, y - 340, 22, LIGHT)
    block.gouge(x + width / 2 - 12, y - 350, x + width / 2 - 2, y - 356, 4, PAPER)


def shovel(block: Block, x: float, y: float) -> None:
    block.band([(x + 8, y - 6), (x + 108, y - 346)], PAPER, 30)
    block.band([(x, y + 20), (x + 108, y - 346)], DARK, 17)
    block.band([(x + 72, y - 364), (x + 150, y - 338)], PAPER, 38)
    block.band([(x + 76, y - 362), (x + 146, y - 340)], DARK, 22)
    block.cut(outline("-44,-56 56,-26 26,64 -62,36", x, y), PAPER)
    block.cut(outline("-36,-46 46,-20 20,52 -52,28", x, y), LIGHT)
    block.gouge(x + 4, y - 28, x - 14, y + 36, 5, DARK)
    block.gouge(x + 30, y - 40, x + 90, y - 250, 2.4, LIGHT)


def digger(block: Block, x: float, y: float) -> None:
    block.smooth(
        outline("20,-84 300,-84 330,-44 300,0 20,0 -10,-44", x, y),
        PAPER,
        halo=12,
    )
    block.smooth(outline("20,-84 300,-84 330,-44 300,0 20,0 -10,-44", x, y), DARK)
    for wheel in range(5):
        block.disc(x + 36 + wheel * 62, y - 42, 22, LIGHT)
        block.disc(x + 36 + wheel * 62, y - 42, 10, DARK)
    block.cut(
        outline("26,-96 26,-180 112,-206 330,-206 348,-110 320,-96", x, y),
        PAPER,
    )
    block.cut(
        outline("36,-102 36,-172 116,-196 320,-196 336,-112 314,-102", x, y),
        DARK,
    )
    block.cut(outline("92,-190 108,-344 250,-344 262,-190", x, y), DARK)
    block.cut(outline("112,-204 124,-324 178,-324 178,-204", x, y), PAPER)
    block.cut(outline("192,-204 192,-324 236,-324 244,-204", x, y), PAPER)
    block.disc(x + 156, y - 262, 17, DARK)
    block.smooth(outline("128,-204 134,-240 156,-246 174,-236 176,-204", x, y), DARK)
    for fold in range(4):
        block.gouge(x + 270, y - 178 + fold * 20, x + 326, y - 176 + fold * 20, 4, LIGHT)
    boom = outline("60,-150 -60,-372 -122,-372 -214,-232 -182,-216 -96,-326 -80,-326 8,-130", x, y)
    block.cut(boom, PAPER, wobble=0)
    block.cut([(px * 0.97 + (x - 60) * 0.03, py * 0.985 + (y - 260) * 0.015) for px, py in boom], DARK)
    block.gouge(x + 22, y - 166, x - 66, y - 342, 4, LIGHT)
    block.smooth(
        outline("-226,-246 -166,-226 -150,-150 -190,-106 -250,-130", x, y),
        PAPER,
        halo=9,
    )
    block.smooth(outline("-226,-246 -166,-226 -150,-150 -190,-106 -250,-130", x, y), DARK)
    block.gouge(x - 206, y - 214, x - 186, y - 130, 6, LIGHT)


def bins() -> Block:
    """The bins put out the evening before, and the cat that knows the day."""
    block = Block(1200, 800, 6)
    sky(block, 20, 260)
    row_of_houses(block, 470, (230, 200, 260, 190, 240, 210))
    floor(block, 470)
    for x, body, lid in ((150, DARK, LIGHT), (480, LIGHT, DARK), (810, DARK, PAPER)):
        wheeled_bin(block, x, 756, body, lid)
    cat(block, 625, 300)
    return block


def wheeled_bin(block: Block, x: float, y: float, body: str, lid: str) -> None:
    marks = LIGHT if body == DARK else DARK
    shell = outline("0,-400 250,-400 220,-22 30,-22", x, y)
    block.smooth(outline("-26,-466 276,-466 284,-380 238,0 12,0 -34,-380", x, y), PAPER)
    block.cut(shell, DARK)
    block.cut([(px * 0.94 + (x + 125) * 0.06, py * 0.96 + (y - 200) * 0.04) for px, py in shell], body)
    for rib in range(6):
        left = x + 44 + rib * 32
        block.gouge(left, y - 346, left + (x + 125 - left) * 0.13, y - 60, 5.5, marks if rib % 2 else PAPER)
    block.cut(
        outline("-22,-400 -8,-452 258,-452 272,-400 268,-380 -18,-380", x, y),
        DARK,
    )
    if lid != DARK:
        block.cut(outline("-6,-404 3,-440 247,-440 256,-404", x, y), lid)
    block.gouge(x + 20, y - 418, x + 236, y - 420, 4, DARK if lid != DARK else LIGHT)
    block.box(x + 70, y - 392, x + 180, y - 366, DARK)
    for wheel in (x + 40, x + 210):
        block.disc(wheel, y - 18, 36, DARK)
        block.disc(wheel, y - 18, 15, PAPER)


def cat(block: Block, x: float, y: float) -> None:
    body = outline(
        "-64,0 -62,-46 -40,-94 -44,-120 -50,-156 -28,-138 -10,-140 8,-158 8,-118 2,-96 26,-60 40,-22 44,0", x, y
    )
    block.smooth(body, PAPER, halo=12)
    block.band(outline("34,-12 84,-8 96,46 76,84", x, y), PAPER, 30)
    block.band(outline("34,-12 84,-8 96,46 76,84", x, y), DARK, 18)
    block.smooth(body, DARK)
    for eye in (-32, -8):
        block.gouge(x + eye - 7, y - 120, x + eye + 7, y - 124, 5.4, PAPER)
    for fold in range(3):
        block.gouge(x - 40 + fold * 20, y - 60 + fold * 6, x - 44 + fold * 22, y - 14, 3, LIGHT)


def shuttle() -> Block:
    """The small bus of the villages, its road and its stop."""
    block = Block(1200, 800, 31)
    sky(block, 20, 260)
    block.disc(980, 150, 84, PAPER)

    def far(x: float) -> float:
        return 330 - 56 * math.sin(x / 1200 * 5 + 0.6)

    hill(block, far, DARK, bottom=560)
    furrows(block, far, LIGHT, 8, 14)
    for x, height in ((60, 330), (140, 390), (1130, 360), (1060, 290)):
        poplar(block, x, 560, height, 74, PAPER)
    floor(block, 540)
    block.box(-10, 690, 1210, 810, DARK)
    for dash in range(7):
        block.gouge(dash * 190 - 30, 764, dash * 190 + 80, 764, 7, LIGHT)
    bus(block, 370, 716)
    block.box(236, 330, 254, 716, PAPER)
    block.box(240, 334, 251, 712, DARK)
    block.disc(246, 330, 58, PAPER)
    block.disc(246, 330, 50, DARK)
    block.cut(outline("214,306 278,306 278,350 214,350"), LIGHT)
    block.box(222, 314, 270, 332, DARK, wobble=0)
    person(block, "elder", 124, 722, 310)
    person(block, "child", 310, 728, 190, way=-1)
    return block


def bus(block: Block, x: float, y: float) -> None:
    shell = outline("0,-60 8,-190 62,-330 100,-352 700,-352 736,-320 740,-60", x, y)
    block.cut([(px + (12 if px > x + 300 else -12), py + (12 if py > y - 100 else -12)) for px, py in shell], PAPER)
    block.cut(shell, DARK)
    block.cut(outline("14,-176 728,-176 728,-116 8,-116", x, y), LIGHT)
    block.cut(outline("34,-196 80,-314 148,-320 148,-196", x, y), PAPER)
    block.smooth(outline("96,-196 98,-230 116,-244 140,-232 144,-196", x, y), DARK)
    block.disc(x + 116, y - 262, 20, DARK)
    for window in range(4):
        left = x + 172 + window * 138
        block.box(left, y - 320, left + 118, y - 200, PAPER)
        if window != 2:
            block.disc(left + 54, y - 252, 22, DARK)
            block.smooth(outline("16,-200 26,-226 54,-234 84,-224 94,-200", left, y),
                         LIGHT if window % 2 else DARK)  # fmt: skip
        block.gouge(left + 8, y - 310, left + 50, y - 316, 3, LIGHT)
    for line in range(9):
        block.gouge(x + 40 + line * 78, y - 92 + line % 2 * 8, x + 96 + line * 78, y - 92 + line % 2 * 8, 3, PAPER)
    for wheel in (x + 150, x + 590):
        block.disc(wheel, y - 46, 74, DARK)
        block.disc(wheel, y - 46, 60, PAPER)
        block.disc(wheel, y - 46, 52, DARK)
        block.disc(wheel, y - 46, 22, LIGHT)
    block.disc(x + 26, y - 96, 15, PAPER)


def bicycle() -> Block:
    """A bicycle against the wall of the old market, its basket full."""
    block = Block(1200, 800, 17)
    block.strokes(20, 600, -40, 1240, PAPER, gap=44, length=(50, 120), space=(26, 60), width=2.4)
    block.box(-10, 610, 1210, 810, DARK)
    block.strokes(640, 800, -60, 1200, LIGHT, gap=26, length=(60, 160), space=(60, 180), width=3, grow=1.2)
    back, front, axle = (350.0, 500.0), (850.0, 500.0), (560.0, 520.0)
    for x, y in (back, front):
        wheel(block, x, y)
    saddle, head = (498.0, 246.0), (756.0, 226.0)
    tubes = (
        [back, axle],
        [back, (508, 286)],
        [axle, saddle],
        [axle, (770, 270)],
        [(510, 296), (764, 256)],
        [head, (790, 340), front],
    )
    for tube in tubes:
        block.band(tube, PAPER, 40)
    for tube in tubes:
        block.band(tube, DARK, 24)
    for tube in tubes[:5]:
        (x, y), (to_x, to_y) = tube[0], tube[-1]
        block.gouge(x + (to_x - x) * 0.2, y + (to_y - y) * 0.2, x + (to_x - x) * 0.8, y + (to_y - y) * 0.8, 3.4, LIGHT)
    block.disc(*axle, 42, DARK)
    block.disc(*axle, 26, LIGHT)
    block.band([axle, (610, 600)], DARK, 16)
    block.box(576, 594, 664, 618, DARK)
    block.smooth(outline("426,214 530,206 572,222 560,240 500,258 432,254"), DARK)
    block.band([head, (742, 160), (690, 140), (650, 150)], PAPER, 34)
    block.band([head, (742, 160), (690, 140), (650, 150)], DARK, 20)
    loaded_basket(block, 776, 178)
    return block


def wheel(block: Block, x: float, y: float) -> None:
    block.disc(x, y, 206, PAPER)
    block.disc(x, y, 196, DARK)
    block.disc(x, y, 176, PAPER)
    for spoke in range(20):
        across, down = math.cos(spoke * math.tau / 20), math.sin(spoke * math.tau / 20)
        block.gouge(x + across * 26, y + down * 26, x + across * 172, y + down * 172, 2.2, DARK)
    block.disc(x, y, 24, DARK)
    block.disc(x, y, 9, LIGHT)


def loaded_basket(block: Block, x: float, y: float) -> None:
    for leaf in range(7):
        foot, tip = x + 40 + leaf * 10, x + 2 + leaf * 22
        blade = [(foot - 6, y + 20), (tip - 14, y - 60), (tip, y - 98), (tip + 16, y - 56), (foot + 10, y + 20)]
        block.smooth(blade, PAPER, halo=9)
        block.smooth(blade, DARK if leaf % 2 else LIGHT)
        block.gouge(foot, y, tip, y - 80, 2, PAPER if leaf % 2 else DARK)
    for loaf in (0, 34):
        crust = [(x + 134 + loaf, y + 30), (x + 172 + loaf, y - 124)]
        block.band(crust, PAPER, 42)
        block.band(crust, DARK, 29)
        for slash in range(4):
            left = x + 133 + loaf + slash * 10
            block.gouge(left, y - 10 - slash * 30, left + 24, y - 26 - slash * 30, 3.6, LIGHT)
    shell = outline("0,0 226,0 196,124 30,124", x, y)
    block.cut(shell, PAPER, halo=18)
    block.cut(shell, DARK)
    block.gouge(x + 6, y + 9, x + 220, y + 9, 4, PAPER)
    for row in range(4):
        for column in range(8):
            left = x + 16 + row * 7 + column * (196 - row * 14) / 8
            block.gouge(left, y + 26 + row * 26, left + 18, y + 26 + row * 26 + (7 if column % 2 else -7), 4.6, LIGHT)
