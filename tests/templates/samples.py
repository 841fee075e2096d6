"""What each component is given, once, for the tests and for whoever wants to look at them."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from content.people_only import PeopleOnlyForm
from content.theme import tokens
from events.proposals.forms.event import ProposalForm
from home.directory import Entry, alphabet
from home.seats import benches, hemicycle, sentence

PARIS = dt.timezone(dt.timedelta(hours=1))
FRIDAY = dt.datetime(2026, 11, 20, 11, 30, 15, 268680, tzinfo=PARIS)


def value(**fields: Any) -> SimpleNamespace:
    return SimpleNamespace(**fields)


TOWN_HALL = value(name="Mairie", paper="white")
CHOIR = value(name="Les Voix du Lavoir", paper="coloured")
PHOTO = value(
    url="/media/halle.jpg",
    width=800,
    height=600,
    alternative="La halle",
    default_alt_text="La halle",
    caption="",
    credit="",
)
LINK = {"title": "Travaux", "url": "/actualites/theme/travaux/"}

HALL = value(
    title="La halle rouvre samedi 5 décembre",
    url="/actualites/la-halle-rouvre/",
    standfirst="Après quatorze mois de travaux, le marché du samedi retrouve son toit.",
    published_at=FRIDAY - dt.timedelta(days=1),
    signatory=TOWN_HALL,
    image=None,
    engraving_name="halle",
)
REHEARSAL = value(
    title="Le chœur cherche des basses, et un pupitre",
    url="/actualites/le-choeur/",
    standfirst="",
    published_at=FRIDAY - dt.timedelta(days=3),
    signatory=CHOIR,
)
WATER = value(
    title="Eau coupée mardi 24 novembre, de 9 h à 12 h, au Moulin-Neuf",
    url="/actualites/eau/",
    standfirst="Rues du Bief, des Tanneurs et impasse des Saules. Prévoyez une réserve.",
    published_at=FRIDAY,
    signatory=None,
)
MARKET = {
    "title": "Marché du samedi",
    "url": "/agenda/marche/",
    "when": "8 h – 12 h 30",
    "datetime": "2026-11-21T08:00+01:00",
    "place": "Place du Foirail",
}
BINGO = {
    "title": "Loto des pompiers",
    "url": "/agenda/loto/",
    "when": "14 h 30",
    "place": "Salle des fêtes",
    "note": "4 € le carton",
    "organizer": "Amicale des sapeurs-pompiers",
    "paper": "coloured",
}
CONCERT = {
    "title": "Concert de Sainte-Cécile",
    "url": "/agenda/concert/",
    "when": "17 h",
    "place": "Église Saint-Aubin",
    "organizer": "Harmonie de la Lise",
    "paper": "coloured",
    "status": "cancelled",
    "status_text": "Annulé",
    "reason": "L’église est inaccessible pendant la crue.",
}
FLOOD = value(
    level=2,
    level_name="Vigilance orange",
    next_word="Prochain point à 18 h.",
    title="Vigilance orange : crue de la Lise",
    standfirst="Quai des Lavandières et parking du Pré-Neuf fermés. Éloignez vos véhicules.",
    in_short="Quai des Lavandières et parking du Pré-Neuf fermés.",
    url="/alertes/crue/",
    starts_at=FRIDAY,
    get_level_display="vigilance orange",
    signatory=None,
)
COVER = {
    "number": 47,
    "month": "Décembre 2026",
    "headline": "La halle rouvre",
    "title": "Avis à la population",
    "engraving": "bourg",
}
BULLETIN = {
    "number": 47,
    "month": "décembre 2026",
    "title": "Avis à la population",
    "url": "/bulletin/47/",
    "contents": [{"title": "La halle rouvre", "url": "#halle", "page": 1}, {"title": "L’agenda du mois", "page": 3}],
    "cover": COVER,
    "pdf_url": "/bulletin/47/bulletin.pdf",
    "pdf_details": "PDF, 4 pages, 1,2 Mo",
    "actions": [{"label": "Imprimer (PDF)", "url": "/bulletin/47/bulletin.pdf"}],
    "headline": "La halle rouvre",
}
FACTS = [
    {"label": "Où", "value": "Mairie, guichet 2"},
    {"label": "Prix", "value": "Gratuit", "url": "/tarifs/", "link": "Tous les tarifs"},
]
DOCUMENTS = [{"title": "Plan du marché", "url": "/documents/1/plan.pdf", "details": "PDF, 1 page, 240 Ko"}]
PROCEDURES = [
    {"title": "Carte d’identité, passeport", "url": "/demarches/carte/", "answer": "sur rendez-vous, 3 semaines"},
    {"title": "Louer la salle des fêtes", "url": "/demarches/salle/", "answer": ""},
]


class AskForm(forms.Form):
    """A form with one of each control, filled in badly."""

    email = forms.EmailField(label="Adresse électronique", help_text="Exemple : prenom.nom@fournisseur.example")
    topic = forms.ChoiceField(label="Sujet", choices=[("", "Tous les sujets"), ("travaux", "Travaux")], required=False)
    text_only = forms.BooleanField(label="Je préfère des courriels en texte seul", required=False)


def asked() -> AskForm:
    return AskForm({"email": "lavandiere.fournisseur.example"})


def week(start: dt.date, entries: list[Any]) -> list[dict[str, Any]]:
    days = [start + dt.timedelta(days=number) for number in range(7)]
    return [
        {"day": day, "entries": entries if number == 5 else [], "is_today": number == 4, "is_outside": number == 0}
        | ({"url": "#j21", "label": "samedi 21 novembre, 2 rendez-vous"} if number == 5 else {})
        for number, day in enumerate(days)
    ]


def month() -> dict[str, Any]:
    return {
        "title": "Novembre 2026",
        "summary": "Deux rendez-vous, dont un annulé.",
        "weeks": [week(dt.date(2026, 11, 16), [MARKET, CONCERT])],
        "previous": {"title": "octobre", "url": "/agenda/2026/10/"},
        "next": {"title": "décembre", "url": "/agenda/2026/12/"},
    }


def choices() -> list[dict[str, Any]]:
    cells = [{"name": "alertes", "value": "now", "label": "aussitôt", "checked": True}, {}]
    return [{"name": "Alertes", "description": "crue, coupure d’eau", "cells": cells}]


def hours(*periods: tuple[int, int]) -> SimpleNamespace:
    return value(periods=[(dt.time(start), dt.time(end)) for start, end in periods])


COMMUNE = value(
    name="Valombreuse-sur-Lise",
    de_name="de Valombreuse-sur-Lise",
    initial="V",
    coat_of_arms=None,
    theme=tokens("#0e4a3a", "#f3a49b"),
    address_lines=["3, place de la Halle", "Valombreuse-sur-Lise"],
    phone="04 65 71 00 42",
    emergency_phone="04 65 71 00 43",
    email="mairie@valombreuse-sur-lise.example",
    week=[("lundi", hours((14, 17))), ("vendredi", hours((9, 12), (14, 17)))],
)
TOWN = value(
    commune=COMMUNE,
    site=value(hostname="valombreuse-sur-lise.example"),
    current_menu=[
        (value(title="Actualités", url="/actualites/"), True),
        (value(title="Agenda", url="/agenda/"), False),
    ],
    legal_links=[value(title="Mentions légales", url="/mentions-legales/")],
    alerts=[FLOOD],
    path="/actualites/",
    today=FRIDAY.date(),
    theme_url="/couleurs/0.css",
)


BENCHES = benches([("Valombreuse en commun", 13), ("Une autre rive", 4), ("Lise et hameaux", 2)])
DEPUTY = value(
    name="Nadège Pelletan",
    role="Deuxième adjointe",
    delegation="école et enfance",
    reception="Permanence le jeudi",
    group=value(name="Valombreuse en commun"),
    portrait=None,
)


class Proposing(ProposalForm):
    """The form of an event, without its town's lists."""

    def __init__(self, data: Any = None, *, now: dt.datetime) -> None:
        PeopleOnlyForm.__init__(self, data, now=now)


