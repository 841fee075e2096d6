"""A simple table: a caption, a line of headers, no merged cell (RGAA 5.4 to 5.7)."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class TableBlock(blocks.StructBlock):
    """Each line has as many cells as there are headers, or a screen reader would name the wrong one."""

    caption = blocks.CharBlock(label="titre du tableau", help_text="Ce que le tableau montre, en une ligne.")
    headers = blocks.ListBlock(
        blocks.CharBlock(label="en-tête"), label="en-têtes", min_num=2, max_num=6, help_text="Un par colonne."
    )
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [("cells", blocks.ListBlock(blocks.CharBlock(label="case", required=False), label="cases"))]
        ),
        label="lignes",
        min_num=1,
        help_text="La première case de chaque ligne dit de quoi elle parle.",
    )

    class Meta:
        icon = "table"
        label = "Tableau"
        description = "Des données en lignes et colonnes, avec un titre. Pas pour mettre en page."
        template = "blocks/table.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        columns = len(value["headers"])
        for number, row in enumerate(value["rows"], 1):
            cells = len(row["cells"])
            if cells != columns:
                message = (
                    f"Ligne {number} : {cells} case(s) pour {columns} en-têtes. Laissez une case vide s’il n’y a rien."
                )
                raise StructBlockValidationError({"rows": ValidationError(message)})
        return value
