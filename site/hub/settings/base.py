"""What every installation shares. Dev, production and test change only what must differ."""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from hub.env import Environment

env = Environment()

ROOT = Path(__file__).resolve().parents[3]
SITE_ROOT = ROOT / "site"
DATA = Path(env.text("TAMBOUR_DATA", str(ROOT / "var"))).resolve()
SITE_URL = env.origin("SITE_URL", "http://127.0.0.1:8000")
EMAIL_URL = env.relay("EMAIL_URL")
MAIL_API = env.text("TAMBOUR_MAIL_API")
TAMBOUR_BOUNCE_ADDRESS = env.text("TAMBOUR_BOUNCE_ADDRESS")
TAMBOUR_BOUNCE_IMAP = env.text("TAMBOUR_BOUNCE_IMAP")
DKIM_SELECTOR = env.text("DKIM_SELECTOR")
REDIS_URL = env.broker("REDIS_URL")
MAIL_PER_DAY = env.integer("TAMBOUR_MAIL_PER_DAY", 0, lowest=0, highest=10_000_000)
MAIL_PER_SECOND = env.integer("TAMBOUR_MAIL_PER_SECOND", 0, lowest=0, highest=1000)
MAIL_CONNECTIONS = env.integer("TAMBOUR_MAIL_CONNECTIONS", 4, lowest=1, highest=20)

INSTALLED_APPS = [
    "hub",
    "home",
    "newsletter",
    "news",
    "events",
    "alerts",
    "content",
    "accounts",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "hub.towns.TownMiddleware",
    "hub.old_feeds.OldFeeds",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.moved.MovedPages",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context.town",
            ],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "tambour.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # IMMEDIATE is what keeps concurrent editors from « database is locked »; FULL keeps a commit through a power cut.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
    },
}


def database(url: str) -> dict[str, object]:
    """Django's database settings for DATABASE_URL; SQLite in the data folder when it is empty."""
    if not url:
        return SQLITE
    try:
        settings = dj_database_url.parse(url, conn_max_age=600)
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL n’est pas une adresse de base de données. Exemple : postgres://tambour:secret@localhost/tambour"
        ) from error
    if settings["ENGINE"] == SQLITE["ENGINE"]:
        return SQLITE | {"NAME": settings["NAME"]}
    if settings["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL : seuls SQLite et PostgreSQL sont prévus.")
    return dict(settings)


DATABASES = {"default": database(env.text("DATABASE_URL"))}
# In each process, and only as long as nothing has changed: another process never sees what is no longer true.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "content.generation.cache_key",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_NAME = "tambour_session"
CSRF_COOKIE_NAME = "tambour_csrf"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [SITE_ROOT / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [SITE_ROOT / "static"]
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "content.stylesheet.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "content.mail.backend.QueueBackend"
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "Commune <ne-pas-repondre@commune.example>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "Tambour"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "content.TownImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.TownDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.acts.documents.TownDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "csv", "txt", "zip", "mp4", "webm", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = None  # content.photos counts them, before unpacking
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.desk.photo_form.PhotoForm"
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Nothing is asked of a third party: no portrait of editors, no version check.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "newsletter.approval.finishing.finish"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
TAGGIT_CASE_INSENSITIVE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# The town learns that a reader came from its site, never from which page; a page with a token says less still.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # hub.security lets the desk frame its own previews

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"answers_as_asked": {"()": "hub.logs.AnswersAsAsked", "path": "/sante/"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["answers_as_asked"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django’s default handler would mail the address a resident typed to the administrators.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
