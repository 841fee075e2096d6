"""What a fresh link lets the owner of a mailbox do: read what is known of her, erase it, receive elsewhere.

Looking at these pages changes nothing; each has one button. A link that no longer serves leads to one page, whatever
the reason.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.visitors import from_our_own_pages, private
from newsletter.models import PersonalLink
from newsletter.subscribers import personal
from newsletter.subscribers.dossier import dossier_of
from newsletter.subscribers.tokens import Purpose
from newsletter.subscribers.ways import site_of
from newsletter.views.parts import BUSY


def found(request: HttpRequest, purpose: Purpose, token: str) -> PersonalLink | None:
    return personal.find(site_of(request), purpose, token, timezone.now())


def over(request: HttpRequest) -> HttpResponse:
    """One page for a personal link that was used, replaced, too old or invented."""
    return private(render(request, "newsletter/personal/over.html", status=404))


def gesture(request: HttpRequest, link: PersonalLink, **words: str) -> HttpResponse:
    """The page with its one button."""
    context = {"masked_address": link.subscriber.masked_address, "link": link} | words
    return private(render(request, "newsletter/personal/gesture.html", context))


def done(request: HttpRequest, title: str, standfirst: str, status: int = 200, **words: str) -> HttpResponse:
    context = {"title": title, "standfirst": standfirst} | words
    return private(render(request, "newsletter/personal/done.html", context, status=status))


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Everything known of the person, as a page or as a file; each reading hands over the token of the next."""
    link = found(request, Purpose.EXPORT, token)
    if link is None or (request.method == "POST" and not personal.use(link)):
        return over(request)
    if request.method != "POST":
        return gesture(
            request,
            link,
            title=_("Vos données"),
            standfirst=_(
                "Appuyez sur le bouton : la page montre tout ce que la mairie sait de vous par cette adresse."
            ),
            button=_("Voir mes données"),
        )
    dossier = dossier_of(link.subscriber, timezone.now())
    if "json" in request.POST:
        text = json.dumps(dossier.as_data(), ensure_ascii=False, indent=2)
        answer = HttpResponse(text, content_type="application/json; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
        return private(answer)
    next_page = reverse("newsletter:export", args=[personal.open_again(link)])
    return private(render(request, "newsletter/personal/dossier.html", {"dossier": dossier, "next_page": next_page}))


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """The end of everything, at once and for good."""
    link = found(request, Purpose.ERASE, token)
    if link is None or (request.method == "POST" and not personal.erase(link, timezone.now())):
        return over(request)
    if request.method == "POST":
        return done(
            request,
            _("C’est effacé"),
            _(
                "Votre adresse n’est plus nulle part ici. Il reste une empreinte, qui prouve votre départ sans dire qui vous êtes."
            ),
        )
    return gesture(
        request,
        link,
        title=_("Effacer votre adresse"),
        standfirst=_("Appuyez sur le bouton : plus rien ne part, et votre adresse est effacée aussitôt."),
        button=_("Tout effacer"),
        remark=_("Cela ne se répare pas : pour revenir, il faudra vous abonner de nouveau."),
    )


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, token: str) -> HttpResponse:
    """The present address agrees to a move; the new one is asked next."""
    link = found(request, Purpose.MOVE, token)
    try:
        if link is None or (request.method == "POST" and not personal.write_to_new_address(link, timezone.now())):
            return over(request)
    except personal.TooOften:
        sorry = _("Un courriel est déjà parti vers cette adresse aujourd’hui. Revenez demain.")
        return done(request, _("Réessayez plus tard"), sorry, status=BUSY)
    words = {"address": link.masked_new_address}
    if request.method == "POST":
        return done(
            request,
            _("Il reste un geste"),
            _("Un courriel part à %(address)s. Suivez dans l’heure le lien qu’il contient : vos courriels iront là.")
            % words,
        )
    return gesture(
        request,
        link,
        title=_("Changer d’adresse"),
        standfirst=_("Vos courriels iraient à %(address)s, qui devra dire oui à son tour.") % words,
        button=_("Oui, c’est bien moi"),
    )


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """The new address says yes: mails go there from now on."""
    link = found(request, Purpose.ARRIVE, token)
    if link is None or (request.method == "POST" and not personal.move(link, timezone.now())):
        return over(request)
    if request.method == "POST":
        return done(
            request,
            _("C’est fait : votre adresse a changé"),
            _("Vos prochains courriels arriveront à %(address)s. Vos choix restent les mêmes.")
            % {"address": link.masked_new_address},
        )
    return gesture(
        request,
        link,
        title=_("Votre nouvelle adresse"),
        standfirst=_("Appuyez sur le bouton : les courriels de la mairie arriveront ici."),
        button=_("Recevoir ici"),
        arriving=link.masked_new_address,
    )
