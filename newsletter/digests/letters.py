"""Letters of one occasion, each with its readers, written into the ledger with what they tell. All of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from content.models import Topic
from newsletter.digests.selection import Item, Reader
from newsletter.engine.freezing import Recipient, freeze_mailing
from newsletter.models import AnsweredChoice, Delivery, Dispatch, Mailing, Told, Variant
from newsletter.subscribers.choices import Choice


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one variant, what they tell, which choices they answer, and who gets them."""

    subject: str
    html: str
    text: str
    items: tuple[Item, ...]
    choices: tuple[Choice, ...]
    readers: Sequence[Reader]

    def variant(self, mailing: Mailing) -> Variant:
        return Variant(
            mailing=mailing,
            subject=self.subject,
            html=self.html,
            text=self.text,
            fingerprint=hashlib.sha256((self.html + self.text).encode()).hexdigest(),
        )


def freeze(mailing: Mailing, letters: Sequence[Written], priority: Dispatch.Priority, now: datetime) -> Dispatch:
    """Writes variants, one row per person, and what each is told; the worker sends.

    To be called in the transaction that writes the mailing. Raises IntegrityError when somebody was told already.
    """
    variants = Variant.objects.bulk_create([letter.variant(mailing) for letter in letters])
    write_answers(letters, variants)
    people: list[Recipient] = []
    for letter, variant in zip(letters, variants, strict=True):
        people += [recipient(reader, variant) for reader in letter.readers]
    dispatch = freeze_mailing(mailing, people, priority, now)
    write_told(letters, now)
    return dispatch


def write_answers(letters: Sequence[Written], variants: Sequence[Variant]) -> None:
    """What each variant answers, without the rhythm: whether it is still asked for is looked at until the last dot."""
    slugs = {choice.topic for letter in letters for choice in letter.choices if choice.topic}
    topics = {topic.slug: topic for topic in Topic.objects.filter(site=variants[0].mailing.site_id, slug__in=slugs)}
    AnsweredChoice.objects.bulk_create(
        AnsweredChoice(variant=variant, stream=stream, topic=topics[slug] if slug else None)
        for letter, variant in zip(letters, variants, strict=True)
        for stream, slug in sorted({(choice.stream, choice.topic) for choice in letter.choices})
    )


def recipient(reader: Reader, variant: Variant) -> Recipient:
    if reader.reason:
        return Recipient(reader.key, Delivery.Reason(reader.reason))
    return Recipient(reader.key, variant=variant.pk)


def write_told(letters: Sequence[Written], now: datetime) -> None:
    """Notes what each person is told, and what need not be told any more: they may know that part already.

    Whoever is in a pause too: nothing of that time comes afterwards.
    """
    fresh: list[Told] = []
    useless: list[Told] = []
    for letter in letters:
        for reader in letter.readers:
            for item in letter.items:
                first, *others = item.matters
                fresh.append(Told(subscriber_id=reader.key, page_uid=item.page, matter=first, at=now))
                useless += [
                    Told(subscriber_id=reader.key, page_uid=item.page, matter=matter, at=now) for matter in others
                ]
    Told.objects.bulk_create(fresh)
    Told.objects.bulk_create(useless, ignore_conflicts=True)
