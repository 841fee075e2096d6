"""What the software knows of people: each processing declared by the room that does it, for the page « Données personnelles ».

A room writes `<app>/privacy.py`, imported by its AppConfig.ready:

    register(Processing(
        slug="contact",
        title=_("Vos messages à la mairie"),
        purpose=_("vous répondre"),
        basis=Basis.MISSION,
        data=_("votre adresse et votre message"),
        recipients=_("le service à qui vous écrivez"),
        kept=(Kept(_("votre message"), _("%(period)s après la réponse"), KEPT_FOR, forgotten_by=jobs.forget),),
        models=("home.ContactMessage",),
    ))

A period is the very constant that the forgetting code uses, so that the page cannot promise another one; tests check
that a job of the worker does forget, and that no model holding something of a person is left out (RGPD, articles 13 and 30).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.schedule import JobFunction

Text = str | Promise
RESIDENTS = _("les habitants qui s’en servent")


class Basis(Enum):
    """RGPD, article 6-1."""

    CONSENT = _("votre accord (RGPD, article 6-1-a)")
    LAW = _("une obligation de la loi (RGPD, article 6-1-c)")
    MISSION = _("la mission d’intérêt public de la commune (RGPD, article 6-1-e)")
    INTEREST = _("l’intérêt légitime de la commune (RGPD, article 6-1-f)")


@dataclass(frozen=True, slots=True)
class Kept:
    """How long something stays. UNTIL is a sentence without its full stop; `%(period)s` in it is PERIOD in words."""

    what: Text
    until: Text
    period: timedelta | None = None
    forgotten_by: JobFunction | None = None

    @property
    def until_when(self) -> str:
        return str(self.until) % {"period": in_words(self.period)} if self.period else str(self.until)


@dataclass(frozen=True, slots=True)
class Processing:
    """One line of the inventory. MODELS are labels such as "newsletter.Subscriber"."""

    slug: str
    title: Text
    purpose: Text
    basis: Basis
    data: Text
    recipients: Text
    kept: tuple[Kept, ...]
    models: tuple[str, ...] = ()
    people: Text = RESIDENTS


_processings: dict[str, Processing] = {}
_joined: dict[str, list[str]] = {}


def register(processing: Processing) -> None:
    """Adds a processing to the inventory. Raises ValueError for a slug already taken by another one."""
    if _processings.get(processing.slug, processing) != processing:
        raise ValueError(f"« {processing.slug} » is declared twice.")
    _processings[processing.slug] = processing


def join(slug: str, *models: str) -> None:
    """Says that models of another room belong to that processing, declared by a room below."""
    _joined.setdefault(slug, []).extend(models)


def processings() -> list[Processing]:
    """The inventory, in the order of declaration: rooms of the town first, the kernel's last."""
    return list(_processings.values())


def declared_models() -> set[str]:
    """The labels of all models that some processing covers."""
    joined = [label for labels in _joined.values() for label in labels]
    return {label for processing in processings() for label in processing.models} | set(joined)


def in_words(period: timedelta) -> str:
    """« 10 minutes », « 8 heures », « 28 jours », « 1 an »: the largest unit that divides it."""
    seconds = int(period.total_seconds())
    for size, one, several in ((365 * 86400, "an", "ans"), (86400, "jour", "jours"), (3600, "heure", "heures")):
        if seconds >= size and seconds % size == 0:
            number = seconds // size
            return f"{number} {several if number > 1 else one}"
    minutes = seconds // 60
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
