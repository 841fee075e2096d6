"""The blade and the gouge: flat shapes with slightly false edges, tapered strokes. Text out, an SVG in three separations."""

import math
from collections.abc import Callable, Sequence
from random import Random

Point = tuple[float, float]
Edge = Callable[[float], float]
DARK, LIGHT, PAPER = "#000", "#f00", "#fff"


class Block:
    """A block of lino being cut, in units of its own size; y goes down. Later cuts cover earlier ones."""

    def __init__(self, width: int, height: int, seed: int, ground: str = LIGHT) -> None:
        self.width, self.height = width, height
        self.chance = Random(seed)  # noqa: S311 -- the same wobble at each cutting
        self.paths: list[tuple[str, str]] = []  # attributes, path data
        self.flat([(0, 0), (width, 0), (width, height), (0, height)], ground)

    def add(self, attributes: str, data: str) -> None:
        """Consecutive cuts in the same ink become one path: a short file."""
        if self.paths and self.paths[-1][0] == attributes:
            self.paths[-1] = (attributes, self.paths[-1][1] + data)
        else:
            self.paths.append((attributes, data))

    def flat(self, points: Sequence[Point], ink: str) -> None:
        """A polygon with true edges."""
        self.add(f'fill="{ink}"', "M" + "L".join(f"{round(x)} {round(y)}" for x, y in points) + "Z")

    def cut(self, points: Sequence[Point], ink: str, step: float = 46, wobble: float = 1.6, halo: float = 0) -> None:
        """A polygon cut by hand: its edges waver every STEP units by WOBBLE at most. HALO as in `smooth`."""
        edge: list[Point] = []
        for (x, y), (to_x, to_y) in zip(points, [*points[1:], points[0]], strict=True):
            parts = max(1, int(math.hypot(to_x - x, to_y - y) / step))
            for part in range(parts):
                along, error = part / parts, wobble if part else 0
                edge.append((x + (to_x - x) * along + self.wavers(error), y + (to_y - y) * along + self.wavers(error)))
        outline = f' stroke="{ink}" stroke-width="{halo:g}" stroke-linejoin="round"' if halo else ""
        self.add(f'fill="{ink}"{outline}', "M" + "L".join(f"{round(x)} {round(y)}" for x, y in edge) + "Z")

    def box(self, left: float, top: float, right: float, bottom: float, ink: str, wobble: float = 1.4) -> None:
        self.cut([(left, top), (right, top), (right, bottom), (left, bottom)], ink, wobble=wobble)

    def smooth(self, points: Sequence[Point], ink: str, halo: float = 0) -> None:
        """A closed outline that turns without breaking (Catmull-Rom), widened by HALO on both sides."""
        outline = f' stroke="{ink}" stroke-width="{halo:g}" stroke-linejoin="round"' if halo else ""
        self.add(f'fill="{ink}"{outline}', curve(points, closed=True) + "Z")

    def band(self, points: Sequence[Point], ink: str, width: float) -> None:
        """A line of even width that turns without breaking."""
        ends = 'stroke-linejoin="round" stroke-linecap="round"'
        self.add(f'fill="none" stroke="{ink}" stroke-width="{width:g}" {ends}', curve(points, closed=False))

    def gouge(self, x: float, y: float, to_x: float, to_y: float, width: float, ink: str) -> None:
        """One stroke of the gouge: a lens, pointed at both ends, WIDTH on each side at its middle."""
        x, y, to_x, to_y = round(x), round(y), round(to_x), round(to_y)
        length = math.hypot(to_x - x, to_y - y) or 1
        aside_x, aside_y = -(to_y - y) / length * width, (to_x - x) / length * width
        half_x, half_y = (to_x - x) / 2, (to_y - y) / 2
        there = f"q{short(half_x + aside_x)} {short(half_y + aside_y)} {to_x - x} {to_y - y}"
        back = f"q{short(-half_x - aside_x)} {short(-half_y - aside_y)} {x - to_x} {y - to_y}"
        self.add(f'fill="{ink}"', f"M{x} {y}{there}{back}z")

    def oval(self, x: float, y: float, radius_x: float, radius_y: float, ink: str) -> None:
        left, right, top = round(x - radius_x), round(2 * radius_x), round(y)
        arc = f"a{radius_x:.0f} {radius_y:.0f} 0 1 0 "
        self.add(f'fill="{ink}"', f"M{left} {top}{arc}{right} 0{arc}{-right} 0z")

    def disc(self, x: float, y: float, radius: float, ink: str) -> None:
        self.oval(x, y, radius, radius, ink)

    def arch(self, left: float, right: float, spring: float, bottom: float, ink: str, rise: float = 1) -> None:
        """An opening under an arch that springs from SPRING; RISE 1 is a half circle."""
        radius = (right - left) / 2
        arc = f"A{radius:.0f} {radius * rise:.0f} 0 0 1 {right:.0f} {spring:.0f}"
        self.add(f'fill="{ink}"', f"M{left:.0f} {bottom:.0f}V{spring:.0f}{arc}V{bottom:.0f}z")

    def strokes(
        self,
        top: float,
        bottom: float,
        left: float | Edge,
        right: float | Edge,
        ink: str,
        *,
        gap: float,
        length: tuple[float, float],
        space: tuple[float, float],
        width: float,
        grow: float = 1,
        slant: float = 0,
    ) -> None:
        """Rows of gouge strokes between two edges (numbers, or functions of y); each row GROWs on the one above."""
        y = top
        while y < bottom:
            begin, end = at(left, y), at(right, y)
            x = begin + self.chance.uniform(0, space[1])
            while x < end - length[0] / 2:
                to_x = min(x + self.chance.uniform(*length), end)
                wide = width * self.chance.uniform(0.6, 1.15)
                self.gouge(x, y + self.wavers(1.5), to_x, y + slant * (to_x - x) + self.wavers(1.5), wide, ink)
                x = to_x + self.chance.uniform(*space)
            y += gap
            gap, width = gap * grow, width * grow

    def wavers(self, most: float) -> float:
        return self.chance.uniform(-most, most)

    def svg(self) -> str:
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}"'
        paths = "\n".join(f'<path {attributes} d="{data}"/>' for attributes, data in self.paths)
        return f'{head} preserveAspectRatio="xMidYMid slice">\n{paths}\n</svg>\n'


def outline(corners: str, x: float = 0, y: float = 0) -> list[Point]:
    """« 0,-80 40,-20 40,0 » as points from (X, Y): an outline as it is drawn on squared paper."""
    return [(x + float(right), y + float(down)) for right, down in (corner.split(",") for corner in corners.split())]


def at(edge: float | Edge, y: float) -> float:
    return edge(y) if callable(edge) else edge


def short(number: float) -> str:
    """One decimal at most, and none when it is zero: « 3.5 », « -.2 », « 4 »."""
    text = f"{number:.1f}".removesuffix(".0").replace("-0.", "-.")
    return "0" if text in {"-0", "-.0"} else text.removeprefix("0") or "0"


def curve(points: Sequence[Point], *, closed: bool) -> str:
    """The path data of a curve through POINTS (Catmull-Rom, as cubic Béziers)."""
    count = len(points)
    data = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for index in range(count if closed else count - 1):
        places = range(index - 1, index + 3)
        if closed:
            before, here, there, after = (points[place % count] for place in places)
        else:
            before, here, there, after = (points[min(max(place, 0), count - 1)] for place in places)
        first = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        second = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        data += "C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in (first, second, there))
    return data
