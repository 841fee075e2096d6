"""The addresses below /recevoir/."""

from django.urls import path

from newsletter.subscribers import own_calendar, ways
from newsletter.views import choosing, owning, paper, subscribing

app_name = "newsletter"
urlpatterns = [
    path("", ways.ways, name="ways"),
    path("courriel/", subscribing.subscribe, name="subscribe"),
    path("papier/", paper.paper, name="paper"),
    path("calendrier/", own_calendar.steps, name="calendar"),
    path("calendrier/qr.svg", own_calendar.qr, name="calendar_qr"),
    path("flux/", ways.feeds, name="feeds"),
    path("confirmer/<str:token>/", subscribing.confirm, name="confirm"),
    path("choix/<str:token>/", choosing.choose, name="choices"),
    path("arreter/<str:token>/", choosing.leave, name="leave"),
    path("donnees/<str:token>/", owning.export, name="export"),
    path("effacer/<str:token>/", owning.erase, name="erase"),
    path("adresse/<str:token>/", owning.move, name="move"),
    path("nouvelle-adresse/<str:token>/", owning.arrive, name="arrive"),
]
