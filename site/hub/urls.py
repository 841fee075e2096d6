"""Every address of the site. An address, once published, never breaks."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub import health, media, robots
from hub.search.views import search

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include("newsletter.desk.page_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sante/", health.health, name="health"),
    path("recherche/", search, name="search"),
    path("contact/", include("home.contact.urls")),
    path("", include("accounts.urls")),
    path("recevoir/", include("newsletter.urls")),
    path("courrier/", include("newsletter.mail_urls")),
    path("", include("content.urls")),
    path("", include("events.urls")),
    path("", include("newsletter.bulletin_urls")),
    path("media/images/<path:path>", media.rendition, name="rendition"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security_txt"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", robots.sitemap, name="sitemap_part"),
    path("favicon.ico", media.icon, name="icon"),
    path("", include(wagtail_urls)),
]
