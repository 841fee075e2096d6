"""What no address of the site can do: settings written by hand, a second town, the page of a breakdown.

It is said to the town's own `manage.py shell`, in a process of its own; the running site hears of it as of any publication.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.journeys.running_town import ROOT, RunningTown

SECOND_TOWN = """
from wagtail.models import Page, Site
from home.founding import found_town
root = Page.get_first_root_node().add_child(instance=Page(title="Ay", slug="ay"))
found_town(Site.objects.create(hostname="localhost", port={port}, root_page=root, site_name="Ay"), name="Ay")
"""
FORGET_SECOND_TOWN = """
from wagtail.models import Page, Site
site = Site.objects.get(hostname="localhost")
root = site.root_page_id
site.delete()  # with its journal: pages of no town write none when they go
Page.objects.get(pk=root).delete()
"""
BREAKDOWN = """
from django.template.loader import render_to_string
print(render_to_string("500.html"))
"""
SETTINGS = """
import json, sys
from content.models import Commune
from wagtail.models import Site
commune = Commune.for_site(Site.objects.get(is_default_site=True))
asked = json.loads({asked!r})
print(json.dumps({{name: getattr(commune, name) for name in asked}}))
for name, value in asked.items():
    setattr(commune, name, value)
commune.save()
"""


def decree(town: RunningTown, words: str) -> str:
    """Has the town's shell do that; returns what it printed. Raises CalledProcessError, with its words, when it cannot."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", words]
    done = subprocess.run(command, cwd=ROOT, env=town.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@contextmanager
def second_town(town: RunningTown) -> Iterator[str]:
    """A town just founded, where nothing was ever written, in the same installation; gives its address."""
    decree(town, SECOND_TOWN.format(port=town.port))
    try:
        yield f"http://localhost:{town.port}"
    finally:
        decree(town, FORGET_SECOND_TOWN)


@contextmanager
def settings_of(town: RunningTown, settings: dict[str, str | None]) -> Iterator[None]:
    """The town with those settings of its commune, as long as the block lasts."""
    before = json.loads(decree(town, SETTINGS.format(asked=json.dumps(settings))))
    try:
        yield
    finally:
        decree(town, SETTINGS.format(asked=json.dumps(before)))


def breakdown(town: RunningTown) -> str:
    """The page that is shown when the rest has stopped."""
    return decree(town, BREAKDOWN)
