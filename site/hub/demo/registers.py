"""The town's directory and its acts: services, places, associations, the council, the signed files."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from content import pdf
from content.models import Councillor, TownDocument
from home.models import ActPage, AssociationPage, CouncilPage, PlacePage, ServiceClosure, ServiceOpening, ServicePage
from home.models.acts import Kind
from hub.demo import directory, media, prose
from hub.demo.ground import Ground

DOCUMENTS = media.HERE / "documents"
FONTS = Path(__file__).parents[2] / "static" / "fonts" / "print"
FONTS_IN_STYLESHEET = "../../../static/fonts/print/"
BASE = "https://valombreuse-sur-lise.example/actes/"

Text = dict[str, Any]


def act(ground: Ground, text: Text) -> ActPage:
    """The draft of an act, with what it cannot be kept without."""
    return ActPage(
        title=text["objet"],
        kind=Kind(text["genre"]),
        number=text["numero"],
        signed_on=ground.calendar.day(text["jour"]),
    )


def fill_act(ground: Ground, page: ActPage, text: Text) -> None:
    ground.classify(page, text)
    name, _comma, quality = text["signataire"].partition(", ")
    page.signatory_name, page.signatory_quality = name, quality
    page.transmitted_on = ground.calendar.day(text["transmis"] if "transmis" in text else text["jour"])
    page.posted_from = ground.calendar.day(text["publie"])
    page.posted_until = page.posted_from + dt.timedelta(days=62)
    page.applies_from = ground.calendar.day(text["applicable"]) if "applicable" in text else None
    page.applies_until = ground.calendar.day(text["fin"]) if "fin" in text else None
    if votes := text.get("vote"):
        page.votes_for, page.votes_against, page.abstentions = votes["pour"], votes["contre"], votes["abstentions"]
    page.explained_by = ground.pages[text["alerte"]] if "alerte" in text else None
    page.names_checked, page.names_checked_at = True, timezone.now()
    stream = ground.stream(text["slug"])
    stream.add("prose", "".join(prose.paragraph(part, ground.link) for part in articles(text["texte"])))
    page.body = stream.json()
    page.document = signed_file(page, text)


def articles(text: str) -> list[str]:
    """The text of an act, a paragraph for what precedes the decision and one for each point of it."""
    before, colon, decided = text.partition(" : ")
    if not colon:
        return [text]
    return [f"{before} :", *(part.strip() for part in re.split(r"(?<=[.;]) ", decided))]


def signed_file(page: ActPage, text: Text) -> TownDocument:
    """The PDF of an act, tagged, composed by the project's own child process; filed among the town's documents."""
    day = f"{directory.day_in_words(page.signed_on)}"
    html = Template((DOCUMENTS / "actes" / "acte.html").read_text(encoding="utf-8")).substitute(
        title=escape(f"{page.get_kind_display()} n° {page.number} : {page.title}"),
        kind=escape(page.get_kind_display()),
        number=escape(page.number),
        subject=escape(page.title),
        session=escape(session(page, day)),
        text="".join(f"<p>{escape(prose.plain(part))}</p>" for part in articles(text["texte"])),
        vote=f"<h2>Vote</h2><p>{page.votes_for} pour, {page.votes_against} contre, {page.abstentions} abstention(s).</p>"
        if page.votes_for is not None
        else "",
        signed_on=escape(day),
        signatory=escape(text["signataire"]),
    )
    file = ContentFile(composed(html), f"{media.NAME}-{text['slug']}.pdf")
    document = TownDocument(title=f"{page.get_kind_display()} n° {page.number}", file=file)
    document.full_clean()
    document.save()
    return document


def session(page: ActPage, day: str) -> str:
    if page.kind == Kind.DELIBERATION:
        return f"Extrait du registre des délibérations. Séance du {day}."
    return f"Extrait du registre des arrêtés, {day}."


@cache
def composed(html: str) -> bytes:
    """The PDF of that page; a page that says so where this machine cannot make one."""
    if not pdf.available():
        return (DOCUMENTS / "actes" / "sans-imprimerie.pdf").read_bytes()
    stylesheet = (DOCUMENTS / "document.css").read_text(encoding="utf-8").replace(FONTS_IN_STYLESHEET, "")
    fonts = {font.name: font.read_bytes() for font in FONTS.glob("*.ttf")}
    return pdf.render(html, base=BASE, assets={"document.css": stylesheet.encode(), **fonts})


def association(ground: Ground, text: Text) -> AssociationPage:
    return AssociationPage(title=text["nom"], organizer=ground.organizers[text["slug"]])


def fill_association(ground: Ground, page: AssociationPage, text: Text) -> None:
    """What the association is, in its own words: it signs its page."""
    ground.classify(page, {"themes": [text["sujet"]], "gravure": "tambour", **text})
    page.standfirst = text["description"]
    page.activity = text["activite"]
    page.president = text["presidence"]
    page.meets = text.get("rencontres", "")
    page.meeting_place = ground.places[text["lieu"]]
    page.fee = text["cotisation"]
    page.founded = text["creation"]
    page.checked_on = ground.calendar.day(text["relue"])
    page.checked_by = "l’association"


def place(ground: Ground, text: Text) -> PlacePage:
    return PlacePage(title=text["nom"], place=ground.places[text["slug"]])


def fill_place(ground: Ground, page: PlacePage, text: Text) -> None:
    ground.classify(page, {name: text[name] for name in ("quartier", "gravure", "image") if name in text})
    page.standfirst = text.get("chapo", "")


def service(ground: Ground, text: Text) -> ServicePage:
    return ServicePage(title=text["nom"], purpose=text["pour"])


def fill_service(ground: Ground, page: ServicePage, text: Text) -> None:
    page.standfirst = text["chapo"]
    page.counter = text.get("guichet", "")
    page.phone, page.email = text["telephone"], text["courriel"]
    page.place = ground.places[text["lieu"]]
    page.opening_periods = [
        ServiceOpening(weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in directory.weekly(text.get("horaires", {}))
    ]
    page.closures = [
        ServiceClosure(day=day, opens=opens, closes=closes, reason=reason)
        for exceptional in text.get("fermetures_exceptionnelles", [])
        for day, opens, closes, reason in directory.exceptional(ground, exceptional)
    ]
    stream = ground.stream(text["slug"], "matters")
    for matter in text.get("demandes", []):
        stream.add(
            "matter", {"what": matter["quoi"], "who": matter.get("qui", ""), "phone": matter.get("telephone", "")}
        )
    page.matters = stream.json()
    page.checked_on = ground.calendar.day(-17)
    page.checked_by = text["par"]
    page.check_again_on = ground.calendar.day(164)


def fill_council(ground: Ground, page: CouncilPage) -> None:
    page.sittings_topic = ground.topics["conseil-municipal"]
    page.sittings_place = ground.places["salle-du-conseil"]
    mayor = Councillor.objects.for_site(ground.site).filter(position=Councillor.Position.MAYOR)
    mayor.update(portrait=ground.images["maire"])
