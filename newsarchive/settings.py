"""Settings: one file; the environment decides; every default is the safe one.

Each variable is in the table of docs/operations.md. Any of them can also be read
from a file: `DATABASE_URL_FILE=/run/secrets/url` stands for `DATABASE_URL`.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from newsarchive.postgres import ImpatientConnection

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()

# What the archive writes on this machine: database, secret key, static files.
VAR_DIR = BASE_DIR / env.str("VAR_DIR", default="var")

# --- who may talk to it -----------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)

SECRET_KEY_PATH = VAR_DIR / "secret-key"
# Django refuses to start serving while this is empty; `quickstart` writes the file.
SECRET_KEY = env.str("SECRET_KEY", default="").strip() or (
    SECRET_KEY_PATH.read_text(encoding="ascii").strip()
    if SECRET_KEY_PATH.is_file()
    else ""
)

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# On this machine alone plain HTTP will do; anybody else gets TLS only.
TLS = env.bool("TLS", default=not set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS))
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
# Browsers take a cookie of such a name only over TLS and from this very host.
COOKIE_PREFIX = "__Host-" if TLS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
# Which language a reader chose, if they did.
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = TLS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Where the desk is, below the archive's address.
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/") + "/"

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Named and shaped as Django 6's own setting, which will replace our middleware.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "img-src": ["'self'"],
    "manifest-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
}

# What pages here never ask a browser for, and no page in them may.
PERMISSIONS_POLICY = [
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
    *("fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "publickey-credentials-get", "usb"),
    *("screen-wake-lock", "xr-spatial-tracking"),
]

# --- what it is made of -------------------------------------------------------------

INSTALLED_APPS = [
    "articles",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_filters",
    "django_htmx",  # for its scripts
    "django_guid",
    "simple_history",
]

MIDDLEWARE = [
    "django_guid.middleware.guid_middleware",
    "newsarchive.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "newsarchive.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsarchive.bounds.BoundsMiddleware",
    "newsarchive.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsarchive.replica.ReplicaMiddleware",
    "newsarchive.revalidate.RevalidateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

# Whoever enters the desk shows a code of the app that `second_factor` gave a key.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=False)
if SECOND_FACTOR:
    INSTALLED_APPS += ["django_otp", "django_otp.plugins.otp_totp"]
    after = MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    MIDDLEWARE.insert(after + 1, "django_otp.middleware.OTPMiddleware")
    OTP_TOTP_ISSUER = "newsarchive"

ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"

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
            ],
        },
    },
]

# --- where it keeps things ------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'archive.db'}")
}
DATABASE = DATABASES["default"]
# What the URL itself says (`?sslmode=require`) stands.
DATABASE_OPTIONS = DATABASE.setdefault("OPTIONS", {})
if DATABASE.get("ENGINE") == "django.db.backends.sqlite3":
    # To open the file and read its schema takes longer than most pages do. Seconds.
    DATABASE["CONN_MAX_AGE"] = 60
    DATABASE_OPTIONS |= {
        # A write transaction takes its lock at the start, so that two writers wait
        # for each other rather than fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL;"
            # Else REPLACE passes by the triggers that keep rows immutable.
            "PRAGMA recursive_triggers=ON;"
        ),
    }
elif DATABASE.get("ENGINE") == "django.db.backends.postgresql":
    # A server that is not there is reported within seconds.
    DATABASE_OPTIONS.setdefault("connect_timeout", 3)
    # Pages ask for few rows in many places: with a solid-state disk an index is the
    # way to them, and to compile the query or to start workers would take longer.
    timeout = env.int("STATEMENT_TIMEOUT", default=0)
    DATABASE_OPTIONS.setdefault(
        "options",
        "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0 "
        f"-c statement_timeout={timeout}s",
    )
    # A connection that broke since the last request is replaced, not served.
    DATABASE["CONN_HEALTH_CHECKS"] = True
    if env.bool("DATABASE_POOL", default=True):
        DATABASE_OPTIONS["pool"] = True
        if timeout:
            # A page is there or refused within five seconds, whatever the server
            # does; once it is back, the pool is soon filled again.
            ImpatientConnection.patience = timeout + 0.5
            DATABASE_OPTIONS["pool"] = {
                "connection_class": ImpatientConnection,
                # As many as a server process has threads; after a crash each that
                # was idle costs a second to replace, so few are kept.
                "min_size": 1,
                "max_size": 4,
                "max_idle": 30,
                "timeout": timeout,
                "reconnect_timeout": 2,
            }
else:
    msg = "DATABASE_URL has to begin with sqlite:// or postgres://"
    raise ImproperlyConfigured(msg)

# A standby of it, from which public pages are read.
if REPLICA_URL := env.str("REPLICA_URL", default=""):
    replica = env.db_url_config(REPLICA_URL)
    engines = {DATABASE.get("ENGINE"), replica["ENGINE"]}
    if engines != {"django.db.backends.postgresql"}:
        msg = "REPLICA_URL is for a standby of the PostgreSQL that DATABASE_URL names"
        raise ImproperlyConfigured(msg)
    replica["OPTIONS"] = DATABASE_OPTIONS | replica.get("OPTIONS", {})
    if isinstance(DATABASE_OPTIONS.get("pool"), dict):
        # The primary answers in its place, and sooner.
        replica["OPTIONS"]["pool"] = {**DATABASE_OPTIONS["pool"], "timeout": 1}
    replica["CONN_HEALTH_CHECKS"] = True
    replica["TEST"] = {"MIRROR": "default"}
    DATABASES["replica"] = replica
    DATABASE_ROUTERS = ["newsarchive.replica.ReplicaRouter"]

# Counts, for as long as the archive stays as it is: see `articles.epoch`. Some
# 10 kB each; the least used go first.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Whole pages, some 50 kB each: see `newsarchive.revalidate`.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": env.int("KEPT_PAGES", default=200)},
    },
}
if not CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"]:
    CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsarchive.staticfiles.BundlingStaticFilesStorage"},
}

# --- what curators settled ----------------------------------------------------------

# Whether a newer reading may change the row of an article that a person reviewed; if
# not, it is proposed.
REVIEWED_MAY_CHANGE = env.bool("REVIEWED_MAY_CHANGE", default=False)

# --- what leaves it -----------------------------------------------------------------

# Whether exports hold the articles' bodies: a matter of the outlets' rights.
EXPORT_BODIES = env.bool("EXPORT_BODIES", default=False)
# Who gives out the lasting names of articles in feeds (RFC 4151): a host name that is
# yours, set once and never changed.
TAG_AUTHORITY = env.str(
    "TAG_AUTHORITY", default=ALLOWED_HOSTS[0].strip("*.") or LOOPBACK_HOSTS[0]
)

# Whom harvesters turn to.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=f"postmaster@{TAG_AUTHORITY}")

# --- what programs may ask ------------------------------------------------------------

# How often each address may ask the API: "10/s", "300/m", "5000/h".
API_RATE = env.str("API_RATE", default="300/m")

# --- people ---------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Whoever guesses at an account is refused from the fifth wrong password on. Not the
# account everywhere, or anybody could lock its owner out.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "newsarchive.client.find_address"

# A week is long enough for a curator's work, and for a stolen cookie too long.
SESSION_COOKIE_AGE = 7 * 24 * 3600

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = True
FORMAT_MODULE_PATH = "newsarchive.formats"
USE_TZ = True

# --- what it says ---------------------------------------------------------------------

# A request's own id, or the one that the proxy gave it; in its answer and every line.
DJANGO_GUID = {"GUID_HEADER_NAME": "X-Request-ID", "EXPOSE_HEADER": False}
# Who may read /metrics; nobody without it.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()

# To the console, whence gunicorn's supervisor takes it: warnings and errors for people
# to read, or, for programs, an object a line and one for every request.
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "django_guid.log_filters.CorrelationId"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"correlation_id": "request_id"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # One line for each list that is exported.
        "articles.exports": {"level": "INFO"},
        # Not every address that a robot guesses.
        "django.request": {"level": "ERROR"},
        "newsarchive.metrics": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
