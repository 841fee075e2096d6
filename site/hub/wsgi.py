"""The site as a WSGI application: Django behind the page cache, with a real town's settings unless told otherwise."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from content import generation
from hub.pagecache import PageCache
from hub.readable import ReadableFeeds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")

# Never kept, never touched: the desk and its tools, files (they have their own validators), signing in, health.
DIRECT = ("/admin/", "/connexion/", "/documents/", "/_util/", "/sante/")

django = get_wsgi_application()
application = ReadableFeeds(
    PageCache(
        django,
        generation=generation.current,
        session_cookie=settings.SESSION_COOKIE_NAME,
        direct=(*DIRECT, settings.STATIC_URL, settings.MEDIA_URL),
        secure_header=settings.SECURE_PROXY_SSL_HEADER,
    )
)
