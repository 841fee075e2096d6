"""From a file to subscriptions: nobody twice, nobody who left, and every line with its end."""

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Site

from accounts.models import User
from content.addresses import Address
from content.models import OutgoingMessage
from newsletter.importing import applying
from newsletter.models import ConsentLine, Import, ImportLine, Subscriber, SubscriptionRequest
from newsletter.subscribers import consent, erasing, limits, retention, subscriptions
from newsletter.subscribers.consent import Source
from tests.newsletter.residents import ALERTS, BULLETIN, subscriber
from tests.newsletter.views.reading import latest_mail, link_of
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
LONG = 60.0  # seconds: nobody waits here, whatever else the machine does
Verdict = ImportLine.Verdict


def bring(site: Site, odile: User, now: dt.datetime, text: str, **options: Any) -> Import:
    facts: dict[str, Any] = {
        "budget": LONG,
        "source": "bulletin-réponse",
        "choices": [BULLETIN],
        "attested": True,
    } | options
    return applying.draft(site, text.encode(), "liste.csv", uploader=odile, now=now, **facts)


def run(batch: Import, now: dt.datetime) -> None:
    assert applying.start(batch)
    applying.advance(now, LONG)
    batch.refresh_from_db()


def verdicts(batch: Import) -> list[str]:
    return [line.verdict for line in batch.lines.all()]


def test_every_line_has_its_verdict_and_a_draft_enrols_nobody(site: Site, odile: User, now: dt.datetime) -> None:
    subscriber(site, KARIM, now)
    left = subscriber(site, "partie@boite.example", now)
    subscriptions.leave(left, Source.ONE_CLICK, now)
    erased = subscriber(site, "effacee@boite.example", now)
    erasing.erase(erased, Source.PERSONAL_LINK, now)
    suspended = subscriber(site, "fermee@boite.example", now)
    Subscriber.objects.filter(pk=suspended.pk).update(state=Subscriber.State.SUSPENDED)
    typed = [
        "Courriel",
        JEANNE,
        KARIM.upper(),
        JEANNE,
        "pas une adresse",
        "partie@boite.example",
        "effacee@boite.example",
    ]
    batch = bring(site, odile, now, "\n".join([*typed, "fermee@boite.example", "karim@gmial.com"]))
    assert verdicts(batch) == [
        Verdict.NEW, Verdict.KNOWN, Verdict.REPEATED, Verdict.INVALID, Verdict.LEFT, Verdict.LEFT, Verdict.SUSPENDED, Verdict.NEW,
    ]  # fmt: skip
    assert [line.number for line in batch.lines.all()] == list(range(2, 10))
    assert batch.lines.last().remark == "Vouliez-vous écrire « karim@gmail.com » ?"
    applying.advance(now)
    assert Subscriber.objects.active().count() == 1


def test_attested_people_are_enrolled_with_where_their_agreement_comes_from(
    site: Site, odile: User, now: dt.datetime
) -> None:
    batch = bring(site, odile, now, f"courriel;origine;date\n{KARIM};guichet;3 mars 2025\n{JEANNE};;", choices=[ALERTS])
    run(batch, now)
    assert (batch.state, batch.account) == (Import.State.DONE, {"new": 2, "enrolled": 2})
    karim = Subscriber.objects.get(address=KARIM)
    assert karim.choices() == [ALERTS]
    proofs = {line.person: (line.source, line.reason) for line in ConsentLine.objects.all()}
    assert proofs[karim.uid] == (Source.ATTESTED, "guichet, 3 mars 2025")
    assert (Source.ATTESTED, "bulletin-réponse") in proofs.values()
    assert not OutgoingMessage.objects.exists()


def test_others_get_one_invitation_and_are_nobody_until_they_confirm(site: Site, odile: User, now: dt.datetime) -> None:
    batch = bring(site, odile, now, KARIM, attested=False)
    run(batch, now)
    assert (batch.state, batch.account) == (Import.State.DONE, {"new": 1, "invited": 1})
    assert not Subscriber.objects.exists()
    mail = latest_mail(KARIM)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "D’où la tient-elle : bulletin-réponse." in body.get_content()
    request = subscriptions.find_request(site, link_of(mail).split("/")[-2], now + 6 * DAY)
    assert request is not None
    karim = subscriptions.confirm(request, now + 6 * DAY)
    assert karim is not None
    proof = ConsentLine.objects.get()
    assert (proof.source, proof.reason) == (Source.INVITED, "bulletin-réponse")
    assert proof.wording == consent.sentence_of(site)


def test_invitations_leave_thirty_an_hour_and_a_second_list_writes_to_nobody_twice(
    site: Site, odile: User, now: dt.datetime
) -> None:
    many = "\n".join(f"lecteur{n}@boite.example" for n in range(35))
    batch = bring(site, odile, now, many, attested=False)
    run(batch, now)
    assert (OutgoingMessage.objects.count(), batch.state) == (limits.PER_IMPORT.most, Import.State.RUNNING)
    applying.advance(now + HOUR, LONG)
    batch.refresh_from_db()
    assert (OutgoingMessage.objects.count(), batch.state) == (35, Import.State.DONE)
    again = bring(site, odile, now + HOUR, many, attested=False)
    run(again, now + 3 * HOUR)
    assert OutgoingMessage.objects.count() == 35
    assert again.account == {"new": 35, "skipped": 35}


