"""/feuille-de-frigo.pdf: the month to hang in a kitchen, drawn as of today, any day."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.pdf.serving import sheet_response
from newsletter.compose.fridge import kitchen_of, month_to_hang
from newsletter.renderers import fridge
from newsletter.renderers.pdf import BASE
from newsletter.subscribers.ways import site_of


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The PDF; 503 in words where this machine cannot make one."""
    today = timezone.localdate()
    month = month_to_hang(today)
    shown = kitchen_of(site_of(request), month, today)
    name = f"feuille-de-frigo-{month:%Y-%m}"
    return sheet_response(request, fridge.html(shown), fridge.assets(shown), base=BASE, name=name)
