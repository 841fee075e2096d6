"""Receiving what the groups of the council give for a number: a text, another version of it, or nothing by the deadline.

receive(page, group, body, signatory, user, now)      closes the text at once
record_silence(page, group, user, now)                « non reçu à la date limite », once that day is over
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from content.dates import long_date
from content.models import CouncilGroup
from newsletter.models import BulletinPage, GroupText
from newsletter.models.approval import written_name
from newsletter.models.voice import has_words

RECEIVED, SILENT = "newsletter.receive_text", "newsletter.record_silence"


class NotReceived(Exception):
    """The text or the silence cannot be recorded; the message says in French what stands in the way."""


def receive(page: BulletinPage, group: CouncilGroup, body: str, signatory: str, user: User, now: datetime) -> GroupText:
    """Keeps that version, dated and closed; those before it are kept too. Raises NotReceived."""
    refuse_strange(page, group)
    if not has_words(body):
        raise NotReceived("Ce texte est vide. Collez celui que le groupe a remis.")
    known = page.texts_received().get(group.pk)
    if known and (known.body, known.signatory) == (body, signatory):
        raise NotReceived(f"Ce texte est déjà celui qui a été reçu le {known.received_on}.")
    return keep(page, group, user, now, body=body, signatory=signatory)


def record_silence(page: BulletinPage, group: CouncilGroup, user: User, now: datetime) -> GroupText:
    """Records that nothing had come. Raises NotReceived before the deadline is over, and where something did come."""
    refuse_strange(page, group)
    deadline = page.groups_deadline
    if deadline is None:
        raise NotReceived("Donnez d’abord une date limite, dans la rubrique « Expression des groupes » du numéro.")
    if timezone.localdate(now) <= deadline:
        raise NotReceived(
            f"La date limite est le {long_date(deadline)} : jusque-là, le groupe peut encore remettre son texte."
        )
    known = page.texts_received().get(group.pk)
    if known is not None:
        what = "C’est déjà noté" if known.is_silence else "Le texte de ce groupe a été reçu"
        raise NotReceived(f"{what}, le {known.received_on}.")
    return keep(page, group, user, now)


def refuse_strange(page: BulletinPage, group: CouncilGroup) -> None:
    """A number that no longer changes, or the group of another town. Raises NotReceived."""
    if page.frozen is not None:
        raise NotReceived("Ce numéro est paru : il ne change plus. Une erreur se dit par un rectificatif daté.")
    if page.site is None or group.site_id != page.site.pk:
        raise NotReceived(f"« {group.name} » n’est pas de ce conseil.")


@transaction.atomic
def keep(
    page: BulletinPage, group: CouncilGroup, user: User, now: datetime, *, body: str = "", signatory: str = ""
) -> GroupText:
    text = GroupText.objects.create(
        site=page.site,
        page=page,
        number_name=f"n° {page.number}, {page.month_label}",
        group=group,
        group_name=group.name,
        body=body,
        signatory=signatory,
        deadline=page.groups_deadline,
        received_at=now,
        receiver=user,
        receiver_name=written_name(user),
    )
    log(
        instance=page,
        action=RECEIVED if body else SILENT,
        user=user,
        data={"group": group.name, "fingerprint": text.fingerprint},
    )
    return text
