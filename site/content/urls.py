from django.urls import path, re_path

from content import views
from content.feeds import people
from content.feeds import views as feeds
from content.websub.views import hub

COLLECTION = r"^(?P<collection>[a-z0-9-]+(?:/[a-z]+/[a-z0-9-]+)?)"

urlpatterns = [
    path("couleurs/<slug:fingerprint>.css", views.theme_stylesheet, name="theme"),
    path("gravures/<slug:fingerprint>/<slug:name>.svg", views.engraving, name="engraving"),
    path("websub/", hub, name="websub"),
    path("recevoir/flux.opml", feeds.subscriptions, name="subscriptions"),
    path("tout/", feeds.whole_site),
    re_path(COLLECTION + r"/(?P<file_name>rss\.xml|atom\.xml|feed\.json)$", feeds.feed, name="feed"),
    re_path(
        COLLECTION + r"/(?P<kind>rss|atom)/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])\.xml$",
        feeds.archive,
        name="feed_archive",
    ),
    re_path(COLLECTION + r"/flux/$", people.feed_page, name="feed_page"),
    path("cartes/<int:page_id>-<slug:fingerprint>.png", views.card, name="card"),
]
