"""Printed and plain forms: the sheet for the kitchen, and the files of a number, which Wagtail's own pattern leaves out."""

from django.urls import path, re_path
from wagtail.views import serve

from newsletter.bulletin.fridge import sheet

FORMS = r"bulletin\.pdf|gros-caracteres\.pdf|livret\.pdf|economique\.pdf|imprimeur\.pdf|courriel\.html|texte\.txt"
urlpatterns = [
    path("feuille-de-frigo.pdf", sheet, name="fridge_sheet"),
    re_path(rf"^((?:[\w-]+/)+(?:{FORMS}))$", serve, name="bulletin_file"),
]
