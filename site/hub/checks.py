"""What is looked at each time the site starts. The message says in French what to do."""

import ctypes
import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register
from django.core.exceptions import ImproperlyConfigured

from content.mail import api, transport
from newsletter.bounces import mailbox, return_path

# What WeasyPrint opens when it makes a PDF; script/setup looks for the same files.
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@register
def data_folder(**kwargs: Any) -> list[CheckMessage]:
    """The folder of the town's data can be written to."""
    folder = settings.DATA
    if not folder.exists() or os.access(folder, os.W_OK):
        return []
    hint = "Donnez ce dossier au compte qui fait tourner le site, ou changez TAMBOUR_DATA."
    return [Error(f"Le dossier des données n’est pas modifiable : {folder}", hint=hint, id="tambour.E001")]


@register
def two_keys(**kwargs: Any) -> list[CheckMessage]:
    """SECRET_KEY may be changed one day; TAMBOUR_KEY must then stay, or every link in residents' mails would die."""
    if settings.SECRET_KEY != settings.TAMBOUR_KEY:
        return []
    hint = "Tirez deux clés différentes : SECRET_KEY pourra changer, TAMBOUR_KEY jamais."
    return [Error("SECRET_KEY et TAMBOUR_KEY sont identiques.", hint=hint, id="tambour.E002")]


@register
def mail_server(**kwargs: Any) -> list[CheckMessage]:
    """EMAIL_URL, when given, names a mail server; TAMBOUR_MAIL_API a provider, whose package is then installed."""
    try:
        transport.configured()
        api.configured()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="tambour.E003")]
    return []


@register
def return_mailbox(**kwargs: Any) -> list[CheckMessage]:
    """What says where mail comes back to, and where it is read, makes sense."""
    faults = []
    for configured in (return_path.configured, mailbox.configured):
        try:
            configured()
        except ImproperlyConfigured as error:
            faults.append(Error(str(error), id="tambour.E004"))
    return [*faults]


@register
def pdf_libraries(**kwargs: Any) -> list[CheckMessage]:
    """Without Pango the site lives, without its printed bulletin."""
    missing = list(missing_libraries())
    if not missing:
        return []
    hint = f"sudo apt-get install --no-install-recommends {PDF_PACKAGES}"
    return [Info(f"Le bulletin imprimé attend : {', '.join(missing)}.", hint=hint, id="tambour.I001")]


def missing_libraries() -> Iterator[str]:
    for name in PDF_LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            yield name