class Writing(PeopleOnlyForm):
    """The contact form, without its town."""

    subject = forms.CharField(label="De quoi s’agit-il ?")
    message = forms.CharField(label="Votre message", widget=forms.Textarea)
    reply = forms.ChoiceField(
        label="Comment vous répondre ?", choices=[("email", "Par courriel")], widget=forms.RadioSelect
    )
    email = forms.CharField(label="Votre adresse électronique")
    phone = forms.CharField(label="Votre téléphone", required=False)
    name = forms.CharField(label="Votre nom", required=False)

    def subject_options(self) -> list[dict[str, object]]:
        roads = {"id": "id_subject_0", "value": "voirie", "name": "Un problème dans la rue", "help": "Dites la rue."}
        return [roads | {"checked": True}, {"id": "id_subject_1", "value": "autre", "name": "Autre chose"}]


CALENDAR = {
    "names": ["Le Bourg", "La Gare"],
    "streets": ["rue des Halles", "avenue de la Gare"],
    "lines": [
        {
            "what": "le bac jaune",
            "contents": "emballages et papiers",
            "when": "un samedi sur deux, dès 5 h",
            "put_out": "la veille au soir, après 19 h",
            "dates": "21 novembre, 5 et 19 décembre",
        }
    ],
    "changes": ["Vendredi 25 décembre, jour férié : pour le bac jaune, passage le samedi 26 décembre."],
}


