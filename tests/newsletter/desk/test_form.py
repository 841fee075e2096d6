"""A new number opens with what a bulletin always has."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import User
from home.founding import Sections
from newsletter.desk.form import after, next_month
from tests.newsletter.composing import december


def test_until_the_tenth_the_bulletin_is_this_month_s_then_the_next_one_s() -> None:
    assert next_month(dt.date(2026, 11, 10)) == dt.date(2026, 11, 1)
    assert next_month(dt.date(2026, 11, 20)) == dt.date(2026, 12, 1)
    assert after(dt.date(2026, 12, 15)) == dt.date(2027, 1, 1)


@pytest.mark.django_db
def test_the_next_number_the_next_month_and_the_usual_sections_are_proposed(
    town: Sections, odile: User, client: Client
) -> None:
    december(town)
    client.force_login(odile)
    response = client.get(f"/admin/pages/add/newsletter/bulletinpage/{town.bulletin.pk}/")
    form = response.context["form"]
    assert form.initial["number"] == 48
    assert form.initial["month"] == dt.date(2027, 1, 1)
    assert [block.block_type for block in form.initial["sections"]] == [
        "editorial",
        "news",
        "agenda",
        "practical",
        "back",
    ]
