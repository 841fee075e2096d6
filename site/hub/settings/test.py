"""Fast and closed: memory, one’s own keys, tasks at once."""

import tempfile
from pathlib import Path

from hub.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "a-key-for-tests-only-0123456789-abcdefghijklmnop"  # noqa: S105
TAMBOUR_KEY = "another-key-for-tests-only-0123456789-abcdefghij"
ALLOWED_HOSTS = ["*"]
DATA = Path(tempfile.mkdtemp(prefix="tambour-test-"))
MEDIA_ROOT = DATA / "media"
SITE_URL = "http://localhost"
WAGTAILADMIN_BASE_URL = SITE_URL
EMAIL_URL = MAIL_API = ""
TAMBOUR_BOUNCE_ADDRESS = ""
TAMBOUR_BOUNCE_IMAP = ""
DKIM_SELECTOR = ""
MAIL_CONNECTIONS = 1  # one message after the other: tests ask for more where it matters
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
