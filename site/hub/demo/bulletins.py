"""The issues of the bulletin, composed as the secretary composes them: references to the site's pages, and words of their own."""

import datetime as dt
from collections.abc import Iterator
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
RECEPTION = "reçoit sans rendez-vous, les premier et troisième samedis du mois, de 9 h à 11 h"
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
    page.standfirst = text["sous_titre"]
    page.engraving = text["gravure"]
    stream = ground.stream(text["slug"], "sections")
    editorial(ground, stream, text["editorial"])
    briefs(ground, stream, text["en_bref"])
    news(ground, stream, text["contenus"]["actualites"])
    gallery(ground, stream, text.get("images"))
    feature(ground, stream, text["dossier"], text["gravure"])
    council(ground, stream, text["conseil"])
    works(stream, text["travaux"])
    stream.add("agenda", {"title": "", "month": None, "series": False})
    practical(stream, text["pratique"], text["etat_civil"])
    groups(ground, stream, page, text)
    stream.add(
        "back", {"title": "Ne guettez plus,|on vous prévient.", "offline": prose.paragraph(OFFLINE, ground.link)}
    )
    page.sections = stream.json()


def editorial(ground: Ground, stream: Stream, text: Text) -> None:
    signatory, role = text["signature"].split(", ")
    value = {
        "title": text["titre"],
        "standfirst": "",
        "body": prose.rich(text["texte"], ground.link),
        "signatory": signatory,
        "role": role,
        "note": RECEPTION,
        "portrait": ground.images["maire"].pk,
    }
    stream.add("editorial", value)


def briefs(ground: Ground, stream: Stream, texts: list[Text]) -> None:
    items = [{"title": text["titre"], "text": text["texte"], "page": ground.pages[text["voir"]].pk} for text in texts]
    stream.add("briefs", {"title": "En bref", "items": stream.items(items)})


def news(ground: Ground, stream: Stream, slugs: list[str]) -> None:
    chosen = stream.items(ground.pages[slug].pk for slug in slugs)
    value = {
        "title": "Les nouvelles du mois",
        "chosen": chosen,
        "automatic": False,
        "most": len(slugs),
        "excerpt": True,
    }
    stream.add("news", value)


def gallery(ground: Ground, stream: Stream, text: Text | None) -> None:
    """The month in pictures, for the issues that have some; a picture stands under the number of its day."""
    if text is None:
        return
    shots = [
        {"day": shot["jour"].split()[0], "image": ground.images[shot["image"]].pk, "caption": shot["legende"]}
        for shot in text["vues"]
    ]
    stream.add("gallery", {"title": text["titre"], "snapshots": stream.items(shots)})


def feature(ground: Ground, stream: Stream, text: Text, engraving: str) -> None:
    figures = [{"value": figure["valeur"], "caption": figure["legende"]} for figure in text["chiffres"]]
    milestones = [{"when": event["date"], "what": event["texte"]} for event in text["chronologie"]]
    questions = [{"question": each["q"], "answer": each["r"]} for each in text["entretien"]["questions"]]
    value = {
        "image": None,
        "engraving": engraving,
        "title": text["titre"],
        "standfirst": text["chapo"],
        "body": prose.rich(text["corps"], ground.link),
        "figures": stream.items(figures),
        "milestones": stream.items(milestones),
        "quotation": "",
        "questions": stream.items(questions),
        "person": text["entretien"]["personne"],
    }
    stream.add("feature", value)


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


def works(stream: Stream, texts: list[Text]) -> None:
    sites = [
        {
            "name": text["chantier"],
            "steps": STEPS_DONE[text["etat"]],
            "state": text["etat"],
            "for_you": text["pour_vous"],
            "ends": text["fin"],
        }
        for text in texts
    ]
    value = {
        "title": "Où en sont les travaux",
        "contact": TECHNICAL_SERVICES,
        "standfirst": "",
        "sites": stream.items(sites),
    }
    stream.add("works", value)


def practical(stream: Stream, text: Text, records: Text) -> None:
    """Hours, closures, telephone and collections come from the town's settings; the rest is written here."""
    duties = [(line["qui"], f"{line['quand']}, {line['ou']}") for line in text["permanences"]]
    tables = [
        table(stream, "Permanences", ("Qui", "Quand"), duties),
        table(stream, "Horaires", ("Où", "Quand"), [(line["service"], line["horaires"]) for line in text["horaires"]]),
        table(
            stream, "Autres téléphones", ("Qui", "Numéro"), [(line["qui"], line["numero"]) for line in text["numeros"]]
        ),
    ]
    value = {
        "title": "À garder sous la main",
        "emergencies": True,
        "opening_hours": True,
        "collections": True,
        "tables": stream.items(tables),
        "births": stream.items(records["naissances"]),
        "marriages": stream.items(records["mariages"]),
        "deaths": stream.items(records["deces"]),
        "records_note": records["mention"],
        "notes": stream.items([*text["fermetures"], text["consigne"]]),
    }
    stream.add("practical", value)


def table(stream: Stream, caption: str, heads: tuple[str, str], lines: list[tuple[str, str]]) -> Text:
    rows = [{"label": label, "value": value} for label, value in lines]
    return {"caption": caption, "first_head": heads[0], "second_head": heads[1], "rows": stream.items(rows)}


def groups(ground: Ground, stream: Stream, page: BulletinPage, text: Text) -> None:
    """A place for each group, and each one's words as the town hall received them, signed in their last line."""
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
    value = {
        "title": "La parole aux groupes",
        "limit": LETTERS_PER_GROUP,
        "deadline": deadline.isoformat(),
        "voices": stream.items([{"group": ground.groups[slug].pk} for slug in text["tribunes"]]),
        "closing": CLOSING,
    }
    stream.add("groups", value)
