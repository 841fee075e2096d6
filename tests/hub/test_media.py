"""Pictures that are asked for outside a page."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_feed_reader_that_asks_for_an_icon_is_shown_where_it_is(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/icon.svg")
    assert not response.cookies
