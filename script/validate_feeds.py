"""Every feed of the demonstration commune through the W3C Feed Validation Service's own program, level AAA.

FEEDVALIDATOR is the folder of a copy of https://github.com/w3c/feedvalidator: it is in no package registry. Prints each
message, and exits with 1 when there is one. JSON Feed is unknown to it; our own tests read that format.
"""

import importlib
import os
import sys
from io import BytesIO
from pathlib import Path

from hub.wsgi import django as _loaded  # noqa: F401  the apps, before anything of Django's

from django.test import Client  # isort: skip
from wagtail.models import Site

from content.feeds.spec import collections

TYPES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}


def messages(body: bytes, address: str, media_type: str) -> list[str]:
    """What the validator has to say of the document, in its own words."""
    validator = importlib.import_module("feedvalidator")
    wording = importlib.import_module("feedvalidator.formatter.text_plain")
    strictest = importlib.import_module("feedvalidator.compatibility").AAA
    found = validator.validateStream(BytesIO(body), firstOccurrenceOnly=1, contentType=media_type, base=address)
    return [str(line) for line in wording.Formatter(strictest(found["loggedEvents"]))]


def main() -> int:
    sys.path.insert(0, str(Path(os.environ["FEEDVALIDATOR"]) / "src"))
    client, wrong, read = Client(), 0, 0
    for site in Site.objects.all():
        for collection in collections(site):
            for file_name, media_type in TYPES.items():
                address = collection.address(file_name)
                body = client.get(f"/{collection.path}/{file_name}", headers={"host": site.hostname}).content
                found = messages(body, address, media_type)
                read, wrong = read + 1, wrong + len(found)
                for line in found:
                    print(f"{address}: {line}")
    print(f"{read} flux lus, {wrong} remarques")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
