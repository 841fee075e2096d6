"""The issues of the bulletin, composed as the secretary composes them: references to the site's pages, and words of their own."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from events.models import EventPage
from hub.demo import prose
from hub.demo.chronicle import Step
from hub.demo.ground import Ground, identity
from hub.demo.stream import Stream
from newsletter.approval.issuing import forms_of, freeze
from newsletter.models import BulletinPage, GroupText, Issue

Text = dict[str, Any]

PUBLISHED_AT = "11:30"
STEPS_DONE = {"à venir": 0, "devis demandé": 1, "en cours": 3, "terminé": 5}
RECEPTION = "Hélène Courtade reçoit sans rendez-vous, les premier et troisième samedis du mois, de 9 h à 11 h."
TECHNICAL_SERVICES = "Services techniques, 04 65 71 00 46"
OFFLINE = (
    "passez en mairie, 3, place de la Halle, ou appelez le 04 65 71 00 42 : en cas d’alerte, nous vous téléphonons. "
    "Le bulletin est déposé dans toutes les boîtes. Pas reçu ? Même numéro."
)
CLOSING = "Une question au conseil ? Envoyez-la à la mairie, trois jours avant la séance."
LETTERS_PER_GROUP = 700
GIVEN_BEFORE = 8
"""Days between the groups' deadline and the day a number comes out."""


def write(ground: Ground) -> Iterator[Step]:
    """Plants every issue, then yields when it was published and frozen."""
    for text in ground.read("bulletins"):
        page = BulletinPage(title=text["titre"], number=text["numero"], month=ground.calendar.day(text["mois"]))
        ground.plant(ground.sections.bulletin, page, text["slug"])
        at = ground.calendar.moment(text["jour"], PUBLISHED_AT)
        yield Step(at, page, partial(fill, ground, page, text), partial(approve, page, text["slug"], at))


def approve(page: BulletinPage, slug: str, at: dt.datetime) -> None:
    """Freezes the issue as residents received it, without anybody's signature: the demonstration has no account."""
    issue = freeze(page, forms_of(page, at), at)
    Issue.objects.filter(pk=issue.pk).update(uid=identity(f"issue/{slug}"))


def fill(ground: Ground, page: BulletinPage, text: Text) -> None:
    """The cover, then the sections in the order of « rubriques », each written from the words of that name."""
    page.standfirst = text["sous_titre"]
    page.engraving = text.get("gravure", "")
    page.image = ground.images[text["image"]] if "image" in text else None
    page.ground = text.get("fond", "")
    page.colophon = text.get("ours", "")
    stream = ground.stream(text["slug"], "sections")
    for name in text["rubriques"]:
        WRITERS[name](ground, stream, text.get(name, {}))
    page.sections = stream.json()
    receive(ground, page, text)


def editorial(ground: Ground, stream: Stream, text: Text) -> None:
    signatory, role = text["signature"].split(", ")
    value = {
        "title": text["titre"],
        "standfirst": text["chapo"],
        "body": prose.rich(text["texte"], ground.link),
        "signatory": signatory,
        "role": role,
        "note": RECEPTION,
        "portrait": ground.images["maire"].pk if text.get("portrait") else None,
    }
    stream.add("editorial", value)


def briefs(ground: Ground, stream: Stream, text: Text) -> None:
    items = [
        {
            "title": each["titre"],
            "text": each["texte"],
            "page": ground.pages[each["voir"]].pk if "voir" in each else None,
        }
        for each in text["breves"]
    ]
    stream.add("briefs", {"title": text["titre"], "items": stream.items(items)})


def news(ground: Ground, stream: Stream, slugs: list[str]) -> None:
    value = {
        "title": "Les nouvelles du mois",
        "chosen": keys(ground, stream, slugs),
        "automatic": False,
        "most": len(slugs),
        "excerpt": True,
    }
    stream.add("news", value)


def article(ground: Ground, stream: Stream, text: Text) -> None:
    """One of the site's news in full."""
    value = {"page": ground.pages[text["voir"]].pk, "title": text["titre"], "length": None, "pages": "1"}
    stream.add("article", value)


def keys(ground: Ground, stream: Stream, slugs: Iterable[str]) -> list[Text]:
    return stream.items(ground.pages[slug].pk for slug in slugs)


def gallery(ground: Ground, stream: Stream, text: Text) -> None:
    """The month in pictures; each stands under the number of its day."""
    shots = [
        {"day": shot["jour"].split()[0], "image": ground.images[shot["image"]].pk, "caption": shot["legende"]}
        for shot in text["vues"]
    ]
    stream.add("gallery", {"title": text["titre"], "snapshots": stream.items(shots)})


def feature(ground: Ground, stream: Stream, text: Text, kind: str = "feature") -> None:
    """The long piece; a page of its own when it does not open like a poster."""
    figures = [{"value": figure["valeur"], "caption": figure["legende"]} for figure in text.get("chiffres", [])]
    milestones = [{"when": event["date"], "what": event["texte"]} for event in text.get("chronologie", [])]
    interview = text.get("entretien", {"personne": "", "questions": []})
    questions = [{"question": each["q"], "answer": each["r"]} for each in interview["questions"]]
    value = {
        **illustrated(ground, text),
        "title": text["titre"],
        "standfirst": text["chapo"],
        "body": prose.rich(text["corps"], ground.link),
        "figures": stream.items(figures),
        "milestones": stream.items(milestones),
        "quotation": text.get("phrase", ""),
        "questions": stream.items(questions),
        "person": interview["personne"],
    }
    stream.add(kind, value)


def illustrated(ground: Ground, text: Text) -> Text:
    """A photo, or an engraving, or neither."""
    return {
        "image": ground.images[text["image"]].pk if "image" in text else None,
        "engraving": text.get("gravure", ""),
    }