def components() -> dict[str, dict[str, Any]]:
    """A context for each template of components/, by name."""
    form = asked()
    return {
        "agenda_entry": {"entry": CONCERT},
        "alert_band": {"alerts": [FLOOD, value(**{**vars(FLOOD), "level": 3})], "whole": True, "facts": FACTS},
        "alert_header": {
            "level": 3,
            "level_name": "danger",
            "title": FLOOD.title,
            "standfirst": FLOOD.standfirst,
            "is_over": True,
        },
        "alert_list": {"alerts": [FLOOD]},
        "alert_points": {"points": [value(at=FRIDAY, title="Le quai ferme", text="2,41 m au pont Vieux.")]},
        "almanac": {"facts": FACTS},
        "alphabet": {
            "letters": alphabet([Entry("Les Voix du Lavoir", "/v/", "Chœur", "Mardi, 20 h", "04 65 71 00 60")])
        },
        "answer": {"title": "Prochaine collecte du bac jaune", "text": "Samedi matin, 21 novembre."},
        "association_header": {"title": "Les Voix du Lavoir", "standfirst": "Un chœur.", "trail": [LINK]},
        "attachments": {"documents": DOCUMENTS},
        "breadcrumb": {"trail": [LINK, {"title": "La halle rouvre"}]},
        "bulletin_cover": {"cover": COVER},
        "bulletin_header": {"bulletin": BULLETIN},
        "bulletin_shelf": {"bulletins": [BULLETIN]},
        "bulletin_teaser": {"bulletin": BULLETIN},
        "button": {"url": "/agenda/", "label": "Voir décembre"},
        "choice_table": {
            "rows": choices(),
            "columns": ["Aussitôt", "Le vendredi"],
            "caption": "Cochez une case.",
            "error": "aucune case",
        },
        "contents_list": {"contents": BULLETIN["contents"]},
        "copy_field": {
            "label": "Le lien à copier",
            "value": "https://valombreuse-sur-lise.example/halle",
            "id": "lien",
        },
        "correction": {"correction": value(at=FRIDAY, mistake="Nous avions écrit 11 h.", text="C’est midi.")},
        "councillors": {"councillors": [DEPUTY]},
        "crest": {"town": TOWN},
        "dates": {
            "dates": [
                {"text": "mardi 24 novembre", "status": "cancelled", "status_text": "Annulé", "is_exception": True}
            ]
        },
        "collection_calendar": {"calendar": CALENDAR, "number": 1},
        "contact_form": {"form": Writing({"message": ""}, now=FRIDAY)},
        "proposal_form": {"form": Proposing(now=FRIDAY)},
        "proposal_sender": {"form": Proposing(now=FRIDAY), "number": 2},
        "people_only": {"form": Writing(now=FRIDAY)},
        "day": {
            "day": {
                "date": dt.date(2026, 12, 1),
                "entries": [MARKET, BINGO, CONCERT],
                "more": "et 2 autres rendez-vous",
                "url": "/agenda/2026/12/01/",
            }
        },
        "directory": {"entries": PROCEDURES},
        "document_link": {
            "document": value(title="Plan", url="/d/1", describe={"format": "PDF", "pages": 2, "size": 180_000})
        },
        "document_list": {"documents": DOCUMENTS},
        "embedded_agenda": {
            "title": "Agenda de Valombreuse-sur-Lise",
            "url": "https://valombreuse.example/agenda/",
            "days": [{"date": dt.date(2026, 12, 1), "entries": [MARKET, CONCERT]}],
            "calendar_url": "https://valombreuse.example/recevoir/calendrier/",
        },
        "empty": {"text": "Rien à l’agenda cette semaine.", "url": "/agenda/", "link": "Voir l’agenda"},
        "engraving": {"engraving": value(name="halle", width=1200, height=900), "url": "/gravures/0/halle.svg"},
        "error_summary": {"form": form},
        "event_header": {
            "title": "Foire aux arbres",
            "when": "dimanche 29 novembre, 9 h – 17 h",
            "trail": [LINK],
            "engraving": "arbre",
            "status": "cancelled",
            "status_text": "Annulé",
            "actions": BULLETIN["actions"],
        },
        "fact_sheet": {"facts": FACTS},
        "field": {"field": form["email"]},
        "filter": {"field": next(iter(form))},
        "filters": {"form": form, "label": "Filtrer les actualités", "summary": "218 nouvelles"},
        "follow_topic": {"topic": value(name="Travaux", slug="travaux"), "action": "/recevoir/courriel/"},
        "footer": {"town": TOWN},
        "help": {"town": TOWN},
        "illustration": {"engraving": "halle", "caption": "La halle en 1872."},
        "keep_informed": {"town": TOWN},
        "lead_story": {
            "story": HALL,
            "standfirst": "Après quatorze mois de travaux.",
            "engraving": "halle",
            "title": "La halle rouvre | samedi 5 décembre",
        },
        "lettering": {"lines": []},
        "margin_facts": {
            "facts": [
                {"label": "Le", "value": "jeudi 19 novembre", "datetime": "2026-11-19"},
                {"label": "Sujet", "links": [LINK]},
            ]
        },
        "masthead": {"town": TOWN},
        "mayor": {"councillor": DEPUTY},
        "month_archive": {
            "months": [value(day=dt.date(2026, 11, 1), count=12), value(day=dt.date(2025, 12, 1), count=1)],
            "base": "/actualites/",
            "current": dt.date(2026, 11, 1),
        },
        "month_calendar": {"month": month()},
        "month_entry": {"entry": CONCERT},
        "month_grid": {"month": month()},
        "news_entry": {"entry": REHEARSAL},
        "news_list": {"entries": [WATER, HALL, REHEARSAL]},
        "notice": {"kicker": "Erreur 404", "title": "Rien n’est affiché à cette adresse", "town": TOWN},
        "opening_hours": {"week": COMMUNE.week, "today": "vendredi"},
        "option": {"field": form["text_only"]},
        "month_name": {"day": FRIDAY.date()},
        "page_title": {"title": "Actualités", "standfirst": "Ce qui se passe.", "size": "medium"},
        "pagination": {"paginator_page": Paginator(range(300), 20).page(4), "query": "theme=travaux"},
        "panel": {
            "title": "Votre association organise ?",
            "text": "La mairie relit.",
            "url": "/agenda/proposer/",
            "link": "Proposer",
        },
        "paper_legend": {},
        "phone": {"number": "04 65 71 00 42"},
        "picture": {"image": PHOTO, "fallback": PHOTO, "webp": "/media/a.webp 400w", "sizes": "100vw"},
        "print_colophon": {"town": TOWN},
        "programme": {"items": [{"title": "Greffer un pommier", "detail": "10 h 30", "note": "Démonstration."}]},
        "qr_code": {
            "src": "/recevoir/calendrier/qr.svg",
            "address": "https://valombreuse.example/recevoir/calendrier/",
        },
        "reading_version": {"body": "La maire arrête :"},
        "receipt": {"title": "Ce que vous avez choisi", "facts": FACTS},
        "register": {
            "caption": "Un acte",
            "columns": ["Objet", "Fichier"],
            "rows": [
                [
                    {"text": "Quai fermé", "url": "/a/", "is_title": True, "note": "Arrêté"},
                    {"text": "PDF, 1 page", "url": "/d/1", "about": "Quai fermé", "label": "Fichier"},
                ]
            ],
        },
        "search_form": {"query": "bac jaune"},
        "search_empty": {"everything": {"count": 3, "url": "/recherche/?q=halle"}},
        "search_help": {"town": TOWN},
        "search_kinds": {"choices": [{"label": "Tout", "url": "/recherche/?q=halle", "is_current": True, "count": 7}]},
        "search_orders": {"choices": [{"label": "Par date", "url": "/recherche/?q=halle&ordre=date"}]},
        "search_procedures": {"procedures": [{"title": "Louer une salle", "url": "/louer/", "answer": "à la mairie"}]},
        "search_results": {
            "results": [
                {
                    "kind": "Agenda",
                    "title": HALL.title,
                    "url": HALL.url,
                    "date": "samedi 5 décembre, 11 h 30",
                    "status": "Annulé",
                    "excerpt": mark_safe("Sous la <mark>halle</mark>."),
                    "page": 2,
                }
            ]
        },
        "search_suggestion": {"suggestion": "recensement", "url": "/recherche/?q=recensement"},
        "section_title": {
            "title": "Nouvelles",
            "id": "nouvelles",
            "url": "/actualites/",
            "link": "Toutes les actualités",
        },
        "sections": {"town": TOWN},
        "shortcuts": {
            "links": [
                {"title": "Aujourd’hui", "count": 1, "query": "quand=aujourdhui", "current": False},
                {"title": "Ce week-end", "count": 4, "query": "", "current": True},
            ]
        },
        "share": {"url": "https://valombreuse-sur-lise.example/halle", "title": HALL.title},
        "seats": {"benches": BENCHES, "seats": hemicycle(BENCHES), "sentence": sentence(BENCHES)},
        "side_navigation": {
            "title": "Papiers et état civil",
            "pages": [{"title": "Mariage", "url": "/m/", "is_current": True}],
        },
        "signature": {"signatory": CHOIR},
        "sources": {
            "sources": [
                value(
                    title="Délibération n° 2025-31",
                    url="https://exemple.example/",
                    note="article 2",
                    consulted_on=dt.date(2026, 11, 12),
                )
            ]
        },
        "status": {"text": "Complet", "large": True},
        "strokes": {"level": 3},
        "teeth": {"flipped": True},
        "torn": {"kicker": "Erreur 500", "title": "Le tambour est crevé", "text": "La panne est chez nous."},
        "verified": {
            "verified_on": dt.date(2026, 11, 3),
            "by": "le service état civil",
            "next_on": dt.date(2027, 5, 3),
        },
        "walkthrough": {"steps": [{"title": "Réunissez vos papiers", "text": "Une photo de moins de six mois."}]},
        "ways_out": {"town": TOWN},
        "years": {"years": [{"label": "2026", "is_current": True}, {"label": "2025", "url": "?annee=2025"}]},
    }
