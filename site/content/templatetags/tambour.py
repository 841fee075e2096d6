"""What every template may write: French typography, written-out dates, engravings and pictures."""

import datetime as dt
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from wagtail.models import Site

from content import dates, engravings, photos, typography
from content.models import TownImage, TownRendition, commune_of

register = template.Library()


@register.filter
def fr(value: Any) -> str:
    """French typography; text that is already HTML is treated between its tags and stays HTML."""
    if value is None:
        return ""
    if isinstance(value, SafeData):
        return mark_safe(typography.fr_html(str(value)))  # noqa: S308 -- the same markup, spaces apart
    return typography.fr(str(value))


@register.filter
def fr_html(value: Any) -> SafeString:
    """French typography between the tags of safe HTML, as Wagtail's rich text is; anything else is escaped first."""
    return mark_safe(typography.fr_html(conditional_escape(value)))  # noqa: S308 -- the same markup, spaces apart


@register.filter
def long_date(day: dt.date | None) -> str:
    """« jeudi 26 novembre », with the year when it is not today’s."""
    return dates.long_date(day, timezone.localdate(), zone=timezone.get_current_timezone()) if day else ""


@register.filter
def long_datetime(moment: dt.datetime | None) -> str:
    """« jeudi 26 novembre, 18 h 30 »"""
    if not moment:
        return ""
    return dates.long_datetime(moment, timezone.localdate(), zone=timezone.get_current_timezone())


@register.filter
def hour(moment: dt.time | dt.datetime | None) -> str:
    """« 18 h 30 »"""
    return dates.hour(moment, zone=timezone.get_current_timezone()) if moment else ""


@register.inclusion_tag("components/engraving.html", takes_context=True)
def engraving(context: Context, name: str, priority: bool = False) -> dict[str, Any]:
    """A linocut in the town’s inks: decorative, the words beside it say everything."""
    known = name if name in engravings.NAMES else engravings.NAMES[0]
    address = reverse("engraving", args=[_inks(context), known])
    return {"url": address, "engraving": engravings.BY_NAME[known], "priority": priority}


def _inks(context: Context) -> str:
    """What the address of an engraving carries to be kept for ever; « 0 » where no town is asked, in an error page.

    From the request and not from a variable: components are included with « only ».
    """
    request = getattr(context, "request", None)
    site = Site.find_for_request(request) if request else None
    return engravings.fingerprint(commune_of(site).theme) if site else "0"


@register.inclusion_tag("components/picture.html")
def picture(image: TownImage, sizes: str = "100vw", priority: bool = False) -> dict[str, Any]:
    """A photograph in the widths a screen may ask for, in AVIF, WebP and JPEG, with its size and its alternative.

    Until the worker has made them, in the one size that any browser shows; nothing when its file is gone.
    """
    wanted = photos.sizes(image.width)
    asked = (wanted.fallback,) if image.renditions_due else (*wanted.avif, *wanted.webp, wanted.fallback)
    try:
        renditions = image.get_renditions(*asked)
    except (OSError, ValueError):
        return {}
    return {
        "image": image,
        "fallback": renditions[wanted.fallback],
        "avif": _srcset(renditions, wanted.avif),
        "webp": _srcset(renditions, wanted.webp),
        "focus": image.focus,
        "sizes": sizes,
        "priority": priority,
    }


def _srcset(renditions: dict[str, TownRendition], specs: tuple[str, ...]) -> str:
    made = [renditions[spec] for spec in specs if spec in renditions]
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in made)