def council(ground: Ground, stream: Stream, text: Text) -> None:
    ahead = (session(ground, text["prochain"]).start_day - ground.calendar.reference).days
    decisions = [
        {
            "title": decision["titre"],
            "text": decision["texte"],
            "in_favour": decision["pour"],
            "against": decision["contre"],
            "abstentions": decision["abstentions"],
            "page": ground.pages[decision["acte"]].pk if "acte" in decision else None,
        }
        for decision in text["decisions"]
    ]
    value = {
        "title": "Ce qu’a décidé le conseil",
        "on": session(ground, text["evenement"]).start_day.isoformat(),
        "note": f"{text['presents']} élus présents sur {text['elus']}, {text['public']} personnes dans le public.",
        "standfirst": text["introduction"],
        "decisions": stream.items(decisions),
        "next_session": ground.calendar.read(f"{{Date:{ahead}}}, 20 h"),
        "next_note": ground.calendar.read(
            f"salle du conseil. Une question ? Envoyez-la avant le {{date:{text['questions_avant']}}}."
        ),
    }
    stream.add("council", value)


def session(ground: Ground, slug: str) -> EventPage:
    page = ground.pages[slug]
    if not isinstance(page, EventPage):
        raise TypeError(f"{slug} n’est pas un rendez-vous de l’agenda")
    return page


def works(ground: Ground, stream: Stream, text: Text) -> None:
    sites = [
        {
            "name": each["chantier"],
            "steps": each.get("avancement", STEPS_DONE[each["etat"]]),
            "state": each["etat"],
            "for_you": each["pour_vous"],
            "ends": each["fin"],
        }
        for each in text["chantiers"]
    ]
    value = {
        "title": "Où en sont les travaux",
        "contact": TECHNICAL_SERVICES,
        "standfirst": text["chapo"],
        "sites": stream.items(sites),
    }
    stream.add("works", value)


def agenda(ground: Ground, stream: Stream, text: Text) -> None:
    """The month of the number, as the site knows it, without what is said elsewhere in the number."""
    value = {
        "title": "",
        "month": None,
        "series": False,
        "regular": text.get("habitudes", True),
        "excluded": keys(ground, stream, text.get("sans", [])),
    }
    stream.add("agenda", value)


def portrait(ground: Ground, stream: Stream, text: Text) -> None:
    value = {
        **illustrated(ground, text),
        "organizer": ground.organizers[text["association"]].pk,
        "title": text["titre"],
        "standfirst": text["chapo"],
        "body": prose.rich(text["corps"], ground.link),
        "facts": stream.items({"strong": strong, "weak": weak} for strong, weak in text["marge"]),
    }
    stream.add("portrait", value)


def practical(ground: Ground, stream: Stream, text: Text) -> None:
    """Hours, closures, telephone and collections come from the town's settings; the rest is written here."""
    records = text.get("etat_civil", {})
    value = {
        "title": "À garder sous la main",
        "emergencies": True,
        "opening_hours": True,
        "collections": True,
        "tables": stream.items(table(stream, each) for each in text["tableaux"]),
        "births": stream.items(records.get("naissances", [])),
        "marriages": stream.items(records.get("mariages", [])),
        "deaths": stream.items(records.get("deces", [])),
        "records_note": records.get("mention", ""),
        "notes": stream.items(text["notes"]),
    }
    stream.add("practical", value)


def table(stream: Stream, text: Text) -> Text:
    rows = [{"label": label, "value": value} for label, value in text["lignes"]]
    first, second = text["colonnes"]
    return {"caption": text["titre"], "first_head": first, "second_head": second, "rows": stream.items(rows)}


def groups(ground: Ground, stream: Stream, texts: dict[str, str]) -> None:
    """A place for each group; `receive` keeps its words."""
    value = {
        "title": "La parole aux groupes",
        "limit": LETTERS_PER_GROUP,
        "voices": stream.items([{"group": ground.groups[slug].pk} for slug in texts]),
        "closing": CLOSING,
    }
    stream.add("groups", value)


def receive(ground: Ground, page: BulletinPage, text: Text) -> None:
    """Each group's words as the town hall received them, signed in their last line."""
    deadline = ground.calendar.day(text["jour"]) - dt.timedelta(days=GIVEN_BEFORE)
    for slug, words in text["tribunes"].items():
        body, _, signature = words.strip().rpartition("\n\n")
        group = ground.groups[slug]
        GroupText.objects.create(
            site=ground.site,
            page=page,
            number_name=f"n° {page.number}, {page.month_label}",
            group=group,
            group_name=group.name,
            body=prose.rich(body, ground.link),
            signatory=signature.removeprefix("Pour le groupe, "),
            deadline=deadline,
            received_at=ground.calendar.moment(text["jour"], PUBLISHED_AT) - dt.timedelta(days=GIVEN_BEFORE, hours=1),
            receiver_name="Secrétariat de mairie",
        )


def back(ground: Ground, stream: Stream, text: Text) -> None:
    value = {
        **illustrated(ground, text),
        "title": text.get("titre", "Ne guettez plus,|on vous prévient."),
        "offline": prose.paragraph(OFFLINE, ground.link),
    }
    stream.add("back", value)


WRITERS: dict[str, Callable[[Ground, Stream, Any], None]] = {
    "editorial": editorial,
    "en_bref": briefs,
    "au_quotidien": briefs,
    "actualites": news,
    "nouvelle": article,
    "images": gallery,
    "dossier": feature,
    "page_libre": partial(feature, kind="free"),
    "conseil": council,
    "travaux": works,
    "agenda": agenda,
    "association": portrait,
    "pratique": practical,
    "tribunes": groups,
    "dos": back,
}
"""Who writes each section, by its name in the texts."""
