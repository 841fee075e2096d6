"""`PYTHONPATH=site python -m content.engraver [NAME …]`: cuts the named blocks again, or all of them, into engravings_data/."""

import sys
from pathlib import Path

from content.engraver.scenes import SCENES

BLOCKS = Path(__file__).parent.parent / "engravings_data"


def main(names: list[str]) -> None:
    for name in names or SCENES:
        BLOCKS.joinpath(f"{name}.svg").write_text(SCENES[name]().svg(), encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
