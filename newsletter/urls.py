"""The addresses below /recevoir/."""

from django.urls import path

from newsletter import own_calendar, views, ways

app_name = "newsletter"
urlpatterns = [
    path("", ways.ways, name="ways"),
    path("courriel/", views.subscribe, name="subscribe"),
    path("calendrier/", own_calendar.steps, name="calendar"),
    path("calendrier/qr.svg", own_calendar.qr, name="calendar_qr"),
    path("flux/", ways.feeds, name="feeds"),
    path("confirmer/<str:token>/", views.confirm, name="confirm"),
    path("choix/<str:token>/", views.choose, name="choices"),
    path("arreter/<str:token>/", views.leave, name="leave"),
]
