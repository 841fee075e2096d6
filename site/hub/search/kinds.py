"""The kinds of things that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What residents tell results apart by; the values stand in addresses."""

    PROCEDURE = "demarches", _("Démarches")
    NEWS = "actualites", _("Actualités")
    EVENT = "agenda", _("Agenda")
    ALERT = "alertes", _("Alertes")
    BULLETIN = "bulletins", _("Bulletins")
    DOCUMENT = "documents", _("Documents")
    PAGE = "pages", _("Autres pages")

    @property
    def one(self) -> str:
        """What one of them is called, beside its title."""
        return str(_ONE[self])


_ONE = {
    Kind.PROCEDURE: _("Démarche"),
    Kind.NEWS: _("Actualité"),
    Kind.EVENT: _("Agenda"),
    Kind.ALERT: _("Alerte"),
    Kind.BULLETIN: _("Bulletin"),
    Kind.DOCUMENT: _("Document"),
    Kind.PAGE: _("Page"),
}
