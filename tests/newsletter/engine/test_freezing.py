"""Freezing who an issue is for: everybody counted once, nobody forgotten, or nothing written."""

import datetime as dt
from unittest.mock import patch

import pytest
from wagtail.models import Page, Site

from newsletter.engine import freezing, ledger
from newsletter.models import Delivery, Dispatch, Subscriber
from newsletter.subscribers import subscriptions
from newsletter.subscribers.consent import Source
from tests.newsletter.residents import ALERTS, BULLETIN, issue, readers, subscriber

State, Reason = Delivery.State, Delivery.Reason


@pytest.fixture
def town_of_twelve(site: Site, now: dt.datetime) -> list[Subscriber]:
    """Ten readers; one of them in a pause, one whose mailbox is full; two more who only want alerts, or have left."""
    people = readers(site, 10, now)
    subscriptions.pause(people[3], now.date() + dt.timedelta(days=30), now)
    Subscriber.objects.filter(pk=people[7].pk).update(state=Subscriber.State.SUSPENDED)
    subscriber(site, "alertes@boite.example", now, ALERTS)
    subscriptions.leave(subscriber(site, "partie@boite.example", now), Source.LEAVE_PAGE, now)
    return people


@pytest.mark.usefixtures("town_of_twelve")
def test_the_count_an_editor_sees_says_who_is_left_out_and_why(site: Site, now: dt.datetime) -> None:
    plan = freezing.plan(issue(site), now)
    assert (plan.candidates, plan.planned) == (10, 8)
    assert plan.excluded == {Reason.PAUSED: 1, Reason.SUSPENDED: 1}


@pytest.mark.usefixtures("town_of_twelve")
def test_freezing_writes_one_row_per_person_and_the_account_balances(site: Site, now: dt.datetime) -> None:
    dispatch = freezing.freeze(issue(site), now)
    rows = dispatch.deliveries.all()
    assert rows.tally() == {State.PENDING: 8, State.EXCLUDED: 2}
    assert rows.reasons() == {Reason.PAUSED: 1, Reason.SUSPENDED: 1}
    assert (dispatch.candidates, dispatch.planned, dispatch.excluded) == (10, 8, 2)
    assert rows.values("subscriber").distinct().count() == 10


def test_an_issue_is_frozen_once_however_often_the_button_is_pressed(site: Site, now: dt.datetime) -> None:
    readers(site, 3, now)
    the_issue = issue(site)
    freezing.freeze(the_issue, now)
    with pytest.raises(freezing.AlreadyFrozen):
        freezing.freeze(the_issue, now)
    assert Dispatch.objects.count() == 1
    assert Delivery.objects.count() == 3


def test_an_account_that_does_not_balance_is_refused_and_leaves_nothing(site: Site, now: dt.datetime) -> None:
    readers(site, 3, now)
    the_issue = issue(site)
    begin = ledger.begin
    losing_one = patch.object(ledger, "begin", lambda dispatch, people, at: begin(dispatch, list(people)[:-1], at))
    with losing_one, pytest.raises(freezing.Unbalanced):
        freezing.freeze(the_issue, now)
    assert not Dispatch.objects.exists()
    assert not Delivery.objects.exists()


def test_whoever_subscribes_after_the_freeze_waits_for_the_next_issue(site: Site, now: dt.datetime) -> None:
    readers(site, 2, now)
    dispatch = freezing.freeze(issue(site), now)
    late = subscriber(site, "tardive@boite.example", now, BULLETIN)
    assert not dispatch.deliveries.filter(subscriber=late).exists()


def test_one_towns_issue_never_reaches_the_other_town(site: Site, now: dt.datetime) -> None:
    other = Site.objects.create(hostname="saint-aubin.example", root_page=Page.get_first_root_node())
    subscriber(other, "voisine@boite.example", now)
    mine = subscriber(site, "karim@boite.example", now)
    dispatch = freezing.freeze(issue(site), now)
    assert [delivery.subscriber for delivery in dispatch.deliveries.all()] == [mine]


def test_an_issue_nobody_waits_for_is_frozen_too(site: Site, now: dt.datetime) -> None:
    dispatch = freezing.freeze(issue(site), now)
    assert (dispatch.candidates, dispatch.planned) == (0, 0)


def test_freezing_asks_the_database_little_whatever_the_number(
    site: Site, now: dt.datetime, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    readers(site, 40, now)
    the_issue = issue(site)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        freezing.freeze(the_issue, now)
