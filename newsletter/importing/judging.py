"""What may be done with each line of a list: nobody twice, nobody who left, nobody whose mailbox is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wagtail.models import Site

from content import addresses
from content.addresses import Address, AddressRefused
from newsletter.importing.columns import Columns, cell
from newsletter.importing.reading import Row
from newsletter.models import ConsentLine, Import, ImportLine, Subscriber
from newsletter.subscribers import consent, suppression
from newsletter.subscribers.consent import Event

Verdict = ImportLine.Verdict
BARRED = {Event.ENDED: Verdict.LEFT, Event.ERASED: Verdict.LEFT, Event.SUSPENDED: Verdict.SUSPENDED}
OF_STATE = {
    Subscriber.State.ACTIVE: Verdict.KNOWN,
    Subscriber.State.SUSPENDED: Verdict.SUSPENDED,
    Subscriber.State.LEFT: Verdict.LEFT,
}


@dataclass(frozen=True)
class Judged:
    """One line, read and weighed; the address is None when it was refused."""

    number: int
    typed: str
    address: Address | None
    source: str
    verdict: Verdict
    remark: str = ""


def judge(batch: Import, rows: Sequence[Row], columns: Columns) -> Iterator[Judged]:
    """These lines of that file with their verdicts, in order; those above have been written down. Five queries.

    The import says where agreements come from when a line does not.
    """
    read = [read_line(number, cells, columns, batch.source) for number, cells in rows]
    found = [line.address for line in read if line.address]
    known = verdicts(batch.site, found)
    above = batch.lines.filter(address_key__in=[address.key for address in found])
    seen = set(above.values_list("address_key", flat=True))
    for line in read:
        yield weigh(line, seen, known)


def read_line(number: int, cells: list[str], columns: Columns, source: str) -> Judged:
    typed = cell(cells, columns.address)
    collected = cell(cells, columns.collected)
    origin = ", ".join(part for part in (cell(cells, columns.source) or source, collected) if part)[:200]
    try:
        address = addresses.parse(typed)
    except AddressRefused as refusal:
        return Judged(number, typed[:320], None, origin, Verdict.INVALID, str(refusal)[:200])
    meant = addresses.suggestion(typed)
    doubt = f"Vouliez-vous écrire « {meant} » ?"[:200] if meant else ""
    return Judged(number, typed[:320], address, origin, Verdict.NEW, doubt)


def weigh(line: Judged, seen: set[str], known: dict[str, Verdict]) -> Judged:
    """The same line with its verdict among the others of the file and those already known."""
    if line.address is None:
        return line
    key = line.address.key
    verdict = Verdict.REPEATED if key in seen else known.get(key, Verdict.NEW)
    seen.add(key)
    return Judged(line.number, line.typed, line.address, line.source, verdict, line.remark)


def verdicts(site: Site, found: Iterable[Address]) -> dict[str, Verdict]:
    """What is already known of these mailboxes in that town, by key; who is not there may be enrolled. Three queries.

    The ledger and the suppressions answer for those erased since: an objection outlives the address.
    """
    keys = {address.key for address in found}
    by_hash = {consent.address_hash(key): key for key in keys}
    lines = ConsentLine.objects.filter(site=site, address_hash__in=by_hash).order_by("pk")
    latest = {by_hash[hash_]: event for hash_, event in lines.values_list("address_hash", "event")}
    barred = {key: BARRED[Event(event)] for key, event in latest.items() if event in BARRED}
    barred |= {key: barred.get(key, Verdict.SUSPENDED) for key in suppression.among(site, keys)}
    people = Subscriber.objects.for_site(site).filter(address_key__in=keys).values_list("address_key", "state")
    return barred | {str(key): OF_STATE[Subscriber.State(state)] for key, state in people}


def verdict_on(site: Site, address: Address) -> Verdict:
    """What may be done with that one mailbox now."""
    return verdicts(site, [address]).get(address.key, Verdict.NEW)
