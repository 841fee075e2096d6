"""The mails that the pages below /recevoir/ can cause. None carries a word its requester chose, nor says who asked."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content import mail
from content.models import commune_of
from newsletter.models import PersonalLink, Subscriber, SubscriptionRequest
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import CONFIRMATION_LIFE, Purpose


@dataclass(frozen=True)
class PersonalNotice:
    """What a mail with a personal link says: its title, what its page does, and the name of its page."""

    title: Promise
    sentence: Promise
    page: str


PERSONAL_NOTICES = {
    Purpose.EXPORT: PersonalNotice(
        gettext_lazy("Vos données, à lire ou à garder"),
        gettext_lazy("Ouvrez cette page pour lire tout ce que la mairie sait de vous par cette adresse :"),
        "newsletter:export",
    ),
    Purpose.ERASE: PersonalNotice(
        gettext_lazy("Effacer votre adresse"),
        gettext_lazy(
            "Ouvrez cette page et appuyez sur le bouton : votre adresse est effacée aussitôt, et plus rien ne part."
        ),
        "newsletter:erase",
    ),
    Purpose.MOVE: PersonalNotice(
        gettext_lazy("Changer d’adresse"),
        gettext_lazy("Ouvrez cette page pour recevoir vos courriels à une autre adresse :"),
        "newsletter:move",
    ),
    Purpose.ARRIVE: PersonalNotice(
        gettext_lazy("Confirmez votre nouvelle adresse"),
        gettext_lazy("Quelqu’un, vous sans doute, veut recevoir ici les courriels de la mairie. Ouvrez cette page :"),
        "newsletter:arrive",
    ),
}


def queue_confirmation(request: SubscriptionRequest, token: str, now: datetime) -> None:
    """« Confirmez votre abonnement », in the present transaction."""
    subject = _("Confirmez votre abonnement à la lettre %(of)s")
    queue(request.site, request.address, "confirmation", subject, reverse("newsletter:confirm", args=[token]), now)


def queue_already_subscribed(subscriber: Subscriber, now: datetime) -> None:
    """« Vous êtes déjà abonné », with the way to one's choices, in the present transaction."""
    token = tokens.lasting(Purpose.CHOICES, subscriber.uid)
    subject = _("Vous êtes déjà abonné à la lettre %(of)s")
    queue(
        subscriber.site, subscriber.address or "", "already", subject, reverse("newsletter:choices", args=[token]), now
    )


def queue_still_wanted(subscriber: Subscriber, now: datetime) -> None:
    """« Voulez-vous toujours nos courriels ? », with the way to one's choices, in the present transaction."""
    path = reverse("newsletter:choices", args=[tokens.lasting(Purpose.CHOICES, subscriber.uid)])
    subject = _("Voulez-vous toujours la lettre %(of)s ?")
    queue(subscriber.site, subscriber.address or "", "still-wanted", subject, path, now)


def queue_invitation(request: SubscriptionRequest, token: str, now: datetime) -> None:
    """« Voulez-vous recevoir… ? », to somebody of an imported list, in the present transaction."""
    subject = _("Voulez-vous recevoir la lettre %(of)s ?")
    path = reverse("newsletter:confirm", args=[token])
    queue(request.site, request.address, "invitation", subject, path, now, source=request.invited_because)


def queue_personal_link(link: PersonalLink, to: str, token: str, now: datetime) -> None:
    """The mail that carries a personal link, in the present transaction."""
    notice = PERSONAL_NOTICES[Purpose(link.purpose)]
    subject = _("%(title)s : la lettre %%(of)s") % {"title": notice.title}
    queue(link.subscriber.site, to, "personal", subject, reverse(notice.page, args=[token]), now, notice=notice)


def queue(site: Site, to: str, name: str, subject: str, path: str, now: datetime, **words: object) -> None:
    commune = commune_of(site)
    subject %= {"of": commune.de_name}
    context = {
        "commune": commune,
        "subject": subject,
        "url": site.root_url + path,
        "days": CONFIRMATION_LIFE.days,
        "site_url": site.root_url,
    } | words
    text = render_to_string(f"newsletter/messages/{name}.txt", context)
    html = render_to_string(f"newsletter/messages/{name}.html", context)
    mail.queue(site, to, subject, text, html, purpose=f"newsletter-{name}", at=now)
