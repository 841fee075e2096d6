"""Composing: a number says what the town's pages say on that day, and nothing that residents may not read."""

import datetime as dt
from typing import Any, TypeVar

import pytest
from wagtail.models import Site

from content.models import Commune
from content.models.commune import Closure
from home.founding import Sections
from newsletter.bulletin.edition import (
    Agenda,
    Back,
    Briefs,
    Council,
    Edition,
    Editorial,
    Feature,
    Gallery,
    Ground,
    Groups,
    News,
    Paper,
    Portrait,
    Practical,
    Works,
)
from newsletter.bulletin.prose import from_html, words
from newsletter.bulletin.wording import written_address
from newsletter.compose import NotInATown, edition_of
from newsletter.compose.agenda import place_in_line
from newsletter.compose.news import opening
from newsletter.models import BulletinPage
from tests.newsletter.composing import Life, december, heard, live, met, photo, settle

pytestmark = pytest.mark.django_db
T = TypeVar("T")


@pytest.fixture
def life(town: Sections, site: Site, now: dt.datetime) -> Life:
    settle(site)
    return live(town, site, now)


def section(edition: Edition, kind: type[T]) -> T:
    return next(found for found in edition.sections if isinstance(found, kind))


def alone(town: Sections, now: dt.datetime, kind: str, value: dict[str, Any], **facts: Any) -> Edition:
    return edition_of(december(town, [{"type": kind, "value": value}], **facts), now)


def test_the_town_s_news_since_the_last_number_come_by_themselves(town: Sections, life: Life, now: dt.datetime) -> None:
    news = section(edition_of(december(town), now), News)
    assert [item.title for item in news.items] == ["La halle rouvre", "Le chœur cherche des basses"]
    assert news.items[0].standfirst == "La halle rouvre\u00a0: l’essentiel."
    assert news.items[0].url == life.hall.address()
    assert news.items[1].paper is Paper.COLOURED
    assert news.items[1].signatory == "Les Voix du Lavoir"


def test_a_news_chosen_by_the_editor_comes_first_however_old(town: Sections, life: Life, now: dt.datetime) -> None:
    value = {
        "title": "À la une",
        "chosen": [life.old.pk, life.choir.pk],
        "automatic": True,
        "most": 6,
        "excerpt": False,
    }
    items = section(alone(town, now, "news", value), News).items
    assert [item.title for item in items] == ["Une vieille histoire", "Le chœur cherche des basses", "La halle rouvre"]
    assert items[0].excerpt == ()


def test_a_news_withdrawn_since_is_not_printed(town: Sections, life: Life, now: dt.datetime) -> None:
    life.hall.unpublish()
    news = section(edition_of(december(town), now), News)
    assert [item.title for item in news.items] == ["Le chœur cherche des basses"]


