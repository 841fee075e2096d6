"""From the form to the first mail: asking, and confirming from one's own mailbox."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from content.models import Topic
from content.visitors import from_our_own_pages, private
from newsletter.models import Subscriber, SubscriptionRequest
from newsletter.subscribers import consent, limits, subscriptions, tokens
from newsletter.subscribers.choices import read_all
from newsletter.subscribers.forms import SubscribeForm
from newsletter.subscribers.tokens import Purpose
from newsletter.subscribers.ways import site_of
from newsletter.views.parts import BUSY, facts, lost


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
