"""A number as a shelf, a teaser or a header show it: plain values for the templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from content.pdf import available
from newsletter.bulletin.edition import Ground

if TYPE_CHECKING:
    from newsletter.models.bulletin import BulletinPage
    from newsletter.models.issue import Issue


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as a shelf, a teaser or a header show it. `cover` is what the cover component reads."""

    number: int
    month: str
    title: str
    headline: str
    url: str
    pdf_url: str
    pdf_details: str
    cover: dict[str, Any]
    contents: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, page: BulletinPage, contents: list[dict[str, Any]] | None = None) -> Shown:
        url = page.path_on_site(page.site) if page.site else page.url
        issue: Issue | None = getattr(page, "issue", None)
        printed = issue.printed if issue else None
        return cls(
            number=page.number,
            month=page.month_label,
            title=f"N° {page.number}, {page.month_label}",
            headline=page.title.replace("|", " "),
            url=url,
            pdf_url=f"{url}bulletin.pdf" if printed or (issue is None and available()) else "",
            pdf_details=f"PDF, {printed.pages} pages, {megabytes(printed.weight)}" if printed else "",
            cover={
                "number": page.number,
                "month": page.month_label,
                "title": page.commune.bulletin_title,
                "headline": page.title.replace("|", " "),
                "engraving": page.engraving_name,
                "tone": "" if page.cover_ground is Ground.COLOURED else page.cover_ground.value,
            },
            contents=contents if contents is not None else list(issue.contents) if issue else [],
        )


def megabytes(octets: float) -> str:
    return f"{octets / 1_000_000:.1f} Mo".replace(".", ",")
