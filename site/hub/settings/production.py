"""A real town: an empty environment refuses to start."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from hub.settings.base import *  # noqa: F403
from hub.settings.base import env

DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY")
TAMBOUR_KEY = env.secret("TAMBOUR_KEY")
env.required("TAMBOUR_DATA", "C’est le dossier où vivent la base, les images et les courriels ; sauvegardez-le.")
SITE_URL = env.origin("SITE_URL")
if not SITE_URL:
    env.required("SITE_URL", "C’est l’adresse publique du site, par exemple https://www.macommune.fr.")
if not SITE_URL.startswith("https://") and not env.flag("INSECURE_HTTP"):
    raise ImproperlyConfigured("SITE_URL doit commencer par https://.")
WAGTAILADMIN_BASE_URL = SITE_URL
DEFAULT_FROM_EMAIL = env.required("FROM_EMAIL", "C’est l’adresse d’expédition des courriels de la commune.")

ALLOWED_HOSTS = [host for host in env.text("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-tambour_session"
    CSRF_COOKIE_NAME = "__Host-tambour_csrf"
if env.flag("BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
