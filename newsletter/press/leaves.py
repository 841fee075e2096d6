"""The pages of an issue as values: each names its template and its kind of paper, and holds what that template prints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from newsletter.bulletin.edition import (
    Agenda,
    AgendaDay,
    Back,
    Brief,
    Council,
    Decision,
    Edition,
    Editorial,
    Feature,
    Figure,
    Gallery,
    Groups,
    Interview,
    Milestone,
    News,
    NewsItem,
    Picture,
    Portrait,
    Practical,
    Row,
    Section,
    Snapshot,
    Table,
    Voice,
    Works,
    WorkSite,
)
from newsletter.bulletin.identity import Town
from newsletter.press.calendar import Cell
from newsletter.press.covers import CoverLayout
from newsletter.press.titles import SetTitle, SpreadTitle
from newsletter.press.typesetting import Piece, Style

Columns = tuple[tuple[Piece, ...], ...]


def frozen(columns: Sequence[Sequence[Piece]]) -> Columns:
    return tuple(tuple(column) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One printed page. ``anchor`` is set on the first page of a section only, for contents and links.

    ``spare`` is set on the last one only: lines it still has room for, or, negative, those the section has too many.
    """

    template: ClassVar[str]
    paper: ClassVar[str] = "plain"
    anchor: str = ""
    label: str = ""
    spare: int = 0

    @property
    def template_name(self) -> str:
        return f"newsletter/pdf/leaves/{self.template}.html"

    def anchors(self) -> tuple[str, ...]:
        """Everything this page is the first page of."""
        inside = [getattr(self, name, None) for name in ("briefs", "tips", "lower")]
        return tuple(anchor for anchor in (self.anchor, *(getattr(part, "anchor", "") for part in inside)) if anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLeaf(Leaf):
    template = "cover"
    paper = "bare"
    edition: Edition
    layout: CoverLayout
    headline: SetTitle
    entries: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SetBriefs:
    """Short items under a rule: ``columns`` side by side, ``height`` all together."""

    title: str
    anchor: str
    rows: tuple[tuple[Brief, ...], ...]
    columns: int
    height: float


@dataclass(frozen=True, slots=True)
class SetColophon:
    parts: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialLeaf(Leaf):
    template = "editorial"
    paper = "floor"
    section: Editorial
    title: SetTitle | None
    columns: Columns
    style: Style = field(default_factory=Style)
    signed: bool = True
    briefs: SetBriefs | None = None
    briefs_top: float = 0
    colophon: SetColophon | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefsLeaf(Leaf):
    """Briefs, or the colophon, that found no room under the editorial."""

    template = "briefs"
    paper = "floor"
    briefs: SetBriefs | None = None
    colophon: SetColophon | None = None


@dataclass(frozen=True, slots=True)
class SetNews:
    """A news item as set: its title's lines, its columns of excerpt, the height of its picture (0 without)."""

    item: NewsItem
    title: SetTitle
    columns: Columns
    height: float
    picture_height: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLeaf(Leaf):
    template = "news"
    paper = "floor"
    section: News
    title: SetTitle | None
    items: tuple[SetNews, ...]
    style: Style = field(default_factory=Style)
    foot: "Foot | None" = None


@dataclass(frozen=True, slots=True)
class Foot:
    """A picture that fills the foot of a page, to the edge of the paper."""

    picture: Picture
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedSnapshot:
    """Where a picture of the month stands: millimetres from the first line and from the left margin."""

    snapshot: Snapshot
    top: float
    left: float
    width: float
    height: float
    legend_top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryLeaf(Leaf):
    template = "gallery"
    paper = "floor"
    section: Gallery
    title: SetTitle | None
    places: tuple[PlacedSnapshot, ...]


@dataclass(frozen=True, slots=True)
class SetInterview:
    interview: Interview
    columns: Columns
    quotation: SetTitle | None
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureLeaf(Leaf):
    """A page of the long piece."""

    template = "feature"
    paper = "floor"
    section: Feature
    columns: Columns
    style: Style = field(default_factory=Style)
    title: SetTitle | None = None
    top: float = 0
    standfirst: bool = False
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    interview: SetInterview | None = None
    foot: Foot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLeaf(FeatureLeaf):
    """The poster page, or the two, that open a long piece: ``half`` is "left" or "right" on a spread, "" alone."""

    template = "opening"
    paper = "opening"
    half: str = ""
    spread: SpreadTitle | None = None
    picture_height: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilLeaf(Leaf):
    template = "council"
    paper = "floor"
    section: Council
    title: SetTitle | None
    decisions: tuple[Decision, ...]
    style: Style = field(default_factory=Style)
    last: bool = True
    foot: Foot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksLeaf(Leaf):
    template = "works"
    paper = "floor"
    section: Works
    sites: tuple[WorkSite, ...]
    title: SetTitle | None
    under: bool = False
    tips: SetBriefs | None = None
    foot: Foot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedLeaf(Leaf):
    """Two short sections on one page: the council, and the works under it."""

    template = "stacked"
    paper = "floor"
    upper: CouncilLeaf
    lower: WorksLeaf
    foot: "Foot | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLeaf(Leaf):
    template = "agenda"
    paper = "floor"
    foot: Foot | None = None
    section: Agenda
    title: SetTitle | None
    days: tuple[AgendaDay, ...]
    compact: bool = False
    last: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PortraitLeaf(Leaf):
    template = "portrait"
    paper = "coloured"
    section: Portrait
    title: SetTitle | None
    columns: Columns
    style: Style = field(default_factory=Style)
    picture_height: float = 0
    text_top: float = 0


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table of two columns: the width of its labels, and the lines of each row."""

    table: Table
    label_width: float
    wide: bool
    lines: tuple[int, ...]


TableColumns = tuple[tuple[SetTable, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticalLeaf(Leaf):
    template = "practical"
    paper = "floor"
    foot: Foot | None = None
    section: Practical
    title: SetTitle | None
    columns: TableColumns
    compact: bool = False
    last: bool = True


@dataclass(frozen=True, slots=True)
class SetVoice:
    voice: Voice
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsLeaf(Leaf):
    template = "groups"
    section: Groups
    title: SetTitle | None
    voices: tuple[SetVoice, ...]
    width: float
    name_height: float
    style: Style = field(default_factory=Style)
    named: bool = True
    signed: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BackLeaf(Leaf):
    template = "back"
    paper = "bare"
    section: Back
    title: SetTitle


@dataclass(frozen=True, slots=True, kw_only=True)
class FridgeLeaf(Leaf):
    """The month as a table to hang in a kitchen; fills an issue up to a number of pages that folds."""

    template = "fridge"
    paper = "bare"
    section: Agenda
    town: Town
    advice: str
    reference: str
    weeks: tuple[tuple[Cell, ...], ...]
    week_height: float
    emergencies: tuple[Row, ...] = ()
    tables: tuple[Table, ...] = ()
    tight: bool = False
    by_district: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WallLeaf(Leaf):
    """A drawing on the whole sheet, to pin on a wall."""

    template = "wall"
    paper = "bare"
    edition: Edition
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesLeaf(Leaf):
    """Ruled lines above a drawing: an honest blank page."""

    template = "notes"
    paper = "floor"
    foot: Foot
