"""The agenda: what is coming by day, a month, a day; by subject, place and organizer; and all of it as a calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from content import dates, pdf
from content.feeds.spec import calendar_steps
from content.models import Organizer, Place, Topic
from content.paging import page_of
from content.pdf.serving import sheet_response
from events import display
from events.forms import AgendaFilterForm
from events.models.in_town import PageInTown
from events.models.occurrence import Occurrence, OccurrenceQuerySet
from events.posters import month as posters
from events.posters.announcing import month_poster
from events.sentences import when
from events.values import OccurrenceValue
from events.windows import NAMES

PAGE_SIZE = 40

Narrowing = Topic | Place | Organizer
NARROWINGS: dict[str, type[Topic] | type[Place] | type[Organizer]] = {
    "theme": Topic,
    "lieu": Place,
    "organisateur": Organizer,
}


class AgendaPage(RoutablePageMixin, PageInTown):
    """The list of what is coming, and every way of looking at it."""

    journal_collection = "agenda"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    content_panels = [*Page.content_panels, FieldPanel("standfirst")]

    class Meta:
        verbose_name = "page de l’agenda"

    @property
    def root(self) -> str:
        """Its address on the site, such as /agenda/."""
        return self.path_on_site(self.town)

    def occurrences(self) -> OccurrenceQuerySet:
        return Occurrence.objects.for_site(self.town)

    def values(self, occurrences: OccurrenceQuerySet) -> list[OccurrenceValue]:
        return [row.value(self.town) for row in occurrences]

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        form = AgendaFilterForm(request.GET, site=self.town, today=self.local_today())
        return self.listing(request, form.narrow(self.occurrences()), form)

    @re_path(r"^(?P<kind>theme|lieu|organisateur)/(?P<slug>[\w-]+)/$")
    def narrowed(self, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
        chosen = self.narrowing(kind, slug)
        public = isinstance(chosen, Topic) and chosen.kind == Topic.Kind.PUBLIC
        form = AgendaFilterForm({"public" if public else kind: slug}, site=self.town, today=self.local_today())
        return self.listing(request, narrow(self.occurrences(), chosen), form, f"{kind}/{slug}/", chosen)

    @re_path(r"^(?P<year>20\d\d)/(?P<number>0[1-9]|1[0-2])/$")
    def month(self, request: HttpRequest, year: str, number: str) -> HttpResponse:
        first = dt.date(int(year), int(number), 1)
        last = display.next_month(first) - dt.timedelta(days=1)
        values = self.values(self.occurrences().on_days(first, last))
        today = self.local_today()
        shown = display.month(first, values, today, self.root)
        poster = f"{shown.path}affiche.pdf" if pdf.available() and display.is_within_reach(first, today) else ""
        return self.page_of(
            request,
            "events/agenda_month.html",
            shown.title,
            month=shown,
            poster_path=poster,
            density=posters.density_of(shown),
        )

    @re_path(r"^(?P<year>20\d\d)/(?P<number>0[1-9]|1[0-2])/liste/$")
    def month_list(self, request: HttpRequest, year: str, number: str) -> HttpResponse:
        """The month day by day, past days included: how a month long gone is still read."""
        first = dt.date(int(year), int(number), 1)
        last = display.next_month(first) - dt.timedelta(days=1)
        today = self.local_today()
        values = self.values(self.occurrences().on_days(first, last))
        shown = display.month(first, values, today, self.root)
        days = display.days(values, values, first, last, today)
        return self.page_of(request, "events/agenda_month_list.html", shown.title, month=shown, days=days)

    @path("archives/")
    def archives(self, request: HttpRequest) -> HttpResponse:
        """Every month past, by year, with how much there was."""
        first = self.local_today().replace(day=1)
        months = [
            {"day": day, "count": number, "words": display.summary_of(number)}
            for day, number in self.occurrences().filter(start_day__lt=first).months()
        ]
        return self.page_of(request, "events/agenda_archives.html", _("Les mois passés"), months=months)

    @re_path(r"^(?P<year>20\d\d)/(?P<number>0[1-9]|1[0-2])/affiche\.pdf/$")
    def month_poster(self, request: HttpRequest, year: str, number: str) -> HttpResponse:
        """The month on one A4 sheet for the board; 404 for months too far to be anybody's."""
        first = dt.date(int(year), int(number), 1)
        today = self.local_today()
        if not display.is_within_reach(first, today):
            raise Http404
        values = self.values(self.occurrences().on_days(first, display.next_month(first) - dt.timedelta(days=1)))
        said = month_poster(display.month(first, values, today, self.root), self.commune, self.town, self.root)
        return sheet_response(
            request, posters.html(said), posters.assets(said), base=posters.BASE, name=f"agenda-{year}-{number}"
        )

    @re_path(r"^(?P<year>20\d\d)/(?P<number>0[1-9]|1[0-2])/(?P<day>\d\d)/$")
    def day(self, request: HttpRequest, year: str, number: str, day: str) -> HttpResponse:
        try:
            shown = dt.date(int(year), int(number), int(day))
        except ValueError as error:
            raise Http404 from error
        values = self.values(self.occurrences().on_days(shown - display.BESIDE, shown + display.BESIDE))
        beside = display.days_beside(shown, values)
        links = [display.Link(dates.long_date(each), f"{self.root}{each:%Y/%m/%d}/") for each in beside]
        links.append(display.Link(_("Tout le mois"), display.month_path(shown.replace(day=1), self.root)))
        heading = f"{dates.long_date(shown).capitalize()} {shown.year}"
        days = display.days(values, values, shown, shown, self.local_today())
        return self.page_of(request, "events/agenda_day.html", heading, days=days, links=links)

    def narrowing(self, kind: str, slug: str) -> Narrowing:
        """The town's subject, place or organizer of that name. Raises Http404 when it has none."""
        model: Any = NARROWINGS[kind]
        found: Narrowing | None = model.objects.for_site(self.town).filter(slug=slug).first()
        if found is None:
            raise Http404
        return found

    def listing(
        self,
        request: HttpRequest,
        occurrences: OccurrenceQuerySet,
        form: AgendaFilterForm,
        below: str = "",
        chosen: Any = None,
    ) -> HttpResponse:
        """What is coming among those dates, by day."""
        today, now = self.local_today(), timezone.now()
        window = form.window()
        wanted = occurrences.during(*window) if window else occurrences
        page = page_of(wanted.upcoming(now), request.GET.get("page"), PAGE_SIZE)
        values = [row.value(self.town) for row in page]
        first, last = display.span([value.timing.day for value in values], today, window, page.number)
        days = display.days(values, self.values(occurrences.moved_from(first, last)), first, last, today)
        address = f"{self.address()}{below}agenda.ics"
        context = {
            "form": form,
            "query": form.query() if not chosen else "",
            "days": days,
            "paginator_page": page,
            "summary": _("%(number)s à venir") % {"number": display.summary_of(page.paginator.count)},
            "shortcuts": [] if chosen else shortcuts(form, occurrences.counts_during(now, form.windows())),
            "following": None if days else self.following(occurrences, today),
            "month": self.small_month(today),
            "calendar": {
                "address": address,
                "webcal": address.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
                "steps": calendar_steps(f"agenda/{below}"),
            },
            "chosen": chosen,
        }
        heading = f"{self.title} : {chosen.name}" if chosen else self.title
        return self.page_of(request, "events/agenda_page.html", heading, **context)

    def following(self, occurrences: OccurrenceQuerySet, today: dt.date) -> display.Link | None:
        """The next date that takes place among those, else among all: where to send who found nothing."""
        for dates_ in (occurrences, self.occurrences()):
            row = dates_.upcoming(timezone.now()).taking_place().first()
            if row:
                value = row.value(self.town)
                return display.Link(f"{when(value.timing, today)} : {value.title}", value.path)
        return None

    def page_of(self, request: HttpRequest, template: str, heading: str, **context: Any) -> HttpResponse:
        """One of its pages, with the way back to the agenda."""
        trail = [{"title": self.title, "url": self.root}, {"title": heading}]
        context |= {"heading": heading, "trail": trail, "page_path": self.root}
        return self.render(request, template=template, context_overrides=context)

    def small_month(self, today: dt.date) -> display.Month:
        """The present month, every busy day a link."""
        first = today.replace(day=1)
        values = self.values(self.occurrences().on_days(first, display.next_month(first) - dt.timedelta(days=1)))
        return display.month(first, values, today, self.root)

    def local_today(self) -> dt.date:
        """Today in the town."""
        return timezone.now().astimezone(self.zone).date()


def shortcuts(form: AgendaFilterForm, counts: dict[str, int]) -> list[dict[str, Any]]:
    """« Ce week-end » and its like as links that keep the rest of what was asked, with how many dates each has."""
    current = form.cleaned_data.get("quand", "")
    return [
        {
            "title": title,
            "count": counts[name],
            "query": form.query(quand="" if name == current else name),
            "current": name == current,
        }
        for name, title in NAMES.items()
    ]


def narrow(rows: Any, chosen: Narrowing) -> Any:
    """The dates, or the calendar entries, of that subject, place or organizer."""
    if isinstance(chosen, Topic):
        return rows.about(chosen)
    return rows.at_place(chosen) if isinstance(chosen, Place) else rows.organised_by(chosen)
