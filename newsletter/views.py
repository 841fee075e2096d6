"""The pages below /recevoir/. They speak HTTP and nothing else: `subscriptions` does what is asked.

No page here sets a cookie or needs one: the link in a mail is the authority, and a form is refused when another site
sends it. Nothing changes on GET, since mail scanners follow every link.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from content.dates import long_date
from content.models import Topic, commune_of
from content.visitors import from_our_own_pages, private
from newsletter import consent, limits, subscriptions, tokens
from newsletter.choices import Choice, read_all
from newsletter.consent import Source
from newsletter.forms import ChoicesForm, PauseForm, SubscribeForm, pauses
from newsletter.models import ConsentLine, Delivery, Subscriber, SubscriptionRequest
from newsletter.tokens import Purpose
from newsletter.ways import site_of

BUSY = 429


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form. A POST without its signed moment comes from a small form elsewhere on the site: it only fills this one."""
    site, now = site_of(request), timezone.now()
    if request.method != "POST" or "shown_at" not in request.POST:
        return form_page(request, SubscribeForm(site=site, now=now, initial=begun(request, site, now)))
    form = SubscribeForm(request.POST, site=site, now=now)
    if not form.is_valid():
        return form_page(request, form)
    if not limits.network_may_ask(site, limits.network(request.META), now):
        busy = _("Beaucoup de demandes viennent de votre réseau. Réessayez dans dix minutes.")
        return form_page(request, form, trouble=busy)
    try:
        asked = form.ask(site.root_url + request.path)
    except subscriptions.ComeBackLater:
        return form_page(request, form, trouble=_("Trop de demandes arrivent en ce moment. Réessayez dans une heure."))
    context = {
        "asked": asked,
        "facts": facts(form.cleaned_data["choices"], form.topics),
        "sender": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }
    return private(render(request, "newsletter/subscribe/noted.html", context))


def begun(request: HttpRequest, site: Site, now: datetime) -> dict[str, object]:
    """What a small form elsewhere (« Recevoir ce sujet ») has already asked: the address, the topic it named, at which rhythm."""
    asked = request.POST if request.method == "POST" else request.GET
    followed = asked.get("theme", "")
    slugs = Topic.objects.for_site(site).values_list("slug", flat=True) if followed else ()
    rhythm = asked.get("rythme") or "aussitot"
    choices = [choice.code for choice in read_all([f"theme.{followed}:{rhythm}"], slugs)]
    return {"email": asked.get("email", "")[:320], "choices": choices}


def form_page(request: HttpRequest, form: SubscribeForm, trouble: str = "") -> HttpResponse:
    """The form as it stands. Not kept in memory longer than a few minutes: it carries the moment it was shown."""
    context: dict[str, Any] = {"form": form, "sentence": consent.sentence(form.commune), "trouble": trouble}
    if form.is_bound:
        context |= {"errors": form.summary(), "typed": form.data.get("email", "")}
    status = BUSY if trouble else 200
    response = render(request, "newsletter/subscribe/form.html", context, status=status)
    return private(response) if form.is_bound else response


def facts(choices: Iterable[Choice], topics: Iterable[Topic]) -> list[dict[str, str]]:
    """The choices as a receipt: what, and when."""
    names = {topic.slug: topic.name for topic in topics}
    rows: dict[str, list[str]] = {}
    for choice in choices:
        what = names.get(choice.topic, choice.topic) if choice.topic else str(choice.stream.label)
        rows.setdefault(what, []).append(str(choice.rhythm.label))
    return [{"label": what, "value": ", ".join(rhythms)} for what, rhythms in rows.items()]


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page the confirmation mail leads to. Its button starts the subscription; looking at it changes nothing."""
    site, now = site_of(request), timezone.now()
    asked = subscriptions.find_request(site, token, now)
    if asked is None:
        return lost(request)
    if request.method == "POST":
        subscriber = subscriptions.confirm(asked, now)
        return lost(request) if subscriber is None else confirmed(request, subscriber)
    return private(render(request, "newsletter/subscribe/confirm.html", {"asked": asked, "facts": wished(asked)}))


def wished(asked: SubscriptionRequest) -> list[dict[str, str]]:
    topics = list(Topic.objects.filter(site=asked.site_id))
    return facts(read_all(asked.choices, [topic.slug for topic in topics]), topics)


def confirmed(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    topics = Topic.objects.filter(site=subscriber.site_id)
    context = {
        "subscriber": subscriber,
        "facts": facts(subscriber.choices(), topics),
        "choices_url": reverse("newsletter:choices", args=[tokens.lasting(Purpose.CHOICES, subscriber.uid)]),
    }
    return private(render(request, "newsletter/subscribe/confirmed.html", context))


def lost(request: HttpRequest) -> HttpResponse:
    """One page for every link that leads nowhere: used, too old, mistyped or invented."""
    return private(render(request, "newsletter/subscribe/link_lost.html", status=404))


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """A subscriber's own page: topics, rhythm, a pause, the way out."""
    subscriber = subscriptions.find(site_of(request), Purpose.CHOICES, token)
    if subscriber is None or subscriber.address is None:
        return lost(request)
    if request.method == "POST":
        return act(request, subscriber)
    return choices_page(request, subscriber)


def act(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """What the pressed button asks for."""
    now = timezone.now()
    if "leave" in request.POST:
        subscriptions.leave(subscriber, Source.CHOICES_PAGE, now)
        return private(render(request, "newsletter/subscribe/left.html"))
    if subscriber.state == Subscriber.State.LEFT:
        return choices_page(request, subscriber)
    if "pause" in request.POST:
        pause = pause_form(request.POST)
        if pause.is_valid():
            subscriptions.pause(subscriber, pause.cleaned_data["until"], now)
        return choices_page(request, subscriber, done=_("C’est noté.") if pause.is_valid() else "")
    form = ChoicesForm(request.POST, site=subscriber.site)
    form.full_clean()
    subscriptions.choose(
        subscriber,
        form.cleaned_data["choices"],
        now,
        districts=form.cleaned_data.get("districts", []),
        text_only=form.cleaned_data["text_only"],
        page=subscriber.site.root_url + reverse("newsletter:choices", args=["…"]),
    )
    return choices_page(request, subscriber, done=_("Vos choix sont enregistrés."))


def choices_page(request: HttpRequest, subscriber: Subscriber, done: str = "") -> HttpResponse:
    subscriber.refresh_from_db()
    site = subscriber.site
    initial = {
        "choices": [choice.code for choice in subscriber.choices()],
        "districts": [district.slug for district in subscriber.districts.all()],
        "text_only": subscriber.text_only,
    }
    paused = subscriber.paused_until.isoformat() if subscriber.paused_until else ""
    path = reverse("newsletter:choices", args=[tokens.lasting(Purpose.CHOICES, subscriber.uid)])
    context = {
        "subscriber": subscriber,
        "form": ChoicesForm(site=site, initial=initial),
        "pause_form": pause_form(initial={"until": paused}),
        "done": done,
        "address_of_page": site.root_url + path,
        "latest": Delivery.objects.filter(subscriber=subscriber, state=Delivery.State.SENT).order_by("-pk").first(),
        "proof": ConsentLine.objects.filter(person=subscriber.uid, event=consent.Event.STARTED).last(),
        "commune": commune_of(site),
    }
    return private(render(request, "newsletter/subscribe/choices.html", context))


def pause_form(data: Any = None, **options: Any) -> PauseForm:
    today = timezone.localdate()
    return PauseForm(data, days=[(day, long_date(day, today)) for day in pauses(today)], **options)


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
