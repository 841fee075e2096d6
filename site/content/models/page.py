"""What every page of a town shares: who signs, what it is about, and its line in the journal."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageManager, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from content import dates, engravings, journal, linked_data, slugs, typography
from content.cards import Card
from content.models.commune import Commune, commune_of
from content.models.directory import Organizer
from content.models.feed import RenderedEntry
from content.models.journal import JournalLine
from content.models.media import TownImage
from content.models.taxonomy import District, Topic
from content.reading import restrictions_of, site_of, title_at
from content.turns import Turns


class ContentPageQuerySet(PageQuerySet):
    def on_site(self, site: Site) -> Self:
        """Pages of that town."""
        return self.descendant_of(site.root_page, inclusive=True)

    def published(self, at: datetime) -> Self:
        """Live and not expired at that moment, newest first."""
        still = Q(expire_at=None) | Q(expire_at__gt=at)
        return self.live().filter(still).order_by("-first_published_at", "-pk")

    def about(self, topic: Topic) -> Self:
        return self.filter(topics=topic)

    def in_district(self, district: District) -> Self:
        """Of that district, and those of the whole town (no district ticked)."""
        return self.filter(Q(districts=district) | Q(districts=None))


ContentPageManager = PageManager.from_queryset(ContentPageQuerySet)


class ContentPage(Page):
    """A page of the town. Saving it live, changing it or withdrawing it writes the journal in the same transaction."""

    journal_collection: ClassVar[str] = "pages"
    shown_with: ClassVar[tuple[str, ...]] = ("signatory", "image")  # read in the same query as the page itself

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    feed_id = models.CharField(max_length=200, blank=True, editable=False)
    standfirst = models.TextField(
        "chapô", blank=True, help_text="Deux phrases au plus : ce qu’il faut retenir si l’on ne lit qu’elles."
    )
    signatory = models.ForeignKey(
        Organizer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signataire",
        help_text="Qui parle. Vide : la mairie.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name="thèmes et publics")
    districts = ParentalManyToManyField(
        District, blank=True, related_name="+", verbose_name="quartiers", help_text="Aucun : toute la commune."
    )
    image = models.ForeignKey(
        TownImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="image"
    )
    engraving = models.CharField(
        "gravure",
        max_length=20,
        choices=engravings.choices,
        blank=True,
        help_text="Paraît quand il n’y a pas d’image. Vide : celle du thème.",
    )

    objects = ContentPageManager()
    slug: str  # Wagtail's own field; said here for the type checker

    exclude_fields_in_copy = ["uid", "feed_id"]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.FilterField("first_published_at")]

    classification_panels = [
        MultiFieldPanel(
            [FieldPanel("signatory"), FieldPanel("topics"), FieldPanel("districts")], "Qui parle, et de quoi"
        ),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving")], "Image"),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and writes the journal's line in the same transaction when the public state may have moved."""
        with transaction.atomic():
            if self.live and not self.feed_id and self.site:
                self.feed_id = mint_feed_id(self.site, self.uid, self.published_at)
            super().save(*args, **kwargs)
            if concerns_readers(kwargs.get("update_fields")):
                journal.record(self, timezone.now())
                RenderedEntry.objects.of_pages([self.pk]).delete()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """An address left empty is made of the title, its œ and æ kept in two letters."""
        wanted = slugs.slug_of(self.title)
        if wanted and self.path and not self.slug:
            self.slug: str = find_available_slug(self.get_parent(), wanted, ignore_page_id=self.pk)
        super().full_clean(*args, **kwargs)

    def publish(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().unpublish(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as in that revision; its identity never comes from a revision, which may be a copy's."""
        page = super().with_content_json(content)
        page.uid, page.feed_id = self.uid, self.feed_id
        return page

    def clean(self) -> None:
        super().clean()
        if reason := slugs.refusal(self.slug):
            raise ValidationError({"slug": reason})

    def get_view_restrictions(self) -> Any:
        """No query while nothing in the town is private."""
        return restrictions_of(self, super().get_view_restrictions)

    @cached_property
    def site(self) -> Site | None:
        """The town this page belongs to; None outside every town's tree."""
        return site_of(self)

    @property
    def commune(self) -> Commune:
        return commune_of(self.site)

    @property
    def published_at(self) -> datetime:
        """When residents could first read it; now, for a draft in preview."""
        return self.first_published_at or timezone.now()

    @cached_property
    def topic_list(self) -> list[Topic]:
        """Its topics and publics, asked for once."""
        return list(self.topics.all())

    @cached_property
    def district_list(self) -> list[District]:
        return list(self.districts.all())

    @property
    def subjects(self) -> list[Topic]:
        return [topic for topic in self.topic_list if topic.kind == Topic.Kind.SUBJECT]

    @property
    def main_topic(self) -> Topic | None:
        """Its first subject, else the first public it speaks to."""
        return next(iter([*self.subjects, *self.topic_list]), None)

    @property
    def engraving_name(self) -> str:
        """The engraving shown without a photo: its own, else its first topic's, else the town's."""
        if self.engraving:
            return self.engraving
        return self.main_topic.engraving if self.main_topic else "bourg"

    @property
    def paper(self) -> str:
        return self.signatory.paper if self.signatory else "white"

    def path_on_site(self, site: Site) -> str:
        """The address below the town's root, such as /actualites/la-halle-rouvre/."""
        root_length = len(site.root_page.url_path)
        return "/" + self.url_path[root_length:]

    @property
    def parent_path(self) -> str:
        """The address of the page above."""
        return self.path_on_site(self.site).rstrip("/").rpartition("/")[0] + "/" if self.site else ""

    @property
    def parent_title(self) -> str:
        return title_at(self.path[: -self.steplen])

    def address(self) -> str:
        """The permanent absolute address, known without a request."""
        if self.site is None:
            return ""
        return self.site.root_url + self.path_on_site(self.site)

    @property
    def shared_day(self) -> date | None:
        """The day written in the margin of its card; None: a page without a date."""
        return None

    @property
    def shared_level(self) -> int:
        """The strokes of its card: an alert's gravity, else none."""
        return 0

    def card(self, site: Site) -> Card:
        """The image shown where the page is shared, when it has no photo."""
        commune = commune_of(site)
        association = "Association " if self.paper == "coloured" else ""
        return Card(
            title=typography.fr(self.title),
            day=dates.two_lines(self.shared_day, timezone.localdate()) if self.shared_day else "",
            signatory=association + (self.signatory.name if self.signatory else _("Mairie")),
            coloured=bool(association),
            level=self.shared_level,
            town=commune.name,
            host=site.hostname,
            colours=(commune.colour_1, commune.colour_2),
        )

    def linked_data(self, site: Site) -> list[linked_data.Data]:
        """What it is, for machines (schema.org), beside its way from the front page."""
        return []

    def changed_at(self) -> datetime:
        """When residents would last have called it changed: the journal's word, not the moment it was saved."""
        line = JournalLine.objects.about(self.uid).last()
        return line.at if line else self.published_at

    def journal_turns(self) -> Turns:
        """The dates of the page that are not as announced, each by a name that lasts; most pages have no dates."""
        return {}

    def journal_holds(self, turn: str) -> bool:
        """Whether the date of that name, no longer among its turns, goes on as first announced."""
        return True

    def journal_facts(self) -> dict[str, object]:
        """What residents would call a change. Widened by each kind of page; never the moment it was saved."""
        return {
            "title": self.title,
            "standfirst": self.standfirst,
            "url": self.url_path,
            "signatory": self.signatory_id,
            "topics": sorted(topic.pk for topic in self.topics.all()),
            "districts": sorted(district.pk for district in self.districts.all()),
            "image": self.image_id,
        }


def mint_feed_id(site: Site, uid: uuid.UUID, at: datetime) -> str:
    """The page's permanent identity in feeds (RFC 4151): it survives a move, a new title and a new domain name."""
    return f"tag:{site.hostname},{at:%Y-%m-%d}:{uid}"


def concerns_readers(update_fields: Any) -> bool:
    """Whether a save may have changed what residents read: a draft's autosave touches none of these."""
    return update_fields is None or bool({"live", "title", "slug", "url_path"} & set(update_fields))
