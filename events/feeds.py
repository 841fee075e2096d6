"""The agenda as a feed: what was announced, changed or cancelled last, whole, by subject, by place, by organizer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import body_html, entry_of
from content.feeds.spec import SIZE, topic_named
from content.models import Commune, Organizer, Place, Topic
from content.typography import fr
from events.models import EventPage, Occurrence
from events.presenting import capitalised, date_lines
from events.values import OccurrenceValue
from events.zones import zone_of

KEPT = timedelta(days=30)


def entries(site: Site, narrowed_to: object | None, now: datetime) -> Iterable[FeedEntry]:
    """The events of the town that are not long over, the last changed first."""
    events = EventPage.objects.on_site(site).published(now).filter(calendar_entry__last_day__gte=(now - KEPT).date())
    if isinstance(narrowed_to, Topic):
        events = events.about(narrowed_to)
    if isinstance(narrowed_to, Place):
        events = events.filter(place=narrowed_to)
    if isinstance(narrowed_to, Organizer):
        events = events.filter(signatory=narrowed_to)
    latest = events.order_by("-calendar_entry__changed_at", "-pk").select_related(
        "signatory", "place", "calendar_entry"
    )
    shown = list(latest.prefetch_related("topics", "chosen_dates")[:SIZE])
    today = now.astimezone(zone_of(Commune.for_site(site).insee_code)).date()
    unusual = defaultdict(list)
    for row in Occurrence.objects.for_site(site).filter(event__in=shown).unusual(today):
        unusual[row.event_id].append(row.value(site))
    return [entry(event, unusual[event.pk], today) for event in shown]


def entry(event: EventPage, unusual: list[OccurrenceValue], today: date) -> FeedEntry:
    """The event with its schedule and what is unusual about its dates; « Annulé » before its title as everywhere."""
    plain = entry_of(event)
    sentence = fr(f"{capitalised(event.sentence(today))}.")
    where = event.place.name if event.place else ""
    told = date_lines(unusual, event, today)
    lines = format_html_join(
        "", "<li>{} {} {}</li>", ((line["text"], line["status_text"], line["note"]) for line in told)
    )
    html = format_html(
        "<p><strong>{}</strong> {}</p><p>{}</p>{}",
        sentence,
        where,
        event.status_message or event.standfirst,
        format_html("<ul>{}</ul>", lines) if told else "",
    )
    word = _(event.state.word) if event.state.word else ""
    return replace(
        plain,
        title=f"{word} : {event.title}" if word else event.title,
        summary=" ".join(filter(None, [sentence, event.status_message or event.standfirst])),
        html=html + body_html(event),
        updated=max(plain.published, event.calendar_entry.changed_at),
    )


def place_named(site: Site, slug: str) -> object | None:
    return Place.objects.for_site(site).filter(slug=slug).first()


def organizer_named(site: Site, slug: str) -> object | None:
    return Organizer.objects.for_site(site).filter(slug=slug).first()


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="agenda",
            title=gettext_lazy("Agenda"),
            audience=gettext_lazy("Ce qui se passe dans la commune, les reports et les annulations."),
            entries=entries,
            by={"theme": topic_named, "lieu": place_named, "organisateur": organizer_named},
        )
    )
