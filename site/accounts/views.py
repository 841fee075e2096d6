"""Signing in with a one-time link. GET shows a button, POST signs in: programs that follow links use nothing up."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.models import SignInLink


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Signs the editor in and goes to the desk; a used, expired or unknown link says how to get another."""
    if request.method != "POST":
        return render(request, "accounts/sign_in.html")
    user = SignInLink.redeem(secret, timezone.now())
    if user is None:
        return render(request, "accounts/sign_in.html", {"refused": True}, status=410)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("wagtailadmin_home")
