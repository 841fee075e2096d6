"""Sending through a provider's API: the same ledger, the same promises, against a server that speaks the provider's words."""

import datetime as dt
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings
from wagtail.models import Site

from content.mail import api, transport
from content.mail.api import Fate, Outcome
from newsletter.bounces import return_path
from newsletter.engine import counter, freezing
from newsletter.engine.letters import letter_of
from newsletter.engine.messages import message_id
from newsletter.engine.pacing import Pacing
from newsletter.engine.sending import send_due
from newsletter.models import Delivery, Dispatch
from tests.mail_api import MailApi
from tests.newsletter.residents import issue, readers

State = Delivery.State
KEYS = {"brevo": "brevo:cle", "mailjet": "mailjet:cle:secret", "scaleway": "scaleway:secret:projet"}


@pytest.fixture
def dispatch(site: Site, now: dt.datetime) -> Dispatch:
    """Six readers, and an issue just frozen for them."""
    readers(site, 6, now)
    return freezing.freeze(issue(site), now)


def through(settings: Settings, provider: MailApi, name: str = "brevo") -> None:
    settings.MAIL_API, settings.ANYMAIL = KEYS[name], provider.anymail


def tally(dispatch: Dispatch) -> dict[str, int]:
    return dict(dispatch.deliveries.all().tally())


def test_each_resident_has_the_bulletin_by_brevo_in_one_request(
    dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    settings.MAIL_CONNECTIONS = 3
    with MailApi(tmp_path) as provider:
        through(settings, provider)
        assert send_due(now) == 6
        bodies = provider.bodies()
    assert sorted(body["to"][0]["email"] for body in bodies) == [f"lecteur{n:04}@boite.example" for n in range(6)]
    assert all(len(body["to"]) == 1 and "cc" not in body and "bcc" not in body for body in bodies)
    assert tally(dispatch) == {State.SENT: 6}
    assert "mailin.fr" in dispatch.deliveries.earliest("pk").reply  # the provider's own number of it


def test_our_identity_and_the_ways_out_go_along(
    dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    with MailApi(tmp_path) as provider:
        through(settings, provider)
        send_due(now)
        body = provider.bodies()[0]
    letter, row = letter_of(dispatch), dispatch.deliveries.earliest("pk")
    person = row.subscriber
    assert person and body["headers"]["Message-ID"] == message_id(letter.uid, person.uid, letter.domain)
    assert body["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/recevoir/arreter/" in body["headers"]["List-Unsubscribe"]
    assert letter.list_name in str(make_header(decode_header(body["headers"]["List-Id"])))
    assert body["subject"] == letter.subject
    assert body["sender"]["email"] == letter.sender_address
    assert "/recevoir/choix/" in body["htmlContent"] and "/recevoir/choix/" in body["textContent"]
    assert return_path.key(row.pk) in body["headers"]["X-Mailin-custom"]


@pytest.mark.parametrize("name", ["mailjet", "scaleway"])
def test_other_providers_take_it_too(
    name: str, dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    with MailApi(tmp_path) as provider:
        through(settings, provider, name)
        assert send_due(now) == 6
        (first, *_others) = provider.bodies()
    if name == "mailjet":
        message = first["Globals"]
        assert (message["TrackOpens"], message["TrackClicks"]) == ("disabled", "disabled")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("busy", State.DEFERRED),
        ("later", State.DEFERRED),
        ("refuse", State.REJECTED),
        ("broken", State.UNCERTAIN),
        ("drop_before", State.UNCERTAIN),
        ("drop_after", State.UNCERTAIN),
    ],
)
def test_what_the_provider_does_is_written_as_it_is(
    mode: str, expected: str, dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    with MailApi(tmp_path, mode=mode, every=6) as provider:
        through(settings, provider)
        assert send_due(now) == 5
        taken = {body["to"][0]["email"] for body in provider.bodies()}
    assert tally(dispatch) == {State.SENT: 5, expected: 1}
    sent = set(dispatch.deliveries.filter(state=State.SENT).values_list("subscriber__address", flat=True))
    assert sent <= taken


def test_a_provider_that_never_answers_leaves_a_doubt_with_a_name(
    dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "LONGEST_WAIT", 0.5)
    with MailApi(tmp_path, mode="stall", every=6) as provider:
        through(settings, provider)
        assert send_due(now) == 5
    assert tally(dispatch) == {State.SENT: 5, State.UNCERTAIN: 1}


def test_a_key_that_is_refused_pauses_everything_and_loses_nobody(
    dispatch: Dispatch, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    with MailApi(tmp_path, mode="closed") as provider:
        through(settings, provider)
        assert send_due(now) == 0
    dispatch.refresh_from_db()
    assert dispatch.state == Dispatch.State.PAUSED
    assert "HTTP 401" in dispatch.trouble
    assert tally(dispatch) == {State.PENDING: 6}


def test_a_provider_out_of_reach_leaves_no_doubt(dispatch: Dispatch, now: dt.datetime, settings: Settings) -> None:
    settings.MAIL_API, settings.ANYMAIL = KEYS["brevo"], {"BREVO_API_URL": "http://127.0.0.1:9/"}
    assert send_due(now) == 0
    assert set(tally(dispatch)) == {State.PENDING, State.DEFERRED}
    dispatch.refresh_from_db()
    assert dispatch.retry_at is not None


def test_a_provider_that_asks_to_slow_down_is_served_more_slowly(now: dt.datetime, settings: Settings) -> None:
    settings.MAIL_API = KEYS["brevo"]
    pacing = Pacing(now)
    pacing.hear("boite.example", counter.answer_of(Outcome(Fate.BUSY, "HTTP 429")))
    assert pacing.server == "smtp-relay.brevo.com"
    assert pacing.complaints == {""}


def test_a_confirmation_leaves_by_the_provider_too(settings: Settings, tmp_path: Path) -> None:
    raw = b"From: Mairie <mairie@commune.example>\r\nTo: k@boite.example\r\nSubject: Oui ?\r\n\r\nbonjour\r\n"
    with MailApi(tmp_path) as provider:
        through(settings, provider)
        transport.send(raw, sender="mairie@commune.example", recipient="k@boite.example")
        assert [body["subject"] for body in provider.bodies()] == ["Oui ?"]


@pytest.mark.parametrize("text", ["brevo", "brevo:", "mailjet:cle", "facteur:cle", "brevo:cle:autre", ":::"])
def test_a_setting_that_cannot_be_read_says_what_to_write_and_no_key(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="brevo:CLE"):
        api.parse(text)


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements/anymail\.txt"):
        api.parse("brevo:cle")


def test_a_key_is_never_shown() -> None:
    assert "cle-secrete" not in repr(api.parse("brevo:cle-secrete"))
