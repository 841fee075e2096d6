"""Acts that may not be taken off yet, whatever the door of the desk, and the words that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from wagtail.models import Page

from content.dates import day_month
from content.models import ContentPage
from home.models import ActPage


def kept_below(pages: Iterable[Page], today: dt.date) -> list[ActPage]:
    """The acts among those pages and below them whose two months are not over on that day."""
    return [act for page in pages for act in ActPage.objects.descendant_of(page, inclusive=True).kept_online(today)]


def kept_by_document(document_id: int, today: dt.date) -> list[ActPage]:
    """The acts whose file is that document and whose two months are not over on that day."""
    return ActPage.objects.filter(document=document_id).kept_online(today)


def leaves_town(page: Page, destination: Page) -> bool:
    """Whether that move takes the page out of its town's site."""
    specific = page.specific
    site = specific.site if isinstance(specific, ContentPage) else None
    return site is not None and not destination.path.startswith(site.root_page.path)


def refusal(acts: list[ActPage]) -> str:
    """Why nothing was done, and the first day it becomes possible: of the act that has to stay longest."""
    last = max(acts, key=lambda act: act.withdrawable_on)
    day = f"{day_month(last.withdrawable_on)} {last.withdrawable_on.year}"
    others = f" Avec lui, {len(acts) - 1} autre(s) acte(s) doivent rester en ligne." if len(acts) > 1 else ""
    return (
        f"Un acte reste en ligne deux mois au moins (code général des collectivités territoriales, R2131-1). "
        f"« {last} » pourra être retiré à partir du {day}.{others} Une erreur ? Publiez un acte qui le corrige ou l’abroge."
    )
