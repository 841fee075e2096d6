"""The register of processings (RGPD, article 30), written from the inventory that `content.privacy` keeps."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content import pdf, privacy
from content.desk.sheets import sheet_response
from content.models import commune_of

PERMISSION = "content.change_commune"


@require_safe
@permission_required(PERMISSION, login_url="wagtailadmin_login")
def register(request: HttpRequest) -> HttpResponse:
    """The sheet a data protection officer files: whose, why, what, for whom, how long, how it is protected."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    context = {
        "commune": commune_of(site),
        "processings": privacy.processings(),
        "now": timezone.now(),
        "pdf_url": f"{reverse('processings_register')}?pdf" if pdf.available() else "",
    }
    return sheet_response(
        request, "content/desk/register.html", context, name="registre-des-traitements", as_pdf="pdf" in request.GET
    )
