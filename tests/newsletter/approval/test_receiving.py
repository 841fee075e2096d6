"""A group's text, once received, can be neither edited nor erased, by whatever door; and it reads the same in every form."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from wagtail.models import PageLogEntry, Site

from accounts.models import User
from content.models import CouncilGroup
from home.founding import Sections
from newsletter.approval import issuing, receiving
from newsletter.bulletin.edition import Groups
from newsletter.bulletin.prose import words
from newsletter.compose import edition_of
from newsletter.models import BulletinPage, GroupText, TextClosed
from newsletter.press.flatplan import plan
from newsletter.press.leaves import GroupsLeaf
from newsletter.renderers import email, text, web
from tests.newsletter.composing import december, live, settle, usual

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WORDS = "<p>Nous demandons une séance publique sur le lavoir.</p><p>Chacun y parlera.</p>"


@pytest.fixture
def groups(town: Sections, site: Site, now: dt.datetime) -> list[CouncilGroup]:
    settle(site)
    return live(town, site, now).groups


@pytest.fixture
def number(town: Sections, groups: list[CouncilGroup]) -> BulletinPage:
    return december(town, [*usual(), space(groups)])


def space(groups: list[CouncilGroup], deadline: str | None = "2026-11-18") -> dict[str, Any]:
    voices = [{"group": group.pk} for group in groups]
    return {"type": "groups", "value": {"title": "La parole", "deadline": deadline, "voices": voices}}


def voices(page: BulletinPage, now: dt.datetime) -> dict[str, str]:
    """What each group says in the number, words only."""
    section = next(each for each in edition_of(page, now).sections if isinstance(each, Groups))
    return {voice.name: words(voice.body) for voice in section.voices}


@pytest.fixture
def received(number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime) -> GroupText:
    return receiving.receive(number, groups[1], WORDS, "Anne Delmas", odile, now)


def test_a_text_keeps_who_received_it_when_and_its_fingerprint(
    received: GroupText, odile: User, now: dt.datetime
) -> None:
    kept = GroupText.objects.get()
    assert (kept.receiver, kept.receiver_name, kept.received_at) == (odile, "Odile Marchand", now)
    assert (kept.number_name, kept.group_name) == ("n° 47, décembre 2026", "Une autre voix")
    assert kept.deadline == dt.date(2026, 11, 18)
    assert len(kept.fingerprint) == 64
    assert kept.is_intact
    assert PageLogEntry.objects.filter(action="newsletter.receive_text", user=odile).exists()


def edit(text: GroupText) -> None:
    text.body = "<p>Tout va bien.</p>"
    text.save()


@pytest.mark.parametrize(
    "touch",
    [
        edit,
        lambda text: text.delete(),
        lambda text: GroupText.objects.filter(pk=text.pk).update(body=""),
        lambda text: GroupText.objects.all().delete(),
        lambda text: GroupText.objects.bulk_update([text], ["body"]),
        lambda text: GroupText.objects.update_or_create({"body": ""}, pk=text.pk),
    ],
)
def test_whoever_edits_a_closed_text_is_refused_and_told_how_to_correct_it(received: GroupText, touch: Any) -> None:
    with pytest.raises(TextClosed, match="demandez au groupe une nouvelle version et recevez-la"):
        touch(received)
    assert GroupText.objects.get().body == WORDS


def test_a_new_version_is_dated_and_both_are_kept(
    received: GroupText, number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    receiving.receive(number, groups[1], "<p>Version corrigée.</p>", "Anne Delmas", odile, now + DAY)
    assert [text.body for text in GroupText.objects.for_number(number)] == ["<p>Version corrigée.</p>", WORDS]
    assert voices(number, now)["Une autre voix"] == "Version corrigée."


def test_the_same_text_twice_and_an_empty_one_are_refused(
    received: GroupText, number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    for body, said in ((WORDS, "déjà celui"), ("<p>\u00a0</p>", "vide")):
        with pytest.raises(receiving.NotReceived, match=said):
            receiving.receive(number, groups[1], body, "Anne Delmas", odile, now + DAY)


def test_going_back_to_an_old_draft_does_not_bring_an_old_text_back(
    number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    before = number.get_latest_revision()
    receiving.receive(number, groups[1], WORDS, "", odile, now)
    number.title = "Plus tard"
    number.save_revision()
    before.as_object().save_revision(previous_revision=before)
    page = BulletinPage.objects.get(pk=number.pk).get_latest_revision_as_object()
    assert voices(page, now)["Une autre voix"].startswith("Nous demandons")


def test_words_slipped_into_the_page_itself_reach_nobody(
    received: GroupText, number: BulletinPage, groups: list[CouncilGroup], now: dt.datetime
) -> None:
    section = space(groups)
    section["value"]["voices"][1] |= {"body": "<p>Faux.</p>", "signatory": "Personne"}
    number.sections = number.sections.stream_block.to_python([section])
    number.save_revision()
    assert "Faux" not in str(voices(number.get_latest_revision_as_object(), now))


def test_a_copy_of_the_number_is_another_number_and_has_nobody_s_words(
    received: GroupText, number: BulletinPage, now: dt.datetime
) -> None:
    copy = number.copy(update_attrs={"slug": "copie", "title": "Copie", "number": 48})
    assert voices(copy, now)["Une autre voix"] == ""
    assert GroupText.objects.count() == 1


def test_an_alias_speaks_with_the_voice_of_its_original(received: GroupText, number: BulletinPage) -> None:
    alias = BulletinPage(pk=number.pk + 1000, alias_of=number.page_ptr)
    assert list(GroupText.objects.for_number(alias)) == [received]
    assert not GroupText.objects.for_number(BulletinPage()).exists()


def test_deleting_the_number_or_the_group_erases_no_text(
    received: GroupText, number: BulletinPage, groups: list[CouncilGroup], odile: User
) -> None:
    groups[1].delete()
    BulletinPage.objects.get(pk=number.pk).delete()
    odile.delete()
    kept = GroupText.objects.get()
    assert (kept.page, kept.group, kept.receiver, kept.body) == (None, None, None, WORDS)
    assert (kept.number_name, kept.group_name) == ("n° 47, décembre 2026", "Une autre voix")


def test_a_hand_in_the_database_shows(received: GroupText) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE newsletter_grouptext SET body = '<p>Autre chose.</p>'")
    assert not GroupText.objects.get().is_intact


def test_a_silence_is_recorded_once_the_deadline_is_over(
    number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    with pytest.raises(receiving.NotReceived, match="mercredi 18\u00a0novembre"):
        receiving.record_silence(number, groups[1], odile, now - 2 * DAY)
    silence = receiving.record_silence(number, groups[1], odile, now)
    assert (silence.is_silence, silence.deadline, silence.received_at) == (True, dt.date(2026, 11, 18), now)
    with pytest.raises(receiving.NotReceived, match="déjà noté"):
        receiving.record_silence(number, groups[1], odile, now)


def test_a_silence_needs_a_deadline_and_no_text(
    received: GroupText, town: Sections, number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    with pytest.raises(receiving.NotReceived, match="a été reçu"):
        receiving.record_silence(number, groups[1], odile, now)
    other = december(town, [space(groups, None)], number=48, title="Sans date")
    with pytest.raises(receiving.NotReceived, match="date limite"):
        receiving.record_silence(other, groups[1], odile, now)


def test_a_text_that_comes_late_takes_the_place_of_the_silence_and_both_are_kept(
    number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    receiving.record_silence(number, groups[1], odile, now)
    receiving.receive(number, groups[1], WORDS, "", odile, now + DAY)
    assert voices(number, now)["Une autre voix"].startswith("Nous demandons")
    assert GroupText.objects.count() == 2


def test_a_number_that_is_out_receives_nothing_more(
    number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime, quick_press: None
) -> None:
    issuing.freeze(number, issuing.forms_of(number, now), now)
    with pytest.raises(receiving.NotReceived, match="paru"):
        receiving.receive(number, groups[1], WORDS, "", odile, now)
    with pytest.raises(receiving.NotReceived, match="paru"):
        receiving.record_silence(number, groups[1], odile, now)


def test_the_same_words_stand_in_every_form(received: GroupText, number: BulletinPage, now: dt.datetime) -> None:
    edition = edition_of(number, now)
    printed = " ".join(
        words(tuple(piece.block for piece in voice.pieces))
        for leaf in plan(edition).leaves
        if isinstance(leaf, GroupsLeaf)
        for voice in leaf.voices
    )
    for form in (web.render(edition), email.render(edition), text.render(edition), printed):
        flat = " ".join(form.split())
        for sentence in ("Nous demandons une séance publique sur le lavoir.", "Chacun y parlera."):
            assert sentence in flat
    for form in (web.render(edition), email.render(edition), text.render(edition)):
        assert "Anne Delmas" in form


def test_a_text_received_after_the_approval_asks_for_another(
    number: BulletinPage, groups: list[CouncilGroup], odile: User, now: dt.datetime
) -> None:
    before = issuing.said_by(number, now)
    receiving.receive(number, groups[1], WORDS, "", odile, now)
    assert issuing.said_by(number, now) != before


def test_the_other_town_s_groups_have_no_place_here(
    number: BulletinPage, neighbour: Sections, now: dt.datetime, odile: User
) -> None:
    theirs = CouncilGroup(site=neighbour.home.site, name="Ailleurs", slug="ailleurs")
    theirs.save()
    with pytest.raises(receiving.NotReceived, match="n’est pas de ce conseil"):
        receiving.receive(number, theirs, WORDS, "", odile, now)
