"""Odile moves a section of her number: one more draft, nothing published, nobody's work lost."""

import pytest
from wagtail.models import Revision, Site

from accounts.models import User
from home.founding import Sections
from newsletter.models import BulletinPage, Issue
from newsletter.proofing import moving
from newsletter.proofing.moving import Move, MoveRefused, move
from tests.newsletter.composing import december, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(town: Sections, site: Site) -> BulletinPage:
    settle(site)
    page = december(town)
    page.refresh_from_db()
    return page


def kinds(page: BulletinPage) -> list[str]:
    return [block.block_type for block in latest(page).sections]


def latest(page: BulletinPage) -> BulletinPage:
    page.refresh_from_db()
    found: BulletinPage = page.get_latest_revision_as_object()
    return found


def asked(page: BulletinPage, kind: str, to: int, seen: int | None = None) -> Move:
    block = next(block for block in latest(page).sections if block.block_type == kind)
    return Move(str(block.id), to, seen or page.latest_revision_id)


def test_a_move_is_one_more_draft_and_publishes_nothing(draft: BulletinPage, odile: User) -> None:
    before = draft.latest_revision_id
    assert kinds(draft) == ["editorial", "news", "agenda", "practical", "back"]
    assert move(draft, asked(draft, "agenda", 0), odile) == 2
    assert kinds(draft) == ["agenda", "editorial", "news", "practical", "back"]
    assert draft.latest_revision_id != before and not draft.live
    assert Revision.objects.get(pk=draft.latest_revision_id).user == odile


def test_residents_still_read_the_published_order(draft: BulletinPage, odile: User) -> None:
    draft.save_revision().publish()
    move(draft, asked(draft, "agenda", 0), odile)
    draft.refresh_from_db()
    assert draft.sections[0].block_type == "editorial"
    assert draft.has_unpublished_changes


def test_the_words_of_the_sections_are_untouched(draft: BulletinPage, odile: User) -> None:
    before = {block["id"]: block for block in latest(draft).sections.get_prep_value()}
    move(draft, asked(draft, "editorial", 3), odile)
    assert {block["id"]: block for block in latest(draft).sections.get_prep_value()} == before


def test_moving_back_restores_the_order(draft: BulletinPage, odile: User) -> None:
    former = move(draft, asked(draft, "practical", 0), odile)
    move(draft, asked(draft, "practical", former), odile)
    assert kinds(draft) == ["editorial", "news", "agenda", "practical", "back"]


def test_the_back_stays_last_however_far_one_moves(draft: BulletinPage, odile: User) -> None:
    move(draft, asked(draft, "editorial", 99), odile)
    assert kinds(draft) == ["news", "agenda", "practical", "editorial", "back"]
    with pytest.raises(MoveRefused, match="Le dos ferme le numéro"):
        move(draft, asked(draft, "back", 0), odile)


def test_a_move_to_where_it_stands_writes_nothing(draft: BulletinPage, odile: User) -> None:
    before = draft.latest_revision_id
    move(draft, asked(draft, "news", 1), odile)
    draft.refresh_from_db()
    assert draft.latest_revision_id == before


def test_what_somebody_else_has_saved_meanwhile_is_not_lost(draft: BulletinPage, odile: User) -> None:
    looked_at = draft.latest_revision_id
    colleague = User.objects.create(username="jean", first_name="Jean", last_name="Roche")
    draft.save_revision(user=colleague)
    with pytest.raises(MoveRefused, match=r"Jean Roche a enregistré ce numéro à \d+ h \d\d.*refaites le déplacement"):
        move(draft, asked(draft, "agenda", 0, seen=looked_at), odile)
    assert kinds(draft)[0] == "editorial"


def test_an_approved_number_does_not_move(draft: BulletinPage, odile: User) -> None:
    Issue.objects.create(site=draft.site, page=draft, subject="n° 47", html="x", text="x")
    with pytest.raises(MoveRefused, match="paru"):
        move(draft, asked(draft, "agenda", 0), odile)


def test_a_number_locked_by_somebody_else_does_not_move(draft: BulletinPage, odile: User) -> None:
    draft.locked, draft.locked_by = True, User.objects.create(username="jean", first_name="Jean", last_name="Roche")
    draft.save()
    with pytest.raises(MoveRefused, match="verrouillé par Jean Roche"):
        move(draft, asked(draft, "agenda", 0), odile)


def test_whoever_locked_it_may_move(draft: BulletinPage, odile: User) -> None:
    draft.locked, draft.locked_by = True, odile
    draft.save()
    assert moving.obstacle_to(draft, odile) == ""


def test_a_section_removed_meanwhile_is_said_gone(draft: BulletinPage, odile: User) -> None:
    with pytest.raises(MoveRefused, match="n’est plus dans le numéro"):
        move(draft, Move("0c5bd2b0-0000-0000-0000-000000000000", 0, draft.latest_revision_id), odile)


def test_an_unfinished_number_can_be_ordered(draft: BulletinPage, odile: User) -> None:
    draft.sections[0].value["signatory"] = ""
    draft.save_revision(clean=False)
    move(draft, asked(draft, "agenda", 0), odile)
    assert kinds(draft)[0] == "agenda"
