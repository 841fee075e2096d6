"""The addresses below /recevoir/."""

from django.urls import path

from newsletter import views, ways

app_name = "newsletter"
urlpatterns = [
    path("", ways.ways, name="ways"),
    path("courriel/", views.subscribe, name="subscribe"),
    path("calendrier/", ways.calendar, name="calendar"),
    path("flux/", ways.feeds, name="feeds"),
    path("confirmer/<str:token>/", views.confirm, name="confirm"),
    path("choix/<str:token>/", views.choose, name="choices"),
    path("arreter/<str:token>/", views.leave, name="leave"),
]
