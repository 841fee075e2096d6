"""The pages that show every way to be told: e-mail, calendar, feeds, paper."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.feeds.document import LICENCE_NAME, LICENCE_URL
from content.feeds.spec import by_kind, collections


@dataclass(frozen=True)
class Device:
    """How to add the agenda on one kind of device. `address` when it needs another one than the general one."""

    id: str
    name: str
    steps: list[str]
    address: str = ""


def site_of(request: HttpRequest) -> Site:
    """The town asked for. Raises Http404 when no site answers at that address."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    site_of(request)
    return render(request, "newsletter/subscribe/ways.html")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The agenda in one's own calendar, device by device."""
    root = site_of(request).root_url
    ics = f"{root}/agenda/agenda.ics"
    webcal = "webcal:" + ics.partition(":")[2]
    context = {"ics": ics, "webcal": webcal, "devices": devices(f"{root}/agenda/google.ics")}
    return render(request, "newsletter/subscribe/calendar.html", context)


def devices(google: str) -> list[Device]:
    return [
        Device(
            "iphone",
            _("iPhone, iPad, Mac"),
            [_("Touchez le bouton « S’abonner à l’agenda »."), _("Répondez « S’abonner », puis « Terminé ».")],
        ),
        Device(
            "android",
            _("Téléphone Android, Google Agenda"),
            [
                _("Sur un ordinateur, ouvrez Google Agenda."),
                _("Choisissez « Autres agendas », puis « À partir de l’URL »."),
                _("Collez cette adresse. Le téléphone suit, parfois le lendemain."),
            ],
            google,
        ),
        Device(
            "thunderbird",
            _("Thunderbird"),
            [
                _("Menu « Nouvel agenda », puis « Sur le réseau »."),
                _("Collez l’adresse, laissez le nom d’utilisateur vide."),
            ],
        ),
        Device(
            "outlook",
            _("Outlook"),
            [
                _("« Ajouter un calendrier », puis « S’abonner à partir du web »."),
                _("Collez l’adresse, donnez un nom, validez."),
            ],
        ),
    ]


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed of the town, under headings; each leads to the page that gives its addresses."""
    groups = [
        {
            "title": heading,
            "feeds": [
                {
                    "title": str(each.narrowed_to or each.spec.title),
                    "url": f"/{each.path}/flux/",
                    "answer": "" if each.narrowed_to else each.description,
                }
                for each in found
            ],
        }
        for heading, found in by_kind(collections(site_of(request)))
    ]
    facts = [
        {"label": _("Formats"), "value": _("RSS, Atom et JSON Feed")},
        {"label": _("Texte"), "value": _("complet, avec les rectificatifs")},
        {"label": _("Licence"), "value": LICENCE_NAME, "url": LICENCE_URL},
    ]
    return render(request, "newsletter/subscribe/feeds.html", {"groups": groups, "facts": facts})
