"""Headings that help whoever listens, and signs paper does not have."""

from dataclasses import replace

import pytest

from newsletter.approval.gauges import texts
from newsletter.bulletin.prose import Heading, Paragraph, Run, from_html
from tests.newsletter import editions
from tests.newsletter.editions import with_sections

WORDS = Paragraph((Run("Des mots."),))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>Un texte.</p><h3>Un titre</h3>", "« Un titre » n’a pas de texte"),
        ("<h3>Un</h3><h3>Deux</h3><p>Texte.</p>", "« Un » n’a pas de texte"),
        ("<p><b>Les travaux</b></p><p>Ils avancent.</p>", "« Les travaux » est seulement en gras"),
    ],
)
def test_a_heading_that_misleads_is_named(html: str, fault: str) -> None:
    edition = with_sections(replace(editions.editorial(), body=from_html(html, editions.SITE)))
    (gauge,) = texts.headings(edition)
    assert gauge.value == fault
    assert gauge.label == "Intertitres, Éditorial"
    assert gauge.anchor == editions.editorial().anchor


def test_a_level_that_is_skipped_is_named() -> None:
    assert list(texts.faults_of((Heading("Seul", 4), WORDS, Heading("Loin", 5), WORDS))) == ["« Seul » saute un niveau"]


@pytest.mark.parametrize(
    "html", ["<h3>Un</h3><p>Texte.</p>", "<p><b>Fermé lundi.</b></p><p>Ouvert mardi.</p>", "<p>Fin, <b>en gras</b></p>"]
)
def test_a_text_in_order_says_nothing(html: str) -> None:
    assert list(texts.headings(with_sections(replace(editions.editorial(), body=from_html(html, editions.SITE))))) == []
