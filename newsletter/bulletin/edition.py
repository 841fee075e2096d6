"""An issue of the bulletin as a value: what the web page, the e-mail, the text and the PDF are four readings of.

Nothing here knows a database. Texts are already in French typography, addresses absolute, dates local.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from content.dates import month_year
from content.theme import Tokens
from newsletter.bulletin.identity import (
    Addresses as Addresses,
)
from newsletter.bulletin.identity import (
    Cover as Cover,
)
from newsletter.bulletin.identity import (
    Ground as Ground,
)
from newsletter.bulletin.identity import (
    Paper as Paper,
)
from newsletter.bulletin.identity import (
    Picture as Picture,
)
from newsletter.bulletin.identity import (
    Town as Town,
)
from newsletter.bulletin.identity import pictures_in as pictures_in
from newsletter.bulletin.prose import Prose
from newsletter.bulletin.reference import (
    BinDay as BinDay,
)
from newsletter.bulletin.reference import (
    CivilRecords as CivilRecords,
)
from newsletter.bulletin.reference import (
    Row as Row,
)
from newsletter.bulletin.reference import (
    Table as Table,
)

LEAVE = "{{lien-arret}}"
CHOICES = "{{lien-choix}}"
PLACEHOLDERS = (LEAVE, CHOICES)
"""What stands in the frozen e-mail and text for one person's links; sending replaces them by absolute addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What every part of an issue has: an anchor, its title, and its short name in running heads and contents."""

    kind: ClassVar[str]
    anchor: str
    title: str
    label: str
    entry: str = ""
    pages: int = 0
    """How many it was asked to fill on paper, where its text flows; 0: as many as it takes."""

    @property
    def contents_entry(self) -> str:
        return self.entry or self.title.replace("|", " ")

    @property
    def plain_title(self) -> str:
        """The title on one line; an editor's bar marks where a poster breaks it."""
        return " ".join(self.title.replace("|", " ").split())

    @property
    def title_lines(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.title.split("|") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial(Section):
    kind = "editorial"
    on: date
    standfirst: str
    body: Prose
    signatory: str
    role: str = ""
    note: str = ""
    portrait: Picture | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefs(Section):
    kind = "briefs"
    items: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A page of the site carried in an issue: the words are those of the page on the day of the freeze."""

    title: str
    url: str
    on: date
    standfirst: str
    signatory: str
    paper: Paper = Paper.WHITE
    excerpt: Prose = ()
    picture: Picture | None = None

    @property
    def signature(self) -> str:
        """Who speaks; an association says that it is one."""
        return f"Association, {self.signatory}" if self.paper is Paper.COLOURED else self.signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Section):
    kind = "news"
    items: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    day: str
    caption: str
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery(Section):
    """The month in pictures, in their order."""

    kind = "gallery"
    snapshots: tuple[Snapshot, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    caption: str


@dataclass(frozen=True, slots=True)
class Milestone:
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Question:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Interview:
    person: str
    questions: tuple[Question, ...]
    quotation: str = ""

    @property
    def title(self) -> str:
        """What the person said, else who they are."""
        name = self.person.split(",")[0].strip()
        return self.quotation or (f"Entretien avec {name}" if name else "Entretien")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Section):
    """The long piece of an issue (the "dossier", which opens like a poster), or any free page (which does not)."""

    kind = "feature"
    poster: bool = True
    standfirst: str
    body: Prose
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    quotation: str = ""
    interview: Interview | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said strongly, and what goes with it."""

    strong: str
    weak: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    """One tooth per seat: for, against, abstention; the rest were absent."""

    in_favour: int
    against: int = 0
    abstentions: int = 0
    seats: int = 0

    @property
    def absent(self) -> int:
        return max(0, self.seats - self.in_favour - self.against - self.abstentions)

    @property
    def unanimous(self) -> bool:
        return self.in_favour > 0 and not self.against and not self.abstentions


@dataclass(frozen=True, slots=True)
class Decision:
    title: str
    text: str
    votes: Votes
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Council(Section):
    kind = "council"
    on: date
    standfirst: str
    note: str
    decisions: tuple[Decision, ...]
    next_session: Fact | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class WorkSite:
    """A building site: ``steps`` of five are done."""

    name: str
    steps: int
    state: str
    for_you: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Works(Section):
    kind = "works"
    as_of: date
    contact: str
    standfirst: str
    sites: tuple[WorkSite, ...]
    picture: Picture | None = None

    @property
    def tells_residents(self) -> bool:
        """Whether any site says what it changes for residents."""
        return any(site.for_you for site in self.sites)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One event of one day. ``hour`` is written out ("20 h 30") or empty for a whole day."""

    hour: str
    title: str
    url: str
    place: str = ""
    details: str = ""
    organizer: str = ""
    paper: Paper = Paper.WHITE
    cancelled: bool = False
    note: str = ""
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class AgendaDay:
    day: date
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Section):
    kind = "agenda"
    month: date
    days: tuple[AgendaDay, ...]
    url: str
    regular: tuple[AgendaLine, ...] = ()
    """What comes back every week, said once; `details` holds its rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait(Section):
    """A page given to an association, on coloured paper."""

    kind = "portrait"
    facts: tuple[Fact, ...]
    standfirst: str
    body: Prose
    url: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practical(Section):
    kind = "practical"
    emergencies: tuple[Row, ...]
    tables: tuple[Table, ...]
    bins: tuple[BinDay, ...] = ()
    """Those of the month and of the days of its neighbours that a calendar of it shows."""
    notes: tuple[str, ...] = ()
    records: CivilRecords | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A council group's own words; ``received`` False says that nothing came before the deadline."""

    name: str
    status: str
    body: Prose
    signatory: str = ""
    received: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(Section):
    """The space of the council's groups: equal columns, equal type (art. L. 2121-27-1 CGCT)."""

    kind = "groups"
    legal: str
    rule: Fact
    voices: tuple[Voice, ...]
    closing: Fact | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go further: printed as a QR code with its address written beneath."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back(Section):
    kind = "back"
    ways: tuple[Way, ...]
    offline: str
    picture: Picture | None = None


AnySection: TypeAlias = (
    Editorial | Briefs | News | Gallery | Feature | Council | Works | Agenda | Portrait | Practical | Groups | Back
)


@dataclass(frozen=True, slots=True)
class Edition:
    masthead: str
    number: int
    month: date
    headline: str
    detail: str
    issued_on: date
    town: Town
    theme: Tokens
    addresses: Addresses
    cover: Cover
    sections: tuple[AnySection, ...]
    colophon: tuple[str, ...]
    language: str = "fr"

    @property
    def month_label(self) -> str:
        """ "décembre 2026"."""
        return month_year(self.month)

    @property
    def reference(self) -> str:
        """What running heads, subjects and feeds call it: "Avis à la population n° 47, décembre 2026"."""
        return f"{self.masthead} n°\u00a0{self.number}, {self.month_label}"

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of the issue, the cover's first, in reading order."""
        return tuple(pictures_in(self))

    def fingerprint(self) -> str:
        """SHA-256 of everything the issue says, in hexadecimal: equal contents, equal fingerprint."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