def test_without_any_news_the_section_does_not_appear(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    assert not any(isinstance(found, News) for found in edition_of(december(town), now).sections)


@pytest.mark.usefixtures("life")
def test_what_comes_back_every_week_is_said_once_and_the_rest_day_by_day(town: Sections, now: dt.datetime) -> None:
    agenda = section(edition_of(december(town), now), Agenda)
    assert agenda.title == "Décembre, jour par jour"
    assert [(day.day, [line.title for line in day.lines]) for day in agenda.days] == [
        (dt.date(2026, 12, 31), ["Bal du dernier soir"])
    ]
    (market,) = agenda.regular
    assert (market.title, market.place) == ("Marché", "la halle")
    assert "chaque samedi" in market.details
    ball = agenda.days[0].lines[0]
    assert (ball.hour, ball.details, ball.organizer, ball.paper) == (
        "21\u00a0h",
        "12\u00a0€",
        "Les Voix du Lavoir",
        Paper.COLOURED,
    )


@pytest.mark.usefixtures("life")
def test_an_editor_may_ask_for_every_date(town: Sections, now: dt.datetime) -> None:
    agenda = section(alone(town, now, "agenda", {"title": "", "month": None, "series": True}), Agenda)
    assert [day.day.day for day in agenda.days] == [5, 12, 19, 26, 31]
    assert agenda.regular == ()


def test_a_short_number_leaves_out_what_its_editor_chose(town: Sections, life: Life, now: dt.datetime) -> None:
    value = {"title": "", "month": None, "series": False, "regular": False, "excluded": [life.ball.pk]}
    agenda = section(alone(town, now, "agenda", value), Agenda)
    assert (agenda.days, agenda.regular) == ((), ())


@pytest.mark.usefixtures("life")
def test_a_weekly_habit_stays_one_in_a_month_of_holidays(town: Sections, now: dt.datetime) -> None:
    met(town, "Chœur", dt.date(2026, 12, 15), dt.time(20), rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222")
    agenda = section(edition_of(december(town), now), Agenda)
    assert [line.title for line in agenda.regular] == ["Marché", "Chœur"]


@pytest.mark.usefixtures("life")
def test_a_series_begun_long_ago_says_neither_its_first_day_nor_its_far_end(town: Sections, now: dt.datetime) -> None:
    met(
        town,
        "Après-midi cartes",
        dt.date(2026, 9, 8),
        dt.time(14),
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270629",
    )
    cards = section(edition_of(december(town), now), Agenda).regular[0]
    assert cards.details == "un mardi sur deux à partir de 14\u00a0h"


@pytest.mark.parametrize(
    ("place", "title", "said"),
    [
        ("Salle des fêtes", "Bal", "salle des fêtes"),
        ("L’église", "Concert", "l’église"),
        ("La Grange-Haute", "Randonnée", "La Grange-Haute"),
        ("La halle", "Réouverture de la halle", ""),
    ],
)
def test_a_place_is_written_as_inside_a_sentence_and_never_twice(place: str, title: str, said: str) -> None:
    assert place_in_line(place, title) == said


def test_a_cancelled_event_stays_and_says_so(town: Sections, life: Life, now: dt.datetime) -> None:
    life.ball.status, life.ball.status_message = "cancelled", "La salle est inondée."
    life.ball.save_revision().publish()
    line = section(edition_of(december(town), now), Agenda).days[0].lines[0]
    assert line.cancelled
    assert line.note == "La salle est inondée."


def test_the_other_town_s_news_and_events_never_enter(
    town: Sections, neighbour: Sections, site: Site, now: dt.datetime
) -> None:
    settle(site)
    live(neighbour, Site.objects.exclude(pk=site.pk).get(), now)
    edition = edition_of(december(town), now)
    assert not any(isinstance(found, News) for found in edition.sections)
    assert section(edition, Agenda).days == ()


@pytest.mark.usefixtures("life")
def test_hours_and_telephones_come_from_the_town_s_settings(town: Sections, site: Site, now: dt.datetime) -> None:
    commune = Commune.for_site(site)
    commune.closures = [
        Closure(day=dt.date(2026, 12, 24), opens=dt.time(9), closes=dt.time(12), reason="fermée l’après-midi")
    ]
    commune.save()
    practical = section(edition_of(december(town), now), Practical)
    assert [(table.caption, [(row.label, row.value) for row in table.rows]) for table in practical.tables] == [
        ("La mairie vous reçoit", [("mardi", "9\u00a0h\u00a0– 12\u00a0h")]),
        ("Téléphones", [("Mairie", "04 65 71 00 42"), ("Urgence technique, jour et nuit", "04 65 71 00 43")]),
    ]
    assert practical.notes == ("Jeudi 24\u00a0décembre\u00a0: fermée l’après-midi",)
    assert practical.emergencies[0].label == "15"


@pytest.mark.usefixtures("life")
def test_an_editor_s_telephones_go_under_the_town_hall_s(town: Sections, now: dt.datetime) -> None:
    rows = [{"label": "École", "value": "04 65 71 00 44"}]
    tables = [{"caption": "Téléphones", "first_head": "Qui", "second_head": "Numéro", "rows": rows}]
    practical = section(alone(town, now, "practical", {"title": "Pratique", "tables": tables}), Practical)
    phones = [table for table in practical.tables if table.caption == "Téléphones"]
    assert [[row.label for row in table.rows] for table in phones] == [
        ["Mairie", "Urgence technique, jour et nuit", "École"]
    ]


@pytest.mark.usefixtures("life")
def test_days_closed_for_one_reason_are_said_in_one_sentence(town: Sections, site: Site, now: dt.datetime) -> None:
    commune = Commune.for_site(site)
    commune.closures = [Closure(day=dt.date(2026, 12, day), reason="La mairie ferme à midi.") for day in (24, 31)]
    commune.save()
    practical = section(edition_of(december(town), now), Practical)
    assert practical.notes == ("Jeudi 24 et jeudi 31\u00a0décembre\u00a0: la mairie ferme à midi.",)


def test_an_editor_chooses_what_the_back_shows(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    engraved = section(alone(town, now, "back", {"title": "Restez assis", "engraving": "banc"}), Back)
    usual = section(edition_of(december(town, number=48, slug="ordinaire"), now), Back)
    assert (engraved.picture.engraving, usual.picture.engraving) == ("banc", "night")


@pytest.mark.parametrize(("month", "drawn"), [(7, "travaux"), (12, "snow")])
def test_it_snows_on_the_works_in_winter_only(
    town: Sections, site: Site, now: dt.datetime, month: int, drawn: str
) -> None:
    settle(site)
    value = {"title": "Travaux", "sites": [{"name": "Halle", "steps": 5, "state": "terminé"}]}
    works = section(alone(town, now, "works", value, month=dt.date(2026, month, 1)), Works)
    assert works.picture is not None
    assert works.picture.engraving == drawn


@pytest.mark.usefixtures("life")
def test_every_address_is_absolute(town: Sections, now: dt.datetime) -> None:
    edition = edition_of(december(town), now)
    root = edition.town.site_url
    assert edition.addresses.pdf == f"{root}/bulletin/la-halle-rouvre/bulletin.pdf"
    assert all(way.url.startswith(f"{root}/") for way in section(edition, Back).ways)
    assert edition.cover.picture.url.startswith(f"{root}/gravures/")


def test_text_leaves_in_french_typography(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    edition = edition_of(december(town, title="La halle rouvre !"), now)
    assert edition.headline == "La halle rouvre\u202f!"
    assert section(edition, Editorial).title == "Quatorze mois,|et un toit"


def test_the_council_s_votes_know_the_number_of_seats(town: Sections, life: Life, now: dt.datetime) -> None:
    decision = {
        "title": "Éclairage",
        "text": "La nuit.",
        "in_favour": 11,
        "against": 4,
        "abstentions": 0,
        "page": life.hall.pk,
    }
    value = {
        "title": "Ce qu’a décidé le conseil",
        "on": "2026-11-12",
        "decisions": [decision],
        "next_session": "Vendredi 11 décembre",
    }
    council = section(alone(town, now, "council", value), Council)
    assert council.decisions[0].votes.absent == 4
    assert council.decisions[0].url == life.hall.address()
    assert council.next_session is not None


def test_groups_say_who_they_are_and_who_sent_nothing(town: Sections, life: Life, now: dt.datetime) -> None:
    voices = [{"group": group.pk} for group in life.groups]
    page = december(town, [{"type": "groups", "value": {"title": "La parole", "limit": 650, "voices": voices}}])
    heard(page, life.groups[0], "<p>Nous avons réparé.</p>", now, "Bastien")
    groups = section(edition_of(page, now), Groups)
    assert [(voice.status, voice.received) for voice in groups.voices] == [
        ("Majorité, treize élus", True),
        ("Opposition, six élus", False),
    ]
    assert groups.rule.strong == "Deux groupes, la même place"
    assert groups.rule.weak == "650 signes au plus chacun."


def test_a_photo_is_ready_for_screen_and_for_print(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    value = {"title": "Le mois en images", "snapshots": [{"day": "11", "image": photo().pk, "caption": "Le repas"}]}
    (snapshot,) = section(alone(town, now, "gallery", value), Gallery).snapshots
    assert snapshot.picture.alternative == "La rue des Tanneurs."
    assert snapshot.picture.asset.endswith(".jpg")
    assert snapshot.picture.url.startswith(Site.objects.get(pk=site.pk).root_url)


def test_the_long_piece_the_works_the_briefs_and_an_association_are_carried_whole(
    town: Sections, life: Life, now: dt.datetime
) -> None:
    questions = [{"question": "Le plus difficile ?", "answer": "L’eau."}]
    blocks = [
        {"type": "feature", "value": {"title": "La halle", "body": "<h3>Un</h3><p>Texte.</p>", "figures": [{"value": "31", "caption": "pièces"}], "milestones": [{"when": "juin", "what": "charpente"}], "questions": questions, "person": "Maud, charpentière", "engraving": "halle"}},
        {"type": "free", "value": {"title": "Une page", "body": "<p>Libre.</p>"}},
        {"type": "works", "value": {"title": "Travaux", "sites": [{"name": "Halle", "steps": 5, "state": "terminé", "for_you": "", "ends": "5 décembre"}]}},
        {"type": "briefs", "value": {"title": "En bref", "items": [{"title": "Froid", "text": "Veillez.", "page": life.hall.pk}]}},
        {"type": "portrait", "value": {"organizer": life.choir.signatory_id, "title": "Il manque une basse", "body": "<p>Venez.</p>"}},
    ]  # fmt: skip
    edition = edition_of(december(town, blocks), now)
    features = [found for found in edition.sections if isinstance(found, Feature)]
    assert [found.poster for found in features] == [True, False]
    assert features[0].interview is not None
    assert features[0].interview.title == "Entretien avec Maud"
    assert section(edition, Works).sites[0].steps == 5
    assert section(edition, Briefs).items[0].url == life.hall.address()
    assert section(edition, Portrait).facts[0].strong == "Les Voix du Lavoir"


def test_two_sections_of_a_kind_have_two_anchors(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    block = {"type": "agenda", "value": {"title": "", "month": None, "series": False}}
    edition = edition_of(december(town, [block, block]), now)
    assert [found.anchor for found in edition.sections] == ["agenda", "agenda-2"]


def test_the_colophon_says_who_answers_unless_the_editor_writes_it(
    town: Sections, site: Site, now: dt.datetime
) -> None:
    settle(site)
    parts = edition_of(december(town), now).colophon
    assert "Direction de la publication\u00a0: Hélène Courtade, maire." in parts[0]
    assert "1\u202f150 exemplaires." in parts[0]
    own = december(town, colophon="Écrit à la main.\n\nImprimé en mairie.", number=48, slug="main")
    assert edition_of(own, now).colophon == ("Écrit à la main.", "Imprimé en mairie.")


def test_covers_change_with_the_number_and_obey_the_editor(town: Sections, site: Site, now: dt.datetime) -> None:
    settle(site)
    assert edition_of(december(town), now).cover.ground is Ground.COLOURED
    assert BulletinPage(number=46).cover_ground is Ground.WHITE
    assert BulletinPage(number=46, ground="dark").cover_ground is Ground.DARK


def test_the_same_page_at_the_same_moment_is_the_same_edition(town: Sections, life: Life, now: dt.datetime) -> None:
    page = december(town)
    assert edition_of(page, now).fingerprint() == edition_of(page, now).fingerprint()
    life.hall.title = "La halle rouvre enfin"
    life.hall.save_revision().publish()
    assert edition_of(page, now).sections[1].items[0].title == "La halle rouvre enfin"  # type: ignore[union-attr]


def test_a_page_outside_every_town_has_nobody_to_speak_for(now: dt.datetime) -> None:
    with pytest.raises(NotInATown):
        edition_of(BulletinPage(title="Perdu", number=1, month=dt.date(2026, 12, 1), path="9999"), now)


def news_value(**facts: Any) -> dict[str, Any]:
    return {"title": "Les nouvelles", "chosen": [], "automatic": True, "most": 6, "excerpt": True} | facts


def test_a_news_excluded_by_the_editor_stays_on_the_site(town: Sections, life: Life, now: dt.datetime) -> None:
    news = section(alone(town, now, "news", news_value(excluded=[life.hall.pk])), News)
    assert [item.title for item in news.items] == ["Le chœur cherche des basses"]


def test_the_editor_says_how_much_of_a_text_is_carried(town: Sections, life: Life, now: dt.datetime) -> None:
    news = section(alone(town, now, "news", news_value(length=80, shortened=[life.choir.pk])), News)
    by_title = {item.title: words(item.excerpt) for item in news.items}
    assert by_title["La halle rouvre"] == "La halle rouvre, et voici la suite. Une seconde phrase."
    assert by_title["Le chœur cherche des basses"] == ""


def test_a_page_of_the_site_in_full_follows_it_until_the_approval(town: Sections, life: Life, now: dt.datetime) -> None:
    number = december(town, [{"type": "article", "value": {"page": life.hall.pk, "title": "", "length": None}}])
    life.hall.title, life.hall.standfirst = "La halle est rouverte", "On y danse."
    life.hall.save_revision().publish()
    article = section(edition_of(number, now), Feature)
    assert (article.title, article.standfirst, article.poster) == ("La halle est rouverte", "On y danse.", False)
    assert "et voici la suite" in words(article.body)
    assert words(article.body).endswith(f"Sur le site\u00a0: {written_address(life.hall.address())}")


def test_a_page_withdrawn_since_leaves_no_empty_section(town: Sections, life: Life, now: dt.datetime) -> None:
    number = december(town, [{"type": "article", "value": {"page": life.hall.pk, "title": "", "length": 80}}])
    life.hall.unpublish()
    assert edition_of(number, now).sections == ()


def test_a_long_page_is_cut_between_two_paragraphs_and_never_after_a_title() -> None:
    text = from_html("<p>Un.</p><h3>Un titre</h3><p>Deux mots.</p><p>Trois.</p>", "https://a.example")
    assert words(opening(text, 5)) == "Un."
    assert words(opening(text, 14)) == "Un."
    assert words(opening(text, 22)) == "Un.\nUn titre\nDeux mots."
    assert words(opening(text, 1)) == "Un."


def test_an_event_excluded_stays_in_the_agenda_and_one_can_be_put_forward(
    town: Sections, life: Life, now: dt.datetime
) -> None:
    value = {"title": "", "month": None, "series": True, "excluded": [life.market.pk], "highlighted": [life.ball.pk]}
    agenda = section(alone(town, now, "agenda", value), Agenda)
    lines = [line for day in agenda.days for line in day.lines]
    assert [(line.title, line.highlighted) for line in lines] == [("Bal du dernier soir", True)]
