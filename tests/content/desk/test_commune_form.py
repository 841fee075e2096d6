"""Odile fills in the settings of her town, and is told in a sentence what cannot be."""

import pytest
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from content.models import Commune
from home.founding import Sections

pytestmark = pytest.mark.django_db

Answers = dict[str, object]


@pytest.fixture
def desk(client: Client, odile: User, town: Sections) -> Client:
    client.force_login(odile)
    return client


def answers(**others: object) -> Answers:
    """What the form sends for a town that has just been founded."""
    lists: Answers = {
        f"{name}-{what}_FORMS": number
        for name in ("opening_periods", "closures")
        for what, number in (("TOTAL", 0), ("INITIAL", 0), ("MIN_NUM", 0), ("MAX_NUM", 1000))
    }
    known: Answers = {
        "name": "Le Mesnil",
        "colour_1": "#0e4a3a",
        "colour_2": "#f3a49b",
        "school_zone": "A",
        "groups_threshold": 1000,
    }
    return lists | known | {"bulletin_title": "Avis à la population"} | others


def periods(*rows: tuple[object, str, str], name: str = "opening_periods", **same: str) -> Answers:
    """Rows of hours as the form sends them: day, opens, closes."""
    day = "weekday" if name == "opening_periods" else "day"
    sent: Answers = {f"{name}-TOTAL_FORMS": len(rows)}
    for rank, (when, opens, closes) in enumerate(rows):
        prefix = f"{name}-{rank}"
        sent |= {f"{prefix}-{day}": when, f"{prefix}-opens": opens, f"{prefix}-closes": closes, f"{prefix}-id": ""}
        sent |= {f"{prefix}-{key}": value for key, value in same.items()}
    return sent


def save(desk: Client, site: Site, **others: object) -> str:
    """The page the desk answers with, and its errors."""
    response = desk.post(f"/admin/settings/content/commune/{site.pk}/", answers(**others), follow=True)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_the_articles_are_found_and_follow_a_new_name(desk: Client, site: Site) -> None:
    save(desk, site)
    commune = Commune.for_site(site)
    assert (commune.of_name, commune.at_name) == ("du Mesnil", "au Mesnil")
    save(desk, site, name="Aubrelle", of_name="du Mesnil", at_name="au Mesnil")
    commune = Commune.for_site(site)
    assert (commune.of_name, commune.at_name) == ("d’Aubrelle", "à Aubrelle")


def test_what_odile_writes_by_hand_stays(desk: Client, site: Site) -> None:
    save(desk, site, name="Hautot", of_name="de Hautot")
    assert Commune.for_site(site).of_name == "de Hautot"


def test_phones_colours_and_codes_are_kept_as_the_site_writes_them(desk: Client, site: Site) -> None:
    save(desk, site, phone="0465710042", host_phone="+33 4 65 71 00 90", colour_1="0E4A3A", insee_code="2a004")
    commune = Commune.for_site(site)
    assert (commune.phone, commune.host_phone) == ("04 65 71 00 42", "04 65 71 00 90")
    assert (commune.colour_1, commune.insee_code, commune.department) == ("#0e4a3a", "2A004", "Corse-du-Sud")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "mairie", "n’est pas un numéro de téléphone"),
        ("insee_code", "99999", "Ce n’est pas le code postal"),
        ("colour_1", "vert", "n’est pas une couleur"),
        ("colour_2", "", "Champ requis"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    desk: Client, site: Site, field: str, value: str, sentence: str
) -> None:
    assert sentence in save(desk, site, **{field: value})
    assert Commune.for_site(site).name == "Valombreuse-sur-Lise"


def test_hours_are_data_and_may_not_overlap(desk: Client, site: Site) -> None:
    save(desk, site, **periods((2, "09:00", "12:00"), (2, "14:00", "17:00")))
    assert [str(period) for period in Commune.for_site(site).opening_periods.all()] == [
        "mercredi 09:00-12:00",
        "mercredi 14:00-17:00",
    ]
    page = save(desk, site, **periods((3, "09:00", "12:00"), (3, "11:00", "14:00")))
    assert "Ce jour-là, la mairie est déjà ouverte de 9 h à 12 h" in page


def test_a_day_cannot_be_closed_and_open(desk: Client, site: Site) -> None:
    eve = "2026-12-24"
    page = save(desk, site, **periods((eve, "", ""), (eve, "09:00", "12:00"), name="closures", reason="Veille de Noël"))
    assert "la mairie est déjà fermée" in page


def test_the_five_tabs_explain_themselves(desk: Client, site: Site) -> None:
    page = desk.get(f"/admin/settings/content/commune/{site.pk}/").content.decode()
    for words in ("Identité", "Horaires", "Responsables", "Un jour sans ligne est fermé", "Sans blason"):
        assert words in page
    assert f'src="/admin/couleurs/{site.pk}/"' in page
