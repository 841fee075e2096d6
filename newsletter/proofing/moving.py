"""Moving a section of a number from its flat plan: one more revision of the draft, never published.

move(bulletin, change, user) -> int     where the section stood before, so that the same verb brings it back
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.models import User
from newsletter.models import BulletinPage, Issue

FROZEN = "Ce numéro est paru : ses pages ne bougent plus."
LAST = "back"
"""The block that closes a number, whatever is moved."""


class MoveRefused(Exception):
    """Nothing was moved; the message says in French why."""


@dataclass(frozen=True, slots=True)
class Move:
    """The section to move, the rank it should have (0 is the first), and the revision its author was looking at."""

    block: str
    to: int
    seen: int | None


def move(bulletin: BulletinPage, change: Move, user: User) -> int:
    """Saves the number with that section at that rank; the back stays last. Returns its former rank.

    Raises MoveRefused: an approved or locked number, one that somebody else has saved since, a section that is gone.
    """
    with transaction.atomic():
        check_open(bulletin, user)
        check_unchanged(bulletin, change.seen)
        latest: BulletinPage = bulletin.get_latest_revision_as_object()
        blocks: list[dict[str, Any]] = latest.sections.get_prep_value()
        former = rank_of(change.block, blocks)
        wanted = reordered(blocks, former, change.to)
        if wanted != blocks:
            latest.sections = latest.sections.stream_block.to_python(wanted)
            latest.save_revision(user=user, log_action=True, clean=False)
    return former


def check_open(bulletin: BulletinPage, user: User) -> None:
    """Raises MoveRefused for a number whose pages do not move any more, or not by that person."""
    if obstacle := obstacle_to(bulletin, user):
        raise MoveRefused(obstacle)


def obstacle_to(bulletin: BulletinPage, user: User) -> str:
    """Why that person cannot move the sections of that number, as they are now; empty when nothing stands in the way."""
    if Issue.objects.filter(page_id=bulletin.pk).exists():
        return FROZEN
    lock = bulletin.get_lock()
    if lock is None or not lock.for_user(user):
        return ""
    if bulletin.locked and bulletin.locked_by:
        name = bulletin.locked_by.get_full_name() or bulletin.locked_by.get_username()
        return f"Ce numéro est verrouillé par {name} : ses rubriques ne bougent pas tant qu’il l’est."
    if bulletin.locked:
        return "Ce numéro est verrouillé : ses rubriques ne bougent pas tant qu’il l’est."
    return "Ce numéro est en relecture : seule la personne qui le relit peut le changer."


def check_unchanged(bulletin: BulletinPage, seen: int | None) -> None:
    """Raises MoveRefused when the number is no longer the one that was looked at."""
    held = Page.objects.select_for_update().values_list("latest_revision_id", flat=True).get(pk=bulletin.pk)
    if held == seen:
        return
    latest = Revision.objects.select_related("user").filter(pk=held).first()
    raise MoveRefused(f"{who_saved(latest)} Le plan montre maintenant ce qui est enregistré : refaites le déplacement.")


def who_saved(revision: Revision | None) -> str:
    if revision is None:
        return "Ce numéro a changé pendant que vous regardiez son plan."
    hour = timezone.localtime(revision.created_at)
    name = (revision.user.get_full_name() or revision.user.get_username()) if revision.user else "Quelqu’un"
    return f"{name} a enregistré ce numéro à {hour.hour} h {hour.minute:02}, pendant que vous regardiez son plan."


def rank_of(block: str, blocks: list[dict[str, Any]]) -> int:
    """Raises MoveRefused for a section that is no longer there, or that does not move."""
    for rank, one in enumerate(blocks):
        if one["id"] == block:
            if one["type"] == LAST:
                raise MoveRefused("Le dos ferme le numéro : il reste à la fin.")
            return rank
    raise MoveRefused("Cette rubrique n’est plus dans le numéro.")


def reordered(blocks: list[dict[str, Any]], former: int, to: int) -> list[dict[str, Any]]:
    """The same blocks, one of them at another rank, and what closes the number at its end."""
    moved = [block for rank, block in enumerate(blocks) if rank != former]
    moved.insert(max(0, to), blocks[former])
    return sorted(moved, key=lambda block: block["type"] == LAST)
