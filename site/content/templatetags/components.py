"""What the templates of components need and Django does not have. Pure: nothing here queries."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from content import dates, lettering
from content.models.commune import WEEKDAYS, Commune

register = template.Library()


@register.filter
def hyphens(text: str) -> SafeString:
    """Lets a long name or an address break after its hyphens and its @, and nowhere else."""
    escaped = str(conditional_escape(text))
    return mark_safe(escaped.replace("-", "-<wbr>").replace("@", "@<wbr>"))  # noqa: S308


@register.filter
def lines(text: str) -> SafeString:
    """A bar in a title is where the editors want the line to break; balancing does not know the sense."""
    parts = [str(conditional_escape(part.strip())) for part in str(text).split("|")]
    return mark_safe("<br>".join(parts))  # noqa: S308


@register.filter
def article(commune: Commune) -> str:
    """What stands before the name after « Commune »: « de », « d’ »; nothing when the name carries its own (« Le Mesnil »)."""
    return commune.de_name.removesuffix(commune.name).strip() if commune.de_name.endswith(commune.name) else ""


@register.filter
def phone_link(number: str) -> str:
    """« 04 65 71 00 42 » as RFC 3966 wants it: +33465710042. Short numbers and foreign ones stay themselves."""
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    return f"+33{digits[1:]}" if len(digits) == 10 and digits.startswith("0") else digits


@register.filter
def weight(octets: int) -> str:
    """« 240 Ko », « 1,2 Mo »: what a download weighs."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} Ko"
    return f"{octets / 1_000_000:.1f} Mo".replace(".", ",")


@register.filter
def quoted(text: str) -> str:
    """Between guillemets, whether the editor typed them or not."""
    words = text.strip('«»“”"\u00a0\u202f ')
    return f"« {words} »"


@register.filter
def full_date(day: dt.date) -> str:
    """« mardi 3 novembre 2026 »: for what is still read years later."""
    return f"{dates.long_date(day)} {day.year}"


@register.filter
def moment(at: dt.datetime) -> str:
    """A datetime for machines, on the town's clock, to the minute: 2026-11-20T11:30+01:00 (HTML allows no microsecond)."""
    return timezone.localtime(at).isoformat(timespec="minutes")


@register.filter
def without_page(asked: QueryDict) -> str:
    """What was asked, as a query string, so that the links of a pagination keep it: « theme=travaux »."""
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()


@register.filter
def page_numbers(page: "Page[object]") -> Iterable[int | str]:
    """The numbers to offer around a page: first, last, its neighbours, and gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def weekdays() -> list[tuple[str, str]]:
    """Each day's name and its abbreviation, Monday first: (« lundi », « lu. »)."""
    return [(name, f"{name[:2]}.") for name in WEEKDAYS]


@register.inclusion_tag("components/lettering.html")
def cover_title(title: str) -> dict[str, object]:
    """The bulletin's title across its cover, an A4 sheet of 210 by 297."""
    lines = lettering.poster(title)
    return {"lines": [(line, line.rules(10.5, 199.5) if line.is_link else "") for line in lines]}
