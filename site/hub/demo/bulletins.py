"""The issues of the bulletin. Links to an issue lead to the shelf where the issues stand."""

from collections.abc import Iterator

from hub.demo.chronicle import Step
from hub.demo.ground import Ground


def write(ground: Ground) -> Iterator[Step]:
    for text in ground.read("bulletins"):
        ground.pages[text["slug"]] = ground.sections.bulletin
    yield from ()
