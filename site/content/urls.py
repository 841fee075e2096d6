from django.urls import path, re_path

from content import views
from content.feeds.views import rss_feed
from content.websub.views import hub

urlpatterns = [
    path("couleurs/<slug:fingerprint>.css", views.theme_stylesheet, name="theme"),
    path("gravures/<slug:fingerprint>/<slug:name>.svg", views.engraving, name="engraving"),
    path("websub/", hub, name="websub"),
    path("cartes/<int:page_id>-<slug:fingerprint>.png", views.card, name="card"),
    re_path(r"^(?P<collection>[a-z0-9-]+(?:/[a-z]+/[a-z0-9-]+)?)/rss\.xml$", rss_feed, name="rss"),
]
