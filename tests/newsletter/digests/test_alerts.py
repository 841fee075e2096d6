"""An alert reaches whoever asked for alerts: at once, once, at each report, and at its end."""

import datetime as dt

import pytest

from home.founding import Sections
from newsletter.digests import posting
from newsletter.digests.alerts import Stage
from newsletter.engine import freezing
from newsletter.engine.policy import Policy
from newsletter.engine.sending import send_due
from newsletter.models import Dispatch, Mailing
from tests.newsletter.digests.town import (
    ALERTS,
    DAILY_NEWS,
    Worker,
    article,
    at,
    district,
    flood,
    november,
    revise,
)
from tests.newsletter.residents import issue, readers, subscriber
from tests.people import JEANNE, KARIM

LONG_AGO = november(2)


def test_a_flood_is_told_at_once_with_what_to_do_and_where_to_follow_it(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    subscriber(town.home.site, JEANNE, LONG_AGO, DAILY_NEWS)
    with at(november(17, "09:00")):
        alert = flood(town, november(17, "09:00"))
        alert.instructions.create(text="Montez à l’étage ce qui craint l’eau.")
        alert.save_revision().publish()
    worker.passes(november(17, "09:00"))
    assert worker.mail.subjects(KARIM) == ["Alerte orange : Crue de la Lise"]
    text = worker.mail.text(KARIM)
    for words in ("// Vigilance orange", "Montez à l’étage", "appelez le 112", "/alertes/crue-de-la-lise/"):
        assert words in text
    assert worker.mail.subjects(JEANNE) == []


def test_an_alert_leaves_before_the_bulletin_in_progress(town: Sections, worker: Worker) -> None:
    readers(town.home.site, 15, LONG_AGO)
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    freezing.freeze(issue(town.home.site), november(17, "08:59"))
    flood(town, november(17, "09:00"), level=3)
    worker.passes(november(17, "09:00"))
    assert worker.mail.served[0] == KARIM
    assert worker.mail.subjects(KARIM) == ["Alerte rouge : Crue de la Lise"]


def test_the_worker_leaves_the_bulletin_for_an_alert_just_published_and_comes_back_to_it(
    town: Sections, worker: Worker
) -> None:
    readers(town.home.site, 30, LONG_AGO)
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    freezing.freeze(issue(town.home.site), november(17, "08:59"))

    def the_river_rises(_recipient: str) -> None:
        if len(worker.mail.served) == 3:
            flood(town, november(17, "09:00"))

    worker.mail.before_the_dot = the_river_rises
    with at(november(17, "09:00")):
        second = november(17, "09:00") + dt.timedelta(seconds=1)
        send_due(second, policy=Policy(group=10), open_carrier=worker.mail)
    assert len(worker.mail.served) == 10
    worker.passes(november(17, "09:00") + dt.timedelta(seconds=2))
    assert worker.mail.served[10] == KARIM
    assert len(worker.mail.served) == 31


def test_an_alert_that_nobody_can_freeze_does_not_hold_up_the_bulletin_for_long(town: Sections, worker: Worker) -> None:
    readers(town.home.site, 3, LONG_AGO)
    freezing.freeze(issue(town.home.site), november(17, "08:59"))
    flood(town, november(17, "09:00"))
    with at(november(17, "09:01")):
        assert send_due(november(17, "09:01"), open_carrier=worker.mail) == 0
    with at(november(17, "09:03")):
        assert send_due(november(17, "09:03"), open_carrier=worker.mail) == 3


def test_a_word_corrected_is_not_told_again_a_report_is_and_so_is_the_end(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    alert = flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    revise(alert, november(17, "09:10"), standfirst="Le quai des Lavandières est fermé.")
    worker.passes(november(17, "09:10"))
    revise(alert, november(17, "14:00"), "Le quai reste fermé")
    worker.passes(november(17, "14:00"))
    text = worker.mail.text(KARIM)
    assert text.index("14 h : Le quai reste fermé. 2,41 m") < text.index("Le quai des Lavandières est fermé")
    revise(alert, november(17, "18:00"), ends_at=november(17, "20:00"))
    worker.passes(november(17, "18:00"))
    worker.passes(november(17, "20:00"))
    worker.passes(november(17, "20:01"))
    assert worker.mail.subjects(KARIM) == [
        "Alerte orange : Crue de la Lise",
        "Crue de la Lise, point de 14 h : le quai reste fermé",
        "Fin de l’alerte : Crue de la Lise",
    ]


def test_an_alert_that_grows_worse_is_told_again_by_its_new_level(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    alert = flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    revise(alert, november(17, "11:00"), level=3)
    worker.passes(november(17, "11:00"))
    revise(alert, november(17, "12:00"), level=2)
    worker.passes(november(17, "12:00"))
    assert worker.mail.subjects(KARIM) == ["Alerte orange : Crue de la Lise", "Alerte rouge : Crue de la Lise"]


def test_only_those_who_were_told_of_it_hear_of_its_end(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"), ends_at=november(17, "20:00"))
    worker.passes(november(17, "09:00"))
    subscriber(town.home.site, JEANNE, november(17, "12:00"), ALERTS)
    worker.passes(november(17, "20:00"))
    assert (len(worker.mail.subjects(KARIM)), worker.mail.subjects(JEANNE)) == (2, [])


def test_an_alert_over_before_the_worker_came_back_is_not_told(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"), ends_at=november(17, "20:00"))
    worker.passes(november(18, "09:00"))
    assert worker.mail.kept == []


def test_an_alert_still_in_force_when_the_worker_comes_back_is_told(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"))
    worker.passes(november(18, "09:00"))
    assert worker.mail.subjects(KARIM) == ["Alerte orange : Crue de la Lise"]


def test_an_alert_withdrawn_before_it_left_is_not_sent(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    alert = flood(town, november(17, "09:00"))
    with at(november(17, "09:01")):
        alert.unpublish()
    worker.passes(november(17, "09:02"))
    assert worker.mail.kept == []


def test_an_alert_of_one_quarter_reaches_that_quarter_and_whoever_chose_none(town: Sections, worker: Worker) -> None:
    site = town.home.site
    mill, centre = district(site, "moulin-neuf", "Moulin-Neuf"), district(site, "bourg", "Le Bourg")
    subscriber(site, KARIM, LONG_AGO, ALERTS).districts.set([centre])
    subscriber(site, JEANNE, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"), title="Eau coupée", level=1, districts=[mill])
    worker.passes(november(17, "09:00"))
    assert (worker.mail.subjects(KARIM), worker.mail.subjects(JEANNE)) == ([], ["Avis : Eau coupée"])


def test_the_neighbouring_town_is_not_alarmed(town: Sections, neighbour: Sections, worker: Worker) -> None:
    subscriber(neighbour.home.site, JEANNE, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    assert worker.mail.kept == []


def test_an_alert_in_force_heads_the_day_s_news(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    flood(town, november(16, "12:00"))
    article(town, november(16, "13:00"))
    article(town, november(16, "14:00"), "Le pont ferme lundi")
    worker.passes(november(17, "08:30"))
    assert worker.mail.text(KARIM).index("// Crue de la Lise.") < worker.mail.text(KARIM).index("La halle rouvre")


def test_nobody_to_warn_writes_nothing(town: Sections, worker: Worker) -> None:
    flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    assert not Dispatch.objects.exists()
    assert not Mailing.objects.filter(kind=Mailing.Kind.ALERT).exists()


@pytest.mark.parametrize(
    ("stage", "told", "news"),
    [
        (Stage(2, 0), [], True),
        (Stage(2, 0), [Stage(2, 0)], False),
        (Stage(3, 0), [Stage(2, 0)], True),
        (Stage(1, 0), [Stage(2, 0)], False),
        (Stage(1, 1), [Stage(2, 0)], True),
        (Stage(2, 1), [Stage(2, 2)], False),
        (Stage(2, 0, over=True), [], False),
        (Stage(2, 0, over=True), [Stage(2, 0)], True),
        (Stage(2, 0, over=True), [Stage(2, 0), Stage(0, 0, over=True)], False),
        (Stage(2, 1, over=True), [Stage(2, 0), Stage(0, 0, over=True), Stage(2, 1)], True),
    ],
)
def test_what_is_news_after_what_was_told(stage: Stage, told: list[Stage], news: bool) -> None:
    assert stage.is_news_after(told) is news
    assert Stage.read(stage.name).name == stage.name


def test_an_end_long_past_is_not_told_by_a_worker_that_slept(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    flood(town, november(17, "09:00"), ends_at=november(17, "20:00"))
    worker.passes(november(17, "09:00"))
    worker.passes(november(17, "20:00") + dt.timedelta(days=2))
    assert worker.mail.subjects(KARIM) == ["Alerte orange : Crue de la Lise"]


def test_an_alert_that_nobody_tells_is_noticed(town: Sections, worker: Worker) -> None:
    assert posting.oldest_unread(november(16, "09:00")) is None
    flood(town, november(17, "09:00"))
    assert posting.oldest_unread(november(17, "09:20")) == november(17, "09:00")
    worker.passes(november(17, "09:20"))
    assert posting.oldest_unread(november(17, "09:21")) is None
