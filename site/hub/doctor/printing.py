"""The printed forms: fonts in their place, and a page really drawn."""

from pathlib import Path

from django.conf import settings

from content import pdf
from content.pdf.engine import PdfError
from hub.doctor.finding import Finding, ill, watch, well

FONTS, PRINTING = "Polices", "PDF"
PAGE = "<!doctype html><html lang='fr'><title>Essai</title><p>Avis à la population"


def fonts() -> Finding:
    folder = Path(settings.SITE_ROOT) / "static" / "fonts"
    return fonts_verdict(
        sum(1 for _file in folder.glob("*.woff2")), sum(1 for _file in (folder / "print").glob("*.ttf"))
    )


def fonts_verdict(screen: int, paper: int) -> Finding:
    """Pure: how many faces there are for the screen and for paper."""
    if screen and paper:
        return well(FONTS, f"{screen} polices pour l’écran, {paper} pour le papier.")
    return ill(
        FONTS,
        "Des polices manquent au dossier du logiciel.",
        "Reprenez le logiciel en entier (git checkout site/static/fonts).",
    )


def printing() -> Finding:
    obstacle = pdf.obstacle()
    if obstacle:
        return watch(PRINTING, "Le bulletin imprimé ne peut pas se faire.", obstacle)
    try:
        drawn = pdf.render(PAGE, base=settings.SITE_URL)
    except PdfError as error:
        return ill(
            PRINTING,
            f"Une page d’essai n’a pas pu être dessinée : {error}",
            "Relancez le service ; si cela dure, signalez-le.",
        )
    return well(PRINTING, f"Une page d’essai a été dessinée ({len(drawn) // 1000} Ko).")
