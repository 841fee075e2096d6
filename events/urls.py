"""The addresses of the agenda that its pages leave out: those that end in a file name, and the frame for other sites."""

from django.urls import include, path, re_path
from wagtail.views import serve

from events import views

AGENDA = r"^(?P<collection>agenda(?:/(?:theme|lieu|organisateur)/[\w-]+)?)/"

urlpatterns = [
    path("agenda/proposer/", include("events.proposals.urls")),
    re_path(AGENDA + r"(?P<file_name>(?:agenda|google)\.ics)$", views.calendar, name="agenda_calendar"),
    re_path(AGENDA + r"(?P<file_name>agenda\.(?:json|csv))$", views.open_data, name="agenda_open_data"),
    re_path(AGENDA + r"integrer/$", views.embedded, name="agenda_embedded"),
    re_path(r"^((?:[\w-]+/)+evenement\.ics)$", serve, name="calendar"),
    re_path(r"^((?:[\w-]+/)+affiche\.pdf)$", serve, name="poster"),
]
