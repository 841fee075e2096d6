"""Writes the PDF of each HTML source of this folder: `python site/hub/demo/documents/compose.py`, after changing one."""

from pathlib import Path

from weasyprint import HTML

HERE = Path(__file__).parent


def compose() -> None:
    for source in [*sorted(HERE.glob("*.html")), HERE / "actes" / "sans-imprimerie.html"]:
        HTML(source).write_pdf(source.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
        print(source.with_suffix(".pdf").name)


if __name__ == "__main__":
    compose()
