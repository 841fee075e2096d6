"""The form of a page with corrections: what residents have read as one is neither changed nor withdrawn there."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

STAYS = (
    "Un rectificatif publié reste tel que les habitants l’ont lu. S’il est lui-même faux, ajoutez-en un autre "
    "qui le dit."
)


class CorrectedPageForm(WagtailAdminPageForm):
    """Refuses, with a sentence, what the model would not let happen anyway."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        formset = self.formsets.get("corrections")
        if formset is not None and formset.is_valid() and self.touches_published(formset):
            self.add_error(None, STAYS)
        return cleaned

    def touches_published(self, formset: Any) -> bool:
        """Whether something that residents have read as a correction is no longer said, word for word."""
        removed = formset.deleted_forms
        said = {form.instance.facts() for form in formset.forms if form not in removed}
        return any(correction.facts() not in said for correction in self.instance.published_corrections())
