"""School holidays in the desk: the list the town keeps, and the file of the ministry that fills it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Site
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from content.dates import long_date
from content.models import commune_of
from content.models.belonging import only_site
from events import breaks
from events.days_off import school_holidays
from events.models import SchoolBreak
from events.school_calendar import MOST_BYTES, ZONES, Reading, UnreadableCalendar, read, zone_of_town

SOURCE = "https://data.education.gouv.fr/explore/dataset/fr-en-calendrier-scolaire/export/"


class BreaksIndex(IndexView):
    """The list, with the door to the import."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        door = Button("Importer un fichier du ministère", reverse("school_breaks_import"), icon_name="upload")
        return [door, *super().header_more_buttons]


class SchoolBreakViewSet(SnippetViewSet):
    """School holidays the town enters itself: Corsica, overseas, years not published yet."""

    model = SchoolBreak
    icon = "calendar-alt"
    menu_label = "Vacances scolaires"
    list_display = ["name", "first_day", "last_day"]
    add_to_settings_menu = True
    index_view_class = BreaksIndex


class ImportForm(forms.Form):
    """The file and the zone to take from it. `reading` is what it holds, once the form is valid."""

    site = forms.ModelChoiceField(label="Commune", queryset=Site.objects.all(), empty_label=None)
    zone = forms.ChoiceField(label="Vacances de", choices=[(zone, zone) for zone in ZONES])
    file = forms.FileField(
        label="Fichier", help_text="Le CSV ou le calendrier (.ics) publié par le ministère de l’Éducation nationale."
    )
    reading: Reading

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Ce fichier dépasse 1 Mo. Demandez une seule zone ou une seule année.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in cleaned and "zone" in cleaned:
            try:
                self.reading = read(cleaned["file"].read(), cleaned["zone"])
            except UnreadableCalendar as error:
                self.add_error("file", str(error))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def import_breaks(request: HttpRequest) -> HttpResponse:
    """Takes a file, and reports what was taken, corrected, known already or left aside, and why."""
    if not SchoolBreakViewSet().permission_policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    town = Site.objects.filter(pk=only_site() or 0).first() or Site.objects.order_by("pk").first()
    commune = commune_of(town)
    initial = {"site": town, "zone": zone_of_town(commune.school_zone, commune.insee_code)}
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None, initial=initial)
    report = breaks.take(form.cleaned_data["site"], form.reading, timezone.localdate()) if form.is_valid() else None
    several = Site.objects.count() > 1
    context = {"form": form, "report": report, "several": several, "source": SOURCE, "known": known_words(town)}
    return render(request, "events/desk/import_breaks.html", context, status=422 if form.errors else 200)


def known_words(town: Site | None) -> str:
    """Until when the holidays of that town are known."""
    if town is None:
        return ""
    entered = SchoolBreak.objects.for_site(town).values_list("first_day", "last_day")
    known = school_holidays(commune_of(town).school_zone, entered).known_until(timezone.localdate())
    if known is None:
        return "Aucune vacance n’est encore connue pour cette commune."
    return f"Les vacances de cette commune sont connues jusqu’au {long_date(known)} {known.year}."


@hooks.register("register_admin_urls")
def break_urls() -> list[URLPattern]:
    return [path("vacances-scolaires/importer/", import_breaks, name="school_breaks_import")]
