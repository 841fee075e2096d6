"""An alert stands on every page while it lasts, the gravest first, and then becomes an archive."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from alerts.models import AlertPage
from home.founding import Sections
from tests.conftest import publish

HOUR = dt.timedelta(hours=1)


def flood(**values: object) -> AlertPage:
    base: dict[str, object] = {
        "title": "Crue de la Lise",
        "slug": "crue",
        "level": 2,
        "standfirst": "Le quai est fermé.",
    }
    return AlertPage(**(base | values))


@pytest.mark.parametrize("path", ["/", "/actualites/", "/agenda/", "/mentions-legales/", "/recevoir/", "/recherche/"])
def test_an_alert_stands_on_every_page(client: Client, town: Sections, path: str) -> None:
    publish(town.alerts, flood())
    page = client.get(path).content.decode()
    assert "Crue de la Lise" in page
    assert 'href="/alertes/crue/"' in page


def test_the_front_page_says_it_whole_and_the_others_in_one_sentence(client: Client, town: Sections) -> None:
    publish(town.alerts, flood(standfirst="M. le préfet ferme le quai. Éloignez vos véhicules des berges."))
    assert "Éloignez vos véhicules" in client.get("/").content.decode()
    elsewhere = client.get("/agenda/").content.decode()
    assert "M. le préfet ferme le quai." in elsewhere.replace("\xa0", " ").replace("\u202f", " ")
    assert "Éloignez" not in elsewhere


def test_an_alert_that_is_over_leaves_the_pages_and_stays_in_the_list(client: Client, town: Sections) -> None:
    now = timezone.now()
    publish(town.alerts, flood(starts_at=now - 3 * HOUR, ends_at=now - HOUR))
    assert "Crue de la Lise" not in client.get("/").content.decode()
    assert "Crue de la Lise" in client.get("/alertes/").content.decode()


def test_the_gravest_comes_first(town: Sections) -> None:
    publish(town.alerts, flood())
    publish(town.alerts, flood(title="Évacuation", slug="evacuation", level=3))
    publish(town.alerts, flood(title="Eau coupée", slug="eau", level=1))
    assert [alert.level for alert in AlertPage.objects.in_force(timezone.now())] == [3, 2, 1]


def test_the_page_says_what_to_do_and_when_the_next_word_comes(client: Client, town: Sections) -> None:
    alert = flood(next_update_at=dt.datetime(2036, 11, 20, 17, 0, tzinfo=dt.UTC), decided_by="La maire")
    publish(town.alerts, alert)
    alert.instructions.create(text="Éloignez vos véhicules des berges.")
    alert.updates.create(title="Le quai ferme", text="2,41 m au pont Vieux.")
    alert.save_revision().publish()
    page = client.get("/alertes/crue/").content.decode()
    for words in ("Éloignez vos véhicules des berges.", "Le quai ferme", "La maire", "18"):
        assert words in page
    assert "Vigilance orange" in page or "vigilance orange" in page, "the level is written, not only coloured"


def test_an_end_before_the_start_is_refused(db: None) -> None:
    now = timezone.now()
    with pytest.raises(ValidationError, match="doit suivre"):
        flood(starts_at=now, ends_at=now - HOUR, draft_title="x").clean()


def test_the_feed_of_alerts_has_it(client: Client, town: Sections) -> None:
    publish(town.alerts, flood())
    assert "Crue de la Lise" in client.get("/alertes/rss.xml").content.decode()
