"""The address where a provider's API tells what became of mails."""

import hmac

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.mail import api
from content.visitors import private
from newsletter.bounces import events, receiving


@csrf_exempt  # a program posts here, with no cookie to steal; the address itself is the secret
@require_http_methods(["POST", "HEAD"])  # some providers look whether somebody answers, then write
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """Does what the events ask for. Telling the same thing twice changes nothing; what cannot be read answers 400."""
    provider = api.configured()
    if provider is None or not provider.kind.events:
        raise Http404
    if not hmac.compare_digest(key.encode("utf-8", "replace"), events.address_key(provider).encode()):
        raise Http404
    if request.method == "HEAD":
        return private(HttpResponse())
    try:
        told = events.read(provider, request)
    except events.Unreadable:
        return private(HttpResponse(status=400))
    for returned in told:
        receiving.receive(returned, timezone.now())
    return private(HttpResponse())
