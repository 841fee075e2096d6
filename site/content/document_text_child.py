"""The child that reads a PDF: the file on standard input, on standard output a JSON list of its pages' text.

    python -m content.document_text_child SECONDS

Imports nothing of the site: it knows no database and no secret. Ends with a code other than 0 when it cannot read.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator

import pypdfium2

MEMORY = 1024**3
MOST_PAGES = 400
MOST_LETTERS = 400_000

_HYPHENATED = re.compile(r"(?<=\w)(?:-|\u00ad|\ufffe)[ \t]*\r?\n(?=[a-zà-ÿ])|[\u00ad\ufffe]")
_SPACES = re.compile(r"[\s\x00-\x1f\ufffe\uffff]+")


def main(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(list(pages(sys.stdin.buffer.read())), sys.stdout)


def pages(content: bytes) -> Iterator[str]:
    """The text of each page on one line, words cut at the end of a line put together again."""
    document = pypdfium2.PdfDocument(content)
    left = MOST_LETTERS
    for number in range(min(len(document), MOST_PAGES)):
        text = document[number].get_textpage().get_text_range()
        line = _SPACES.sub(" ", _HYPHENATED.sub("", text)).strip().encode(errors="ignore").decode()
        yield line[:left]
        left -= len(line)
        if left <= 0:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
