"""From the page an editor composes to the value every form is drawn from: one method per block.

Texts leave here in French typography, addresses absolute, hours on the town's clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from content.dates import MONTHS
from content.models import Commune, ContentPage, CouncilGroup, rounds_of
from content.typography import fr
from news.models import NewsPage
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import (
    Addresses,
    Agenda,
    AnySection,
    Back,
    Brief,
    Briefs,
    Council,
    Cover,
    Decision,
    Edition,
    Editorial,
    Fact,
    Feature,
    Figure,
    Gallery,
    Groups,
    Interview,
    Milestone,
    News,
    Picture,
    Portrait,
    Practical,
    Question,
    Snapshot,
    Voice,
    Votes,
    Way,
    Works,
    WorkSite,
)
from newsletter.bulletin.prose import Prose, from_html, words
from newsletter.bulletin.wording import COUNCIL_ALTERNATIVE, GROUPS_LAW, NIGHT_ALTERNATIVE, SNOW_ALTERNATIVE, counted
from newsletter.compose import agenda as agenda_days
from newsletter.compose import news as carried_news
from newsletter.compose import practical as practical_facts
from newsletter.compose.asking import asked, keys, next_session
from newsletter.compose.town import addresses_of, colophon_of, town_of

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage
    from newsletter.models.voice import GroupText

Value = dict[str, Any]
WINTER = (12, 1, 2)
"""Months when it may snow."""


class NotInATown(Exception):
    """The page stands outside every town's tree: it has nobody to speak for."""


def edition_of(page: BulletinPage, now: dt.datetime) -> Edition:
    """The bulletin as of now, complete. Raises NotInATown for a page outside every town."""
    return edition_by_block(page, now)[0]


def edition_by_block(page: BulletinPage, now: dt.datetime) -> tuple[Edition, dict[str, str]]:
    """The same, and the anchor of the section each block of the page became, by the identifier of the block.

    A block with nothing to say is not in it. Raises NotInATown.
    """
    if page.site is None:
        raise NotInATown(page.title)
    composer = _Composer(page, page.site, now)
    return composer.edition(), composer.anchors


