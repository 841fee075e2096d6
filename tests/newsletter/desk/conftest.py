"""Odile at the desk, with December's number in hand."""

import pytest
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from home.founding import Sections
from newsletter.models import BulletinPage
from tests.newsletter.composing import december, settle


@pytest.fixture
def draft(town: Sections, site: Site, odile: User, client: Client) -> BulletinPage:
    """Written, approved by nobody."""
    settle(site)
    client.force_login(odile)
    page = december(town)
    page.refresh_from_db()
    return page
