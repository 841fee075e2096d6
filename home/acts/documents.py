"""The form of the desk's documents: the file of a published act is not replaced while the act has to stay."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.documents.forms import BaseDocumentForm

from home.acts.keeping import kept_by_document, refusal


class TownDocumentForm(BaseDocumentForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and "file" in self.changed_data:
            acts = kept_by_document(self.instance.pk, timezone.localdate())
            if acts:
                raise ValidationError({"file": f"Ce fichier est celui d’un acte publié. {refusal(acts)}"})
        return cleaned
