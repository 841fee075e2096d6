"""Texts that are always kept as the site writes them, whatever way they were typed; nonsense is refused in French."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from content import colour, departments, phones


class WrittenField(models.CharField[Any, Any]):
    """A text field whose value goes through `written`, which raises ValueError with a sentence for the editor."""

    def written(self, text: str) -> str:
        raise NotImplementedError

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        try:
            return super().clean(self.written(value or ""), model_instance)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class PhoneField(WrittenField):
    """« 0465710042 » becomes « 04 65 71 00 42 »."""

    def written(self, text: str) -> str:
        return phones.written(text)


class ColourField(WrittenField):
    """« 0E4A3A » and « #FC0 » become « #0e4a3a » and « #ffcc00 »."""

    def written(self, text: str) -> str:
        return colour.parse(text)


class InseeCodeField(WrittenField):
    """« 2a004 » becomes « 2A004 »; a code of no department is refused, a postal code most often."""

    def written(self, text: str) -> str:
        code = text.strip().upper()
        departments.department(code)
        return code
