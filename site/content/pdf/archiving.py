"""One file that is both readable by everybody (PDF/UA-1) and made to last (PDF/A-2a). Inside the child process only.

WeasyPrint writes one standard or the other. Two things stand between its PDF/A-2a and ours: metadata that also names
PDF/UA, with the description ISO 19005-2 §6.6.2.3 asks of any name it does not know, in a stream left uncompressed
(§6.6.2.1); and pictures that ask the reader to smooth them (§6.2.8), which `UNSMOOTHED` prevents.
"""

from typing import Any

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

VARIANT = "pdf/a-2a"
UNSMOOTHED = "* { image-rendering: crisp-edges }"
END = b"</rdf:RDF>"
PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class BothStandards(DocumentMetadata):
    """Metadata that name the two standards."""

    def include_in_pdf(self, pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        described: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return described.replace(END, PDF_UA + END)


def styles(variant: str | None) -> list[CSS]:
    """What that variant asks of every document, before its own styles."""
    return [CSS(string=UNSMOOTHED)] if variant == VARIANT else []


def archive(document: Document, variant: str | None) -> None:
    """Has the document name both standards, where it is made to last."""
    if variant == VARIANT:
        document.metadata = BothStandards(**vars(document.metadata))
