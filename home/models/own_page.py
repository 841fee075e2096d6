"""A page that a row of the town's lists has for its own: an association's, a place's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from home.models.editorial import LastingPage


class OwnPage(LastingPage):
    """Names its row in the field `row_name`, at most one page for each row, and tells the row where its page is."""

    row_name: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def row(self) -> Any:
        return getattr(self, self.row_name)

    def clean(self) -> None:
        super().clean()
        if getattr(self, f"{self.row_name}_id") and self.site and self.row.site_id != self.site.pk:
            raise ValidationError({self.row_name: f"« {self.row} » appartient à une autre commune."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            rows: models.QuerySet[Any] = type(self.row)._default_manager.all()
            rows.filter(page=self.pk).exclude(pk=self.row.pk).update(page=None)
            rows.filter(pk=self.row.pk).exclude(page=self.pk).update(page=self.pk)
