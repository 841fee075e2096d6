"""Digests and alerts to render: plain values, no database."""

from dataclasses import replace
from datetime import date

from content.theme import tokens
from content.typography import fr
from newsletter.bulletin.identity import Paper, Town
from newsletter.digests.values import AlertLetter, Band, Card, Digest, Foot, Point, Section

SITE = "https://valombreuse-sur-lise.example"
TOWN = Town(
    name="Valombreuse-sur-Lise",
    of_name="de Valombreuse-sur-Lise",
    at_name="à Valombreuse-sur-Lise",
    address=("3, place de la Halle",),
    phone="04\u00a065\u00a071\u00a000\u00a042",
    emergency_phone="",
    email="mairie@valombreuse-sur-lise.example",
    site_url=SITE,
)
THEME = tokens("#0f4c3a", "#f2a097")
FOOT = Foot(
    "Vous l’avez demandé à la mairie de Valombreuse-sur-Lise. Vous avez choisi\u00a0:",
    ("Actualités de la mairie, le vendredi", "Agenda, le vendredi", "Eau et déchets, le vendredi"),
)
HALL = Card(
    fr("La halle rouvre samedi 5 décembre"),
    f"{SITE}/actualites/la-halle-rouvre/",
    "jeudi 19 novembre",
    fr("Après quatorze mois de travaux, le marché retrouve son toit. Visite libre dès 9 h, soupe offerte à 11 h 30."),
    "La mairie",
)
CHOIR = Card(
    fr("Le chœur cherche des basses, et un pupitre"),
    f"{SITE}/actualites/le-choeur/",
    "mardi 17 novembre",
    fr("Répétitions le mardi, 20 h, salle du Préau."),
    "Les Voix du Lavoir",
    Paper.COLOURED,
)
MEETING = Card(
    fr("Réunion publique : plan de circulation"),
    f"{SITE}/agenda/reunion-publique/",
    fr("jeudi 26 novembre, à partir de 18 h 30, salle du conseil"),
    fr("Le bureau d’études présente les trois variantes."),
    "La mairie",
    day="jeudi 26 novembre",
    on=date(2026, 11, 26),
    details=fr("à partir de 18 h 30, salle du conseil"),
)
CONCERT = Card(
    fr("Concert de Sainte-Cécile"),
    f"{SITE}/agenda/concert-de-sainte-cecile/",
    "dimanche 22 novembre",
    fr("Église inaccessible pendant la crue. Nouvelle date à venir."),
    "Les Voix du Lavoir",
    Paper.COLOURED,
    word="Annulé",
    day="dimanche 22 novembre",
    off=True,
    changed=True,
)
FLOOD = Band(
    2,
    fr("Crue de la Lise : vigilance orange"),
    f"{SITE}/alertes/crue-de-la-lise/",
    fr("Le quai des Lavandières et le parking du Pré-Neuf sont fermés."),
)


def week() -> Digest:
    """A Friday: one cancellation, two pieces of news, one event, a flood in progress."""
    return Digest(
        town=TOWN,
        theme=THEME,
        day=date(2026, 11, 20),
        subject=fr("Valombreuse-sur-Lise : 4 nouvelles cette semaine"),
        heading="Les nouvelles de la semaine",
        lead="Deux actualités, un rendez-vous, une annulation.",
        sections=(
            Section("Annulé ou reporté", (CONCERT,)),
            Section("Les nouvelles", (HALL, CHOIR)),
            Section("L’agenda", (MEETING,)),
        ),
        foot=FOOT,
        bands=(FLOOD,),
    )


def only(card: Card) -> Digest:
    """A mail about one thing."""
    return replace(week(), sections=(Section("", (card,)),), bands=(), subject=card.said)


def flood() -> AlertLetter:
    """An orange alert, its second report."""
    return AlertLetter(
        town=TOWN,
        theme=THEME,
        day=date(2026, 11, 20),
        subject=fr("Alerte : Crue de la Lise : vigilance orange"),
        level=2,
        level_name="Vigilance orange",
        title=FLOOD.title,
        url=FLOOD.url,
        lead=fr("Le quai des Lavandières et le parking du Pré-Neuf sont fermés. Éloignez vos véhicules des berges."),
        facts=(
            ("Où", "Bourg, Moulin-Neuf, Pré-Neuf"),
            ("Depuis", "8\u00a0h\u00a015"),
            ("Jusqu’à", "nouvel ordre"),
            ("Décidé par", "La maire, sur avis de la préfecture"),
            ("Prochain point", "18\u00a0h"),
        ),
        instructions=(
            fr("Éloignez vos véhicules des berges avant midi."),
            fr("Montez à l’étage ce qui craint l’eau ; coupez l’électricité de la cave."),
            fr("N’allez pas voir la rivière, ne passez pas les barrières."),
        ),
        points=(
            Point("8\u00a0h\u00a015", "Le quai ferme", fr("2,41 m au pont Vieux, en hausse de 4 cm par heure.")),
            Point("6\u00a0h\u00a030", "Vigilance jaune relevée à orange", fr("Décision de la préfecture.")),
        ),
        foot=Foot(FOOT.sentence, ("Alertes, aussitôt",)),
    )


def report() -> AlertLetter:
    """The same at six in the evening."""
    latest = Point(
        "18\u00a0h", "Le quai rouvre aux piétons", fr("1,80 m au pont Vieux. Les voitures attendront lundi.")
    )
    return replace(flood(), latest=latest, subject=fr("Crue de la Lise, point de 18 h : le quai rouvre aux piétons"))
