"""A subscriber's own page, reached by the lasting link of each mail, and the way out."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.dates import long_date
from content.models import commune_of
from content.visitors import from_our_own_pages, private
from newsletter.models import Delivery, Subscriber
from newsletter.subscribers import limits, personal, reaffirming, subscriptions, tokens
from newsletter.subscribers.choices import read_all
from newsletter.subscribers.consent import Source
from newsletter.subscribers.forms import ChoicesForm, MoveForm, PauseForm, pauses
from newsletter.subscribers.reasons import reason_for
from newsletter.subscribers.tokens import Purpose
from newsletter.subscribers.ways import site_of
from newsletter.views.parts import BUSY, facts, lost


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """A subscriber's own page: topics, rhythm, a pause, the way out, and what is known of them."""
    subscriber = subscriptions.find(site_of(request), Purpose.CHOICES, token)
    if subscriber is None or subscriber.address is None:
        return lost(request)
    if request.method == "POST":
        return act(request, subscriber)
    return choices_page(request, subscriber)


def act(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """What the pressed button asks for; whoever has left can only ask for what is known of them."""
    still = ("leave", "export", "erase") if subscriber.state == Subscriber.State.LEFT else BUTTONS
    pressed = next((name for name in still if name in request.POST), "")
    return BUTTONS[pressed](request, subscriber) if pressed else choices_page(request, subscriber)


def save(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = ChoicesForm(request.POST, site=subscriber.site)
    form.full_clean()
    subscriptions.choose(
        subscriber,
        form.cleaned_data["choices"],
        timezone.now(),
        districts=form.cleaned_data.get("districts", []),
        text_only=form.cleaned_data["text_only"],
        page=subscriber.site.root_url + reverse("newsletter:choices", args=["…"]),
    )
    return choices_page(request, subscriber, done=_("Vos choix sont enregistrés."))


def pause(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = pause_form(subscriber, request.POST)
    if not form.is_valid():
        return choices_page(request, subscriber)
    until = form.cleaned_data["until"]
    subscriptions.pause(subscriber, until, timezone.now())
    said = _("Pause jusqu’au %(day)s.") % {"day": long_date(until)} if until else _("C’est noté : pas de pause.")
    return choices_page(request, subscriber, done=said)


def resume(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    subscriptions.pause(subscriber, None, timezone.now())
    return choices_page(request, subscriber, done=_("La pause est finie : vos courriels reprennent."))


def leave_all(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    subscriptions.leave(subscriber, Source.CHOICES_PAGE, timezone.now())
    return private(render(request, "newsletter/subscribe/left.html"))


def affirm(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    reaffirming.affirm(subscriber, timezone.now())
    return choices_page(
        request, subscriber, done=_("Merci. Rien ne change."), said=_("Nous vous le demanderons dans trois ans.")
    )


def move(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Has the present address asked whether mails may go to the new one."""
    form = MoveForm(request.POST, present=subscriber.address or "")
    if not form.is_valid():
        return choices_page(request, subscriber, move_form=form)
    return mail_link(request, subscriber, Purpose.MOVE, new_address=form.cleaned_data["email"])


def export(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    return mail_link(request, subscriber, Purpose.EXPORT)


def erase(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    return mail_link(request, subscriber, Purpose.ERASE)


def mail_link(request: HttpRequest, subscriber: Subscriber, purpose: Purpose, **options: Any) -> HttpResponse:
    """Has a fresh link sent to the address itself: the lasting one may be in other hands, mails get forwarded."""
    now = timezone.now()
    try:
        if not limits.network_may_ask(subscriber.site, limits.network(request.META), now):
            raise personal.TooOften
        personal.ask(subscriber, purpose, now, **options)
    except personal.TooOften:
        sorry = _("Plusieurs liens vous ont déjà été envoyés. Regardez dans votre boîte, ou revenez demain.")
        return choices_page(request, subscriber, trouble=sorry)
    sent = _("Un lien part à %(address)s. Ouvrez-le dans l’heure : il ne sert qu’une fois.")
    text = sent % {"address": subscriber.masked_address}
    return choices_page(request, subscriber, done=_("Regardez votre boîte aux lettres."), said=text)


Button = Callable[[HttpRequest, Subscriber], HttpResponse]
BUTTONS: Mapping[str, Button] = {
    "leave": leave_all,
    "resume": resume,
    "pause": pause,
    "affirm": affirm,
    "move": move,
    "export": export,
    "erase": erase,
    "save": save,
}


def choices_page(
    request: HttpRequest,
    subscriber: Subscriber,
    *,
    done: str = "",
    said: str = "",
    trouble: str = "",
    move_form: MoveForm | None = None,
) -> HttpResponse:
    """The page as things are now. DONE is what just happened and SAID its detail; TROUBLE is why nothing did."""
    subscriber.refresh_from_db()
    site = subscriber.site
    path = reverse("newsletter:choices", args=[tokens.lasting(Purpose.CHOICES, subscriber.uid)])
    form = ChoicesForm(site=site, initial=present_choices(subscriber))
    reason = reason_for(subscriber)
    context = {
        "subscriber": subscriber,
        "is_paused": subscriber.paused(timezone.localdate()),
        "is_asked": reaffirming.is_asked(subscriber),
        "form": form,
        "pause_form": pause_form(subscriber),
        "move_form": move_form or MoveForm(present=""),
        "done": done,
        "said": said,
        "trouble": trouble,
        "address_of_page": site.root_url + path,
        "latest": Delivery.objects.filter(subscriber=subscriber, state=Delivery.State.SENT).order_by("-pk").first(),
        "reason": reason,
        "began_with": facts(read_all(reason.began.choices, form.slugs), form.topics) if reason.began else [],
        "commune": commune_of(site),
    }
    return private(render(request, "newsletter/subscribe/choices.html", context, status=BUSY if trouble else 200))


def present_choices(subscriber: Subscriber) -> dict[str, object]:
    return {
        "choices": [choice.code for choice in subscriber.choices()],
        "districts": [district.slug for district in subscriber.districts.all()],
        "text_only": subscriber.text_only,
    }


def pause_form(subscriber: Subscriber, data: Any = None) -> PauseForm:
    """The days a pause may last until; the present end among them, though it was chosen weeks ago."""
    today = timezone.localdate()
    present = subscriber.paused_until if subscriber.paused(today) else None
    days = sorted({*pauses(today), *([present] if present else [])})
    initial = {"until": present.isoformat() if present else ""}
    return PauseForm(data, days=[(day, long_date(day, today)) for day in days], initial=initial)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The way out. POST is RFC 8058's one click: no cookie, no Origin, no session; repeated or unknown, the answer is the same."""
    subscriber = subscriptions.find(site_of(request), Purpose.LEAVE, token)
    if request.method == "POST":
        if subscriber is not None:
            one_click = request.POST.get("List-Unsubscribe") == "One-Click"
            subscriptions.leave(subscriber, Source.ONE_CLICK if one_click else Source.LEAVE_PAGE, timezone.now())
        return private(render(request, "newsletter/subscribe/left.html"))
    known = subscriber if subscriber and subscriber.state != Subscriber.State.LEFT else None
    choices = tokens.lasting(Purpose.CHOICES, known.uid) if known else ""
    context = {"subscriber": known, "choices_url": reverse("newsletter:choices", args=[choices]) if choices else ""}
    return private(render(request, "newsletter/subscribe/leave.html", context))
