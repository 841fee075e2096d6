"""A correction that residents have read stays as they read it; a reader can check where things are said."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from content.models import JournalLine, TownDocument
from home.founding import Sections
from news.models import NewsCorrection, NewsPage, NewsSource
from tests.conftest import publish
from tests.content.blocks.media import document

AT = dt.datetime(2026, 11, 20, 9, 20, 17, tzinfo=dt.UTC)


def correction(text: str = "Elle a lieu à midi.") -> NewsCorrection:
    return NewsCorrection(at=AT, mistake="Nous avions écrit 11 h.", text=text)


@pytest.fixture
def corrected(town: Sections) -> NewsPage:
    page: NewsPage = publish(town.news, NewsPage(title="La halle rouvre", slug="halle"))
    page.corrections.add(correction())
    page.save_revision().publish()
    return page


def texts(page: NewsPage) -> list[str]:
    return list(NewsCorrection.objects.filter(page=page).values_list("text", flat=True))


def test_a_revision_planned_before_a_correction_does_not_make_it_disappear(town: Sections) -> None:
    page = publish(town.news, NewsPage(title="La halle rouvre", slug="halle"))
    page.title = "La halle rouvre demain"
    planned = page.save_revision()
    page.corrections.add(correction())
    page.save_revision().publish()
    planned.publish()
    assert NewsPage.objects.get(pk=page.pk).title == "La halle rouvre demain"
    assert texts(page) == ["Elle a lieu à midi."]


def test_a_script_cannot_reword_a_published_correction(corrected: NewsPage) -> None:
    page = NewsPage.objects.get(pk=corrected.pk)
    page.corrections = [NewsCorrection(pk=page.corrections.get().pk, at=AT, mistake="Rien.", text="Tout allait bien.")]
    page.save_revision().publish()
    assert texts(corrected) == ["Elle a lieu à midi."]


def test_a_second_correction_joins_the_first(corrected: NewsPage) -> None:
    page = NewsPage.objects.get(pk=corrected.pk)
    page.corrections.add(NewsCorrection(at=AT + dt.timedelta(hours=1), mistake="Nous avions écrit midi.", text="13 h."))
    page.save_revision().publish()
    assert texts(corrected) == ["Elle a lieu à midi.", "13 h."]


def test_a_draft_never_read_may_be_reworded(town: Sections) -> None:
    page = NewsPage(title="Brouillon", slug="brouillon", live=False)
    page.corrections.add(correction())
    town.news.add_child(instance=page)
    page.corrections = [correction("Autre chose.")]
    page.save()
    assert texts(page) == ["Autre chose."]


def test_a_correction_writes_the_journal(corrected: NewsPage) -> None:
    kinds = list(JournalLine.objects.about(corrected.uid).values_list("kind", flat=True))
    assert kinds == ["published", "changed"]


def form_of(page: NewsPage, **row: str) -> dict[str, str]:
    (published,) = page.get_latest_revision_as_object().corrections.all()
    asked = {
        "id": str(published.pk or ""),
        "at": timezone.localtime(published.at).strftime("%d/%m/%Y %H:%M"),
        "mistake": published.mistake,
        "text": published.text,
    } | row
    corrections = inline_formset([asked], initial=1)
    if row.get("DELETE"):
        corrections["0-DELETE"] = "on"
    data = {
        "title": page.title,
        "slug": page.slug,
        "standfirst": "",
        "body": streamfield([("prose", rich_text("<p>Samedi.</p>"))]),
        "corrections": corrections,
        "sources": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "oui",
    }
    form: dict[str, str] = nested_form_data(data)
    return form


def test_the_desk_refuses_to_reword_or_remove_a_published_correction_and_says_why(
    client: Client, odile: User, corrected: NewsPage
) -> None:
    client.force_login(odile)
    edit = reverse("wagtailadmin_pages:edit", args=[corrected.pk])
    for touched in ({"text": "Elle a lieu à 13 h."}, {"DELETE": "on"}):
        response = client.post(edit, form_of(corrected, **touched))
        assert response.status_code == 200, touched
        assert "reste tel que les habitants l’ont lu" in response.content.decode()
    assert client.post(edit, form_of(corrected)).status_code == 302
    assert texts(corrected) == ["Elle a lieu à midi."]


def test_the_margin_leads_to_the_correction_in_the_text(client: Client, corrected: NewsPage) -> None:
    page = client.get("/actualites/halle/").content.decode()
    assert 'href="#rectificatif-1"' in page
    assert 'id="rectificatif-1"' in page
    assert page.count("Nous avions écrit") == 1


def plan() -> TownDocument:
    return document("plan.txt", b"Un plan.")


def test_a_reader_can_check_each_source(client: Client, town: Sections, shelf: Path) -> None:
    page = NewsPage(title="Halle", slug="halle")
    page.sources = [
        NewsSource(title="Bilan", document=plan()),
        NewsSource(title="Carte", url="https://carte.example/", consulted_on=dt.date(2026, 11, 12)),
        NewsSource(title="Procès-verbal", note="consultable en mairie"),
    ]
    publish(town.news, page)
    text = client.get("/actualites/halle/").content.decode()
    assert "TXT" in text and "/documents/" in text
    assert 'href="https://carte.example/"' in text and 'datetime="2026-11-12"' in text
    assert "consultable en mairie" in text


def test_a_source_nobody_could_check_is_refused(db: None, shelf: Path) -> None:
    with pytest.raises(ValidationError, match="Dites où vérifier"):
        NewsSource(title="On dit").clean()
    with pytest.raises(ValidationError, match="pas les deux"):
        NewsSource(title="Bilan", document=plan(), url="https://x.example/").clean()
    with pytest.raises(ValidationError, match="pas encore passée"):
        NewsSource(title="X", note="p. 3", consulted_on=timezone.localdate() + dt.timedelta(days=2)).clean()
