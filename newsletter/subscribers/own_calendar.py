"""« /recevoir/calendrier/ »: the agenda in one's own calendar, said as each device really does it."""

import io
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.feeds.spec import REGISTRY, Collection, calendar_steps, find
from content.models import Topic, commune_of
from events.views import name_of
from newsletter.subscribers.ways import site_of

GOOGLE = "https://calendar.google.com/calendar/r?cid="
OUTLOOK = {"outlook.live.com": "Outlook.com, Hotmail", "outlook.office.com": "Microsoft 365"}


class CalendarChoice(forms.Form):
    """?theme= or ?lieu= or ?organisateur=, by slug: one part of the agenda. Nothing, or what the town has not: all of it."""

    theme = forms.SlugField(required=False)
    lieu = forms.SlugField(required=False)
    organisateur = forms.SlugField(required=False)

    @property
    def asked(self) -> str:
        """The first part asked for, such as « theme/culture »; empty for none."""
        return next((f"{kind}/{self.data.get(kind)}" for kind in self.fields if self.data.get(kind)), "")

    def collection(self, site: Site) -> Collection:
        """What is asked for, else the whole agenda."""
        part = find(site, f"agenda/{self.asked}") if self.asked and self.is_valid() else None
        return part or Collection(site, REGISTRY["agenda"], "agenda")


@dataclass(frozen=True, slots=True)
class Way:
    """A button or a link: its words and its address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Device:
    """How one kind of device takes the agenda in: buttons first, then steps, then what it does not do well."""

    id: str
    name: str
    ways: tuple[Way, ...] = ()
    steps: tuple[str, ...] = ()
    remark: str = ""
    address: str = ""


@require_safe
def steps(request: HttpRequest) -> HttpResponse:
    """The buttons, the address and the steps of each device, for the agenda or the part of it asked for."""
    site = site_of(request)
    choice = CalendarChoice(request.GET)
    found = choice.collection(site)
    name = name_of(found, commune_of(site))
    listed = devices(found, name)
    context = {
        "name": name,
        "narrowed_to": found.narrowed_to,
        "is_lost": bool(choice.asked) and not found.narrowed_to,
        "feed_path": f"/{found.path}/flux/",
        "ics": found.address("agenda.ics"),
        "webcal": webcal(found.address("agenda.ics")),
        "devices": listed,
        "contents": [{"title": each.name, "url": f"#{each.id}"} for each in listed] + others(),
        "codes": codes(found, name),
        "open_data": [{"title": file_name, "url": f"/{found.path}/{file_name}", "details": about}
                      for file_name, about in (("agenda.json", _("forme d’OpenAgenda")), ("agenda.csv", _("tableau des dates")))],
        "subjects": subjects(site),
        "page_address": f"{site.root_url}{calendar_steps(found.path)}",
        "qr_path": calendar_steps(found.path).replace("/calendrier/", "/calendrier/qr.svg"),
    }  # fmt: skip
    return render(request, "newsletter/subscribe/calendar.html", context)


@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    """The code that leads a telephone to this page: not to the calendar itself, which Android would not open."""
    site = site_of(request)
    found = CalendarChoice(request.GET).collection(site)
    out = io.BytesIO()
    code = segno.make(f"{site.root_url}{calendar_steps(found.path)}", error="m", micro=False)
    code.save(out, kind="svg", dark="#000000", light="#ffffff", border=4, omitsize=True, svgclass=None, lineclass=None)
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["X-Robots-Tag"] = "noindex"
    return response


def webcal(address: str) -> str:
    """The address as devices open it themselves. Not « webcals: », which iPhones refuse."""
    return "webcal:" + address.partition(":")[2]


def others() -> list[dict[str, str]]:
    return [{"title": _("Sur papier"), "url": "#papier"}, {"title": _("Sur un autre site"), "url": "#site"}]


def subjects(site: Site) -> list[dict[str, str]]:
    return [{"title": topic.name, "url": f"?theme={topic.slug}"} for topic in Topic.objects.for_site(site).subjects()]


def codes(collection: Collection, name: str) -> list[dict[str, str]]:
    """What the site of an association copies, in two sizes. The frame follows nobody, and leaves no cookie there."""
    frame = '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>'
    address = collection.address("integrer/")
    return [
        {
            "id": "cadre-colonne",
            "label": _("Dans une colonne"),
            "value": frame.format(address, escape(name), "320", "560"),
        },
        {"id": "cadre-page", "label": _("Dans une page"), "value": frame.format(address, escape(name), "100%", "800")},
    ]


def devices(collection: Collection, name: str) -> list[Device]:
    address = collection.address("agenda.ics")
    return [apple(address), google(collection.address("google.ics")), outlook(address, name), thunderbird()]


def apple(address: str) -> Device:
    return Device(
        "iphone",
        _("iPhone, iPad, Mac"),
        (Way(_("Ouvrir dans Calendrier"), webcal(address)),),
        (_("Touchez le bouton."), _("Répondez « S’abonner », puis « Terminé ».")),
        _("L’appareil relit l’agenda de lui-même, en général dans la journée."),
    )


def google(address: str) -> Device:
    return Device(
        "google",
        _("Google Agenda, téléphone Android"),
        (Way(_("Ouvrir Google Agenda"), GOOGLE + quote(webcal(address), safe="")),),
        (
            _("Ouvrez ce lien dans un navigateur, de préférence sur un ordinateur."),
            _("Répondez « Ajouter ». L’agenda paraît ensuite sur votre téléphone, parfois le lendemain."),
            _("Si rien ne s’ouvre : « Autres agendas », puis « À partir de l’URL », et collez l’adresse."),
        ),
        _("Google relit l’agenda toutes les 8 à 24 heures. Une annulation du jour même peut y arriver trop tard."),
        address,
    )


def outlook(address: str, name: str) -> Device:
    query = urlencode({"url": address, "name": name})
    return Device(
        "outlook",
        _("Outlook"),
        tuple(Way(label, f"https://{host}/calendar/0/addfromweb?{query}") for host, label in OUTLOOK.items()),
        (
            _("Choisissez le bouton de votre compte, puis « Importer »."),
            _("Sinon : « Ajouter un calendrier », « S’abonner à partir du web », et collez l’adresse."),
        ),
        _("Outlook relit l’agenda toutes les quelques heures. Il ne barre pas ce qui est annulé : lisez le titre."),
    )


def thunderbird() -> Device:
    return Device(
        "thunderbird",
        _("Thunderbird"),
        steps=(
            _("Menu « Nouvel agenda », puis « Sur le réseau »."),
            _("Collez l’adresse, laissez le nom d’utilisateur vide."),
        ),
    )