def test_a_resident_who_asked_by_herself_keeps_her_own_request(site: Site, odile: User, now: dt.datetime) -> None:
    subscriptions.ask(site, Address(JEANNE), [ALERTS], now)
    batch = bring(site, odile, now, JEANNE, attested=False)
    run(batch, now)
    assert SubscriptionRequest.objects.get().choices == ["alertes:aussitot"]
    assert batch.account == {"new": 1, "skipped": 1}


def test_whoever_leaves_between_the_look_and_the_start_is_left_alone(site: Site, odile: User, now: dt.datetime) -> None:
    batch = bring(site, odile, now, KARIM)
    subscriptions.leave(subscriber(site, KARIM, now), Source.ONE_CLICK, now)
    run(batch, now)
    assert batch.account == {"new": 1, "skipped": 1}
    assert not Subscriber.objects.active().exists()


def test_a_worker_killed_in_the_middle_loses_nothing_and_does_nothing_twice(
    site: Site, odile: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = bring(site, odile, now, f"{KARIM}\n{JEANNE}")
    enrol = subscriptions.enrol
    killed: list[Subscriber] = []

    def kill_once(*args: Any, **options: Any) -> Subscriber:
        person = enrol(*args, **options)
        if not killed:
            killed.append(person)
            raise KeyboardInterrupt
        return person

    monkeypatch.setattr(subscriptions, "enrol", kill_once)
    applying.start(batch)
    with pytest.raises(KeyboardInterrupt):
        applying.advance(now)
    assert not Subscriber.objects.exists()
    applying.advance(now, LONG)
    batch.refresh_from_db()
    assert (Subscriber.objects.count(), ConsentLine.objects.count()) == (2, 2)
    assert batch.account == {"new": 2, "enrolled": 2}


def test_a_cancelled_import_does_nothing_more_and_keeps_its_account(site: Site, odile: User, now: dt.datetime) -> None:
    batch = bring(site, odile, now, KARIM)
    assert applying.cancel(batch, now)
    assert not applying.start(batch)
    assert not applying.cancel(batch, now)
    applying.advance(now, LONG)
    batch.refresh_from_db()
    assert (batch.state, batch.account, Subscriber.objects.count()) == (Import.State.CANCELLED, {"new": 1}, 0)


def test_lines_are_forgotten_after_four_weeks_and_drafts_after_one(site: Site, odile: User, now: dt.datetime) -> None:
    bring(site, odile, now, JEANNE)
    done = bring(site, odile, now, KARIM)
    run(done, now)
    retention.forget(now + 8 * DAY)
    assert [batch.pk for batch in Import.objects.all()] == [done.pk]
    assert done.lines.count() == 1
    retention.forget(now + 29 * DAY)
    done.refresh_from_db()
    assert (done.lines.count(), done.account) == (0, {"new": 1, "enrolled": 1})


def test_erasure_reaches_the_lists_too(site: Site, odile: User, now: dt.datetime) -> None:
    batch = bring(site, odile, now, KARIM)
    run(batch, now)
    erasing.erase(Subscriber.objects.get(), Source.PERSONAL_LINK, now)
    assert (batch.lines.get().typed, batch.lines.get().address_key) == ("", "")


LIST = "\n".join([JEANNE, KARIM, "pas une adresse", JEANNE, "lecteur@boite.example", KARIM.upper()])
JUDGED = [Verdict.NEW, Verdict.NEW, Verdict.INVALID, Verdict.REPEATED, Verdict.NEW, Verdict.REPEATED]


def test_a_very_long_list_is_read_by_the_worker_to_the_same_verdicts(
    site: Site, odile: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH", 2)
    batch = bring(site, odile, now, LIST, budget=0.0)
    assert (batch.state, batch.rows, batch.lines.count()) == (Import.State.READING, 6, 0)
    assert not applying.start(batch)
    applying.advance(now, LONG)
    batch.refresh_from_db()
    assert (batch.state, batch.raw) == (Import.State.DRAFT, None)
    assert verdicts(batch) == JUDGED


def test_a_worker_killed_while_it_reads_goes_on_where_it_was(
    site: Site, odile: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BATCH", 2)
    batch = bring(site, odile, now, LIST, budget=0.0)
    monkeypatch.setattr(applying.schedule, "stopping", lambda: batch.lines.exists())
    applying.advance(now, LONG)
    assert batch.lines.count() == 2
    monkeypatch.undo()
    applying.advance(now, LONG)
    assert verdicts(batch) == JUDGED


def test_a_list_cancelled_while_it_is_read_leaves_no_file_behind(site: Site, odile: User, now: dt.datetime) -> None:
    batch = bring(site, odile, now, LIST, budget=0.0)
    assert applying.cancel(batch, now)
    applying.advance(now, LONG)
    batch.refresh_from_db()
    assert (batch.state, batch.raw, batch.lines.count()) == (Import.State.CANCELLED, None, 0)