class _Composer:
    """Turns each block into its section; holds what they share: the town, its addresses, the moment."""

    def __init__(self, page: BulletinPage, site: Site, now: dt.datetime) -> None:
        self.page, self.site, self.now = page, site, now
        self.commune: Commune = page.commune
        self.root: str = site.root_url
        self.anchors: dict[str, str] = {}
        self._used: dict[str, int] = {}

    def edition(self) -> Edition:
        page, commune = self.page, self.commune
        return Edition(
            masthead=commune.bulletin_title,
            number=page.number,
            month=page.month.replace(day=1),
            headline=fr(page.title.replace("|", " ")),
            detail=fr(page.standfirst),
            issued_on=timezone.localdate(self.now),
            town=town_of(commune, self.root),
            theme=commune.theme,
            addresses=self.addresses(),
            cover=Cover(
                page.cover_ground, self.picture(page.image, page.engraving_name, needed=True) or Picture("", "")
            ),
            sections=tuple(self.sections()),
            colophon=tuple(map(fr, colophon_of(page.colophon, commune))),
        )

    def addresses(self) -> Addresses:
        return addresses_of(self.page.address(), self.root)

    def sections(self) -> list[AnySection]:
        makers: dict[str, Callable[[Value], AnySection | None]] = {
            "editorial": self.editorial,
            "briefs": self.briefs,
            "news": self.news,
            "gallery": self.gallery,
            "feature": self.feature,
            "free": self.free_page,
            "article": self.article,
            "council": self.council,
            "works": self.works,
            "agenda": self.agenda,
            "portrait": self.portrait,
            "practical": self.practical,
            "groups": self.groups,
            "back": self.back,
        }
        found = []
        for block in self.page.sections:
            if block.block_type in makers and (section := makers[block.block_type](block.value)):
                self.anchors[str(block.id)] = section.anchor
                found.append(section)
        return found

    # ---- what sections share ----------------------------------------------------------------------------------

    def anchor(self, name: str) -> str:
        """A name of that kind never used yet in this issue."""
        self._used[name] = self._used.get(name, 0) + 1
        return name if self._used[name] == 1 else f"{name}-{self._used[name]}"

    def prose(self, value: Any) -> Prose:
        """Rich text, its internal links made absolute."""
        return from_html(expand_db_html(value.source), self.root) if value else ()

    def picture(self, image: Any, engraving: str, *, needed: bool = False) -> Picture | None:
        """The photo, else the engraving, else nothing (or the town itself when a picture is needed)."""
        found = pictures.photo(image, self.root) if image else None
        if found or not (engraving or needed):
            return found
        return pictures.engraving(engraving, self.commune, self.root)

    def link(self, page: Page | None) -> str:
        """The address of a page residents can read; empty otherwise."""
        if page is None or not page.live:
            return ""
        specific = page.specific
        return specific.address() if isinstance(specific, ContentPage) else ""

    # ---- one method per block ---------------------------------------------------------------------------------

    def editorial(self, value: Value) -> Editorial | None:
        body = self.prose(value["body"])
        if not body:  # a new number opens with one to be written
            return None
        return Editorial(
            pages=asked(value),
            anchor=self.anchor("editorial"),
            title=fr(value["title"]),
            label="Éditorial",
            on=timezone.localdate(self.now),
            standfirst=fr(value["standfirst"] or ""),
            body=body,
            signatory=value["signatory"],
            role=value["role"] or "",
            note=fr(capfirst(value["note"] or "")),
            portrait=pictures.photo(value["portrait"], self.root) if value["portrait"] else None,
        )

    def briefs(self, value: Value) -> Briefs | None:
        items = tuple(Brief(fr(item["title"]), fr(item["text"]), self.link(item["page"])) for item in value["items"])
        return (
            Briefs(anchor=self.anchor("en-bref"), title=fr(value["title"]), label=value["title"], items=items)
            if items
            else None
        )

    def news(self, value: Value) -> News | None:
        chosen, excluded, shortened = (keys(value[name]) for name in ("chosen", "excluded", "shortened"))
        since = carried_news.since(self.page.previous(), self.now) if value["automatic"] else None
        found = carried_news.news_pages(self.site, chosen, since, self.now, value["most"] or 6, excluded)
        length = (value["length"] or carried_news.EXCERPT) if value["excerpt"] else 0
        items = tuple(
            carried_news.item(page, self.root, self.commune, excerpt=0 if page.pk in shortened else length)
            for page in found
        )
        return (
            News(
                pages=asked(value),
                anchor=self.anchor("nouvelles"),
                title=fr(value["title"]),
                label="Nouvelles",
                items=items,
            )
            if items
            else None
        )

    def gallery(self, value: Value) -> Gallery | None:
        snapshots = []
        for item in value["snapshots"]:
            photo = pictures.photo(item["image"], self.root) if item["image"] else None
            if photo:
                snapshots.append(Snapshot(fr(item["day"]), fr(item["caption"]), photo))
        if not snapshots:
            return None
        return Gallery(
            anchor=self.anchor("images"), title=fr(value["title"]), label="Images", snapshots=tuple(snapshots)
        )

    def feature(self, value: Value, *, poster: bool = True) -> Feature:
        questions = tuple(Question(fr(item["question"]), fr(item["answer"])) for item in value["questions"])
        return Feature(
            pages=asked(value),
            anchor=self.anchor("dossier" if poster else "page"),
            title=fr(value["title"]),
            label="Dossier" if poster else "À lire",
            poster=poster,
            standfirst=fr(value["standfirst"] or ""),
            body=self.prose(value["body"]),
            figures=tuple(Figure(fr(item["value"]), fr(item["caption"])) for item in value["figures"]),
            milestones=tuple(Milestone(fr(item["when"]), fr(item["what"])) for item in value["milestones"]),
            quotation="" if questions else fr(value["quotation"] or ""),
            interview=Interview(fr(value["person"] or ""), questions, fr(value["quotation"] or ""))
            if questions
            else None,
            picture=self.picture(value["image"], value["engraving"] or ""),
        )

    def free_page(self, value: Value) -> Feature:
        return self.feature(value, poster=False)

    def article(self, value: Value) -> Feature | None:
        page = value["page"].specific if value["page"] else None
        if not isinstance(page, NewsPage) or not page.live or page.site != self.site:
            return None
        found = carried_news.article(page, self.root, self.commune, title=value["title"] or "", most=value["length"])
        return replace(found, anchor=self.anchor("page"), pages=asked(value))

    def council(self, value: Value) -> Council:
        seats = sum(CouncilGroup.objects.for_site(self.site).values_list("seats", flat=True))
        decisions = tuple(
            Decision(
                fr(item["title"]),
                fr(item["text"] or ""),
                Votes(item["in_favour"] or 0, item["against"] or 0, item["abstentions"] or 0, seats),
                self.link(item["page"]),
            )
            for item in value["decisions"]
        )
        following = next_session(value["next_session"], value["next_note"] or "")
        return Council(
            pages=asked(value),
            anchor=self.anchor("conseil"),
            title=fr(value["title"]),
            label="Conseil",
            on=value["on"],
            standfirst=fr(value["standfirst"] or ""),
            note=fr(value["note"] or ""),
            decisions=decisions,
            next_session=following,
            picture=Picture("", COUNCIL_ALTERNATIVE, engraving="council"),
        )

    def works(self, value: Value) -> Works:
        return Works(
            anchor=self.anchor("travaux"),
            title=fr(value["title"]),
            label="Travaux",
            as_of=timezone.localdate(self.now),
            contact=fr(value["contact"] or ""),
            standfirst=fr(value["standfirst"] or ""),
            sites=tuple(
                WorkSite(
                    fr(item["name"]),
                    item["steps"] or 0,
                    fr(item["state"]),
                    fr(item["for_you"] or ""),
                    fr(item["ends"] or ""),
                )
                for item in value["sites"]
            ),
            picture=self.street(),
        )

    def street(self) -> Picture:
        """A street at work: under the snow in winter."""
        if self.page.month.month in WINTER:
            return Picture("", SNOW_ALTERNATIVE, engraving="snow")
        return pictures.engraving("travaux", self.commune, self.root)

    def agenda(self, value: Value) -> Agenda:
        month = (value["month"] or self.page.month).replace(day=1)
        name = MONTHS[month.month - 1].capitalize()
        found = agenda_days.month_of(
            self.site,
            month,
            every_date=bool(value["series"]),
            excluded=keys(value["excluded"]),
            highlighted=keys(value["highlighted"]),
        )
        return Agenda(
            anchor=self.anchor("agenda"),
            title=fr(value["title"] or f"{name}, jour par jour"),
            label="Agenda",
            month=month,
            days=found.days,
            regular=found.regular if value["regular"] else (),
            url=f"{self.root}/agenda/",
        )

    def portrait(self, value: Value) -> Portrait:
        organizer = value["organizer"]
        facts = [Fact(fr(item["strong"]), fr(item["weak"] or "")) for item in value["facts"]]
        if organizer:
            facts = [Fact(fr(organizer.name), "association"), *facts]
            facts += [Fact(organizer.phone)] if organizer.phone else []
        return Portrait(
            pages=asked(value),
            anchor=self.anchor("association"),
            title=fr(value["title"]),
            label="Association",
            facts=tuple(facts),
            standfirst=fr(value["standfirst"] or ""),
            body=self.prose(value["body"]),
            picture=self.picture(value["image"], value["engraving"] or "") or practical_facts.choir(),
        )

    def practical(self, value: Value) -> Practical:
        rounds = rounds_of(self.site)
        return practical_facts.practical(value, self.commune, rounds, self.page.month, self.anchor("pratique"))

    def groups(self, value: Value) -> Groups | None:
        texts = self.page.texts_received()
        groups = dict.fromkeys(item["group"] for item in value["voices"] if item["group"])
        voices = tuple(self.voice(group, texts.get(group.pk)) for group in groups)
        if not voices:
            return None
        rule = f"{counted(len(voices)).capitalize()} groupes, la même place" if len(voices) > 1 else "Un groupe"
        limit = f"{value['limit']} signes au plus chacun." if value["limit"] else ""
        return Groups(
            pages=asked(value),
            anchor=self.anchor("expression"),
            title=fr(value["title"]),
            label="Expression",
            legal=fr(GROUPS_LAW),
            rule=Fact(rule, fr(limit)),
            voices=voices,
            closing=Fact("Vous aussi", fr(value["closing"])) if value["closing"] else None,
        )

    def voice(self, group: CouncilGroup, text: GroupText | None) -> Voice:
        """The words as received, whatever happened to the page since: they are not kept in it."""
        side = "Majorité" if group.majority else "Opposition"
        body = from_html(expand_db_html(text.body), self.root) if text else ()
        elected = f"{counted(group.seats)} élu{'s' if group.seats > 1 else ''}"
        status = f"{side}, {elected}" if group.seats else side
        return Voice(fr(group.name), status, body, text.signatory if text else "", received=bool(body))

    def back(self, value: Value) -> Back:
        here = self.addresses()
        offline = fr(words(self.prose(value["offline"])).replace("\n", " ")) if value["offline"] else ""
        return Back(
            anchor=self.anchor("etre-prevenu"),
            title=fr(value["title"]),
            label="Être prévenu",
            entry="Être prévenu",
            ways=(
                Way("Ce numéro", "en ligne, à jour, à agrandir", here.page),
                Way("L’agenda", "à jour, annulations comprises", here.agenda),
                Way("Les alertes", "par courriel ou par fil RSS", here.subscribe),
            ),
            offline=offline,
            picture=self.picture(value["image"], value["engraving"] or "")
            or Picture("", NIGHT_ALTERNATIVE, engraving="night"),
        )
