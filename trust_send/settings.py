"""All settings, from the environment. `.env.example` says what each variable means.

No secret has a default: outside the demo and the tests a missing one stops the start
(`trust_send.checks` refuses the rest that production must not have).
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name, default=False):
    """True where the environment says yes."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def required(name):
    """The variable's value; ImproperlyConfigured where it is missing or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example.")
    return value


# What this copy is ------------------------------------------------------------------------------
# The demo shows a card for each role on its sign-in page, so it must never face the outside.
DEMO = flag("TRUST_SEND_DEMO")
DEBUG = flag("TRUST_SEND_DEBUG")
STATE_DIR = Path(os.environ.get("TRUST_SEND_STATE_DIR", BASE_DIR / ".local"))
ASSETS_DIR = Path(os.environ.get("TRUST_SEND_ASSETS_DIR", BASE_DIR / ".local" / "assets"))
STATIC_ROOT = Path(os.environ.get("TRUST_SEND_STATIC_DIR", BASE_DIR / ".local" / "static"))
SECRET_KEY = required("TRUST_SEND_SECRET_KEY")
ALLOWED_HOSTS = [h for h in os.environ.get("TRUST_SEND_ALLOWED_HOSTS", "").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TRUST_SEND_ORIGINS", "").split(",") if o]

# Floors -----------------------------------------------------------------------------------------
# What the whole trust shares lives in the schema `public`; every school has a schema of its own.
# guardian stands in the schools alone: in the shared schema a right over a pupil of one school
# would be a right over another's (docs/adr/0001).
SHARED_APPS = [
    "django_tenants",
    "trust_send",
    "schools",
    "access",
    "audit",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
]
TENANT_APPS = [
    "audit",
    "guardian",
    "register",
    "apdr",
    "safety",
    "accessibility",
    "reports",
]
INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]

TENANT_MODEL = "schools.School"
TENANT_DOMAIN_MODEL = "schools.Domain"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
SHOW_PUBLIC_IF_NO_TENANT_FOUND = False
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # the object backend is not asked: access.checks is the only reader of grants
]

MIDDLEWARE = [
    "trust_send.middleware.numbered",
    "trust_send.middleware.without_nul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schools.middleware.school_of_the_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "access.middleware.MemberOfTheSchool",
    "access.middleware.LockedDoors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "trust_send.middleware.private_pages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "trust_send.middleware.no_blank_pages",
]

ROOT_URLCONF = "trust_send.urls_trust"
SCHOOL_URLCONF = "trust_send.urls_school"
WSGI_APPLICATION = "trust_send.wsgi.application"
LOGIN_URL = "/account/sign-in/"

# Database, cache, broker ------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        required("DATABASE_URL"),
        engine="django_tenants.postgresql_backend",
        conn_max_age=300,
        conn_health_checks=True,
    )
}
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
    " -c default_transaction_isolation=read\\ committed"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache holds nothing about a child; its keys carry the school all the same.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}

CELERY_BROKER_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("TRUST_SEND_QUEUE", "trust_send")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 900
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_timeout": 3,
    "socket_connect_timeout": 1,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"

# People -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ANONYMOUS_USER_NAME = None  # guardian: nobody who is not signed in is ever named for a pupil
GUARDIAN_MONKEY_PATCH_USER = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "access.passwords.NotOurOwnWords"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600

SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "trust_send.views.csrf_failed"

# A plain-HTTP address is right for the demo on this machine alone.
HTTPS_ONLY = flag("TRUST_SEND_HTTPS", default=not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS = 31536000 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS_ONLY else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Pages ------------------------------------------------------------------------------------------
FORM_RENDERER = "trust_send.rendering.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "access.context_processors.rights",
                "trust_send.context_processors.shell",
            ],
            "builtins": ["trust_send.templatetags.look"],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ASSETS_DIR] if ASSETS_DIR.exists() else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STATE_DIR / "media"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000

# Typed and uploaded ------------------------------------------------------------------------------
# An import may be 10 MB; Django's own limit for other form data stays at its default.
UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "trust_send.uploads.StopsAtTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # 400 ticked pupils, 60 columns matched, one class list

# Language and time -------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"
DATE_INPUT_FORMATS = [
    "%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d",
]  # fmt: skip

# Mail ---------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("TRUST_SEND_MAIL_FROM", "Trust SEND <no-reply@localhost>")
EMAIL_TIMEOUT = 10
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = STATE_DIR / "mail"
else:
    EMAIL_HOST = os.environ.get("TRUST_SEND_MAIL_HOST", "localhost")
    EMAIL_PORT = int(os.environ.get("TRUST_SEND_MAIL_PORT", "25"))
    EMAIL_HOST_USER = os.environ.get("TRUST_SEND_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("TRUST_SEND_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = flag("TRUST_SEND_MAIL_TLS", default=True)

# Logs ---------------------------------------------------------------------------------------------
# Ids and codes only: `trust_send.logs` drops query strings and never writes form data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "trust_send.logs.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TRUST_SEND_LOG_LEVEL", "INFO")},
}

# The people as whom a visitor of the demo may step in, by the name of the function that lists them.
DEMO_CARDS = "trust_send.demo.cards"
