"""What the gauges say of a number as it stands: the Edition, and what only the database knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Site

from content.models import CouncilGroup, Councillor, TownImage, TownRendition
from newsletter.approval import lost_links, outside, regularity
from newsletter.approval.gauges import Facts, Gauge, gauges
from newsletter.approval.gauges.values import GroupsRule, GroupState
from newsletter.approval.regularity import Figures
from newsletter.bulletin.edition import Edition, pictures_in
from newsletter.compose import edition_by_block
from newsletter.models import BulletinPage, GroupText, Issue
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.renderers import email


@dataclass(frozen=True)
class Measured:
    """A number, the section each of its blocks became (its anchor, by the block), and what its gauges say."""

    edition: Edition
    anchors: dict[str, str]
    gauges: list[Gauge]


def measured(page: BulletinPage, now: datetime) -> Measured:
    """The gauges of the number as that page holds it. Raises NotInATown, EmailError."""
    edition, anchors = edition_by_block(page, now)
    return Measured(edition, anchors, measure(page, edition, now))


def measure(page: BulletinPage, edition: Edition, now: datetime) -> list[Gauge]:
    """The same, for a number already composed."""
    flat = plan(edition)
    return gauges(edition, flat, email.weight(email.unchecked(edition)), facts_of(page, edition, flat, now))


def facts_of(page: BulletinPage, edition: Edition, flat: FlatPlan, now: datetime) -> Facts:
    photos, of_mayor = photographs(edition, page.site)
    issues = figures(page.site, without=page)
    today = timezone.localdate(now)
    first_round = page.commune.first_round
    within = regularity.is_within(first_round, today)
    unusual: tuple[str, ...] = ()
    if first_round and within:
        this = Figures(edition.reference, today, flat.pages, photos, of_mayor)
        unusual = regularity.rows([*issues, this], regularity.period(first_round)[0])[-1].departures
    return Facts(
        lost=lost_links.lost_links(page),
        outside=outside.answers(edition),
        mayors=mayors(page.site),
        mayor_photos=of_mayor,
        usual_mayor_photos=regularity.mean_of([each.mayor_photos for each in issues[-regularity.REFERENCE :]]),
        groups=groups_rule(page),
        unusual=unusual,
        in_period=within,
        first_round=first_round,
    )


def mayors(site: Site) -> tuple[str, ...]:
    """The mayor by name, as the council's table gives it: nothing else to set."""
    found = Councillor.objects.filter(site=site, position=Councillor.Position.MAYOR)
    return tuple(found.values_list("name", flat=True))


def photographs(edition: Edition, site: Site) -> tuple[int, int]:
    """How many photos an issue shows, and how many of them show the mayor.

    A photo shows the mayor when its box is ticked, or when its description, caption, title or tags say their name.
    """
    assets = [picture.asset for picture in pictures_in(edition) if picture.asset]
    renditions = TownRendition.objects.filter(file__in=set(assets)).select_related("image")
    images = {rendition.file.name: rendition.image for rendition in renditions.prefetch_related("image__tags")}
    names = [name.casefold() for name in mayors(site)]
    showing = {asset for asset, image in images.items() if image.shows_mayor or says(image, names)}
    return len(assets), sum(asset in showing for asset in assets)


def says(image: TownImage, names: list[str]) -> bool:
    """Whether an image of the library is described with one of those names."""
    tags = [tag.name for tag in image.tags.all()]
    words = " ".join((image.title, image.alternative, image.caption, *tags)).casefold()
    return any(name in words for name in names)


def figures(site: Site, without: BulletinPage | None = None) -> list[Figures]:
    """Every number of that town already out, oldest first."""
    out = Issue.objects.out(site)
    found = out.exclude(page=without.pk) if without is not None and without.pk else out
    return [
        Figures(
            issue.subject,
            timezone.localdate(issue.issued_at),
            issue.printed.pages if issue.printed else None,
            issue.photos,
            issue.mayor_photos,
        )
        for issue in found
    ]


def groups_rule(page: BulletinPage) -> GroupsRule:
    """What the law asks of this town, and where each group of its council stands with that number."""
    commune = page.commune
    section = page.groups_section
    listed = {voice["group"].pk for voice in section["voices"] if voice["group"]} if section else set()
    texts = page.texts_received()
    groups = CouncilGroup.objects.for_site(page.site)
    return GroupsRule(
        commune.population,
        commune.groups_threshold,
        page.groups_deadline,
        tuple(state_of(group, texts.get(group.pk), listed) for group in groups),
    )


def state_of(group: CouncilGroup, text: GroupText | None, listed: set[int]) -> GroupState:
    return GroupState(
        group.name,
        group.majority,
        received=text is not None and not text.is_silence,
        by_deadline=text is not None and text.is_silence,
        intact=text is None or text.is_intact,
        listed=group.pk in listed,
    )
