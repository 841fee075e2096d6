"""/contact/ and the copy of a message. No cookie, no token of the browser: see content/visitors.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from content import limits, seals
from content.addresses import mask
from content.visitors import from_our_own_pages, private
from home.contact import sending
from home.contact.forms import AskedForm, ContactForm
from home.contact.models import COPY, KEPT, ContactMessage
from newsletter.subscribers.ways import site_of

BUSY = 429


@sensitive_variables()
@sensitive_post_parameters()
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form, or the receipt of what was just sent."""
    site, now = site_of(request), timezone.now()
    if request.method != "POST":
        return form_page(request, ContactForm(site=site, now=now, initial={"subject": asked_subject(request)}))
    form = ContactForm(request.POST, site=site, now=now)
    if not form.is_open or not form.is_valid():
        return form_page(request, form)
    try:
        message = sending.send(site, form.cleaned_data, limits.network(request.META), now)
    except sending.ComeBackLater:
        return form_page(
            request,
            form,
            trouble=_("Beaucoup de messages arrivent en ce moment. Réessayez dans dix minutes, ou appelez."),
        )
    return private(render(request, "home/contact/sent.html", {"message": message, "facts": facts(message)}))


def asked_subject(request: HttpRequest) -> str:
    asked = AskedForm(request.GET)
    return str(asked.cleaned_data["sujet"]) if asked.is_valid() else ""


def form_page(request: HttpRequest, form: ContactForm, trouble: str = "") -> HttpResponse:
    """The form as it stands, what is wrong with it first."""
    errors = form.summary() if form.is_bound and form.is_open else []
    context = {"form": form, "errors": errors, "trouble": trouble, "days": KEPT.days}
    response = render(request, "home/contact/form.html", context, status=BUSY if trouble else 200)
    return private(response) if form.is_bound else response


@sensitive_variables()
@require_safe
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """What one wrote, for as long as it is kept. The link of the receipt is the only way here."""
    message = find(site_of(request), token)
    if message is None:
        return private(render(request, "home/contact/gone.html", {"days": KEPT.days}, status=404))
    return private(render(request, "home/contact/copy.html", {"message": message, "facts": facts(message)}))


def find(site: Site, token: str) -> ContactMessage | None:
    uid = seals.unsealed(COPY, token)
    return ContactMessage.objects.for_site(site).filter(uid=uid).first() if uid else None


def facts(message: ContactMessage) -> list[dict[str, str]]:
    """The receipt's lines; one's own address is shown masked enough not to be read over a shoulder."""
    to_reach = {
        ContactMessage.Reply.EMAIL: mask(message.email),
        ContactMessage.Reply.PHONE: message.phone,
    }.get(ContactMessage.Reply(message.reply), "")
    reply = message.get_reply_display() + (f", {to_reach}" if to_reach else "")
    rows = [
        (_("Numéro"), message.number),
        (_("Sujet"), message.subject),
        (_("Envoyé à"), message.service),
        (_("Réponse"), reply),
        (_("Délai habituel"), message.answered_within if message.reply != ContactMessage.Reply.NONE else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
