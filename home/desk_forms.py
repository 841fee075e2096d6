"""The form of a page in the desk: it takes the rows of the page's own town, never the neighbour's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Site

from content.reading import site_of


class TownPageForm(WagtailAdminPageForm):
    """Narrows every choice among rows that belong to a town."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.site is None and self.parent_page is not None:  # not in the tree before its first save
            self.instance.site = site_of(self.parent_page)
        for field in self.fields.values():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            rows = field.queryset
            if rows is not None and belongs_to_a_town(rows.model):
                field.queryset = rows.filter(site=self.instance.site)


def belongs_to_a_town(model: type[Model]) -> bool:
    """Whether the rows of that table each name their site."""
    try:
        return model._meta.get_field("site").related_model is Site
    except FieldDoesNotExist:
        return False
