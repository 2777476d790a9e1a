"""Settings of Portage. Everything comes from the environment; README has the table."""

import os
import sys
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from . import database, env

# What our processes make, the SQLite file first of all, is not for everybody on the machine (see portage.E004).
os.umask(os.umask(0o027) | 0o027)

BASE_DIR = env.ROOT
VAR_DIR = env.VAR
TESTING = "pytest" in sys.modules
DEBUG = env.flag("DEBUG", default=False)
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not (DEBUG or TESTING):
        raise ImproperlyConfigured("SECRET_KEY is required when DEBUG=0: set SECRET_KEY or SECRET_KEY_FILE.")
    SECRET_KEY = "debug-only-" + "x" * 50
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG or TESTING else "")

INSTALLED_APPS = [
    "portage.core",
    "portage.network",
    "portage.catalogue",
    "portage.fieldwork",
    "portage.needs",
    "portage.forum",
    "contracts",
    "portage.commission",
    "portage.privacy",
    "portage.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "portage.core.client_address.ClientAddressMiddleware",
    "portage.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portage.core.middleware.CompressMiddleware",
    "portage.core.middleware.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portage.core.middleware.UnavailableMiddleware",
    "portage.network.bearer.BearerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portage.network.middleware.ActingMiddleware",
    "portage.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "portage.urls"
WSGI_APPLICATION = "portage.wsgi.application"
ASGI_APPLICATION = "portage.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["portage.core.templatetags.portage"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portage.home.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "portage.core.forms.Renderer"

DATABASES = {"default": database.configure(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Counts of tries lie here, for all processes: nobody may drive them out with ten thousand addresses.
        "OPTIONS": {"MAX_ENTRIES": 50_000, "CULL_FREQUENCY": 10},
    },
    "limits": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "limits"},
}

# Files: content by hash under var/ by default; any django-storages URL-less backend may replace it in one place.
STORAGE_URL = env.text("STORAGE_URL", (VAR_DIR / "files").as_uri())
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STORAGE_URL.removeprefix("file://"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "portage.core.files.static.Storage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING  # a test's client would look through the folder each time
WHITENOISE_MAX_AGE = 31536000
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "br", "woff", "woff2", "map")

# People and accounts
AUTH_USER_MODEL = "network.Person"
AUTHENTICATION_BACKENDS = ["portage.network.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portage.network.accounts.passwords.NotCommonInDisguise"},
]
PASSWORD_RESET_TIMEOUT = 3 * 86400  # of a first key; two hours for a forgotten password, see accounts/tokens.py
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # access.py asks guardian itself; no authentication backend does
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "portage.network.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the session that changes it stays, all others end
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"reset_password": "portage.network.accounts.forms.ResetForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "portage.network.accounts.tokens.KeyGenerator"
# By account (`key`, `user`) and by address (`ip`), in the shared cache. No window is longer than what the page of 429 tells.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/5m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "manage_email": "10/5m/user",
    "change_password": "5/5m/user",
    "reauthenticate": "10/m/user",
    "join": "30/5m/ip,10/5m/key",
}
MFA_ADAPTER = "portage.network.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portage.network.accounts.forms.SecondStepForm",
    "reauthenticate": "portage.network.accounts.forms.AgainForm",
    "add_webauthn": "portage.network.accounts.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account begins with an address that was proved; one that is not names nobody
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Portage"
# Who may sign, keeps members or administers the platform must have a second factor; `optional` only where nothing binds.
SECOND_FACTOR = env.text("SECOND_FACTOR", "optional" if DEBUG else "required")
if SECOND_FACTOR not in {"required", "optional"}:
    raise ImproperlyConfigured(f"SECOND_FACTOR must be required or optional, not {SECOND_FACTOR!r}")
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "portage.network.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider verified it
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_URL = env.text("OIDC_URL")
OIDC_NAME = env.text("OIDC_NAME", "single sign-on")
OIDC_SECOND_FACTOR = env.flag("OIDC_SECOND_FACTOR", default=False)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "provider",
                "name": OIDC_NAME,
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_URL, "email_authentication": True},
            }
        ]
        if OIDC_URL
        else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}
if OIDC_URL and not (env.text("OIDC_CLIENT_ID") and env.text("OIDC_CLIENT_SECRET")):
    raise ImproperlyConfigured("OIDC_URL is set: OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too.")
if OIDC_URL and not DEBUG and not OIDC_URL.startswith("https://"):
    raise ImproperlyConfigured("OIDC_URL must begin with https://: what the provider says is believed because of it.")

# Languages: source strings are English.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["portage.core.formats"]

# Mail leaves through the outbox; this is only its last step.
EMAIL_URL = env.text("EMAIL_URL", "consolemail://" if DEBUG else "dummymail://")
vars().update(environ.Env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "Portage <portage@localhost>")

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "documents", "mail", "upkeep"],
        "OPTIONS": {"id_function": "portage.core.ids.uuid7"},
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["portage.network.bearer.Bearer", "portage.core.api.limits.Session"],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "portage.network.bearer.WithinScopes",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portage.core.api.limits.Json", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portage.core.api.problems.handler",
    "DATETIME_FORMAT": "iso-8601",
    "COERCE_DECIMAL_TO_STRING": True,
    "DEFAULT_THROTTLE_CLASSES": [
        "portage.core.api.limits.TokenThrottle",
        "portage.core.api.limits.AccountThrottle",
        "portage.core.api.limits.WriteThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "account": "600/minute",
        "write": "120/minute",
        "token": "300/minute",
        "failed_token": "30/minute",
        "feed": "120/hour",
        "apply": "20/hour",
        "verify": "60/hour",
        "check": "240/hour",
    },
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portage API",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "OrderStatus": "portage.fieldwork.api.order_shapes.STATUSES",
        "OrganisationKind": "portage.network.roles.Kind.choices",
        "CandidatureStatus": "portage.network.api.candidature_shapes.STATUSES",
        "RoleEnum": "portage.network.roles.Role.choices",
        "FirstRole": "portage.network.api.candidature_shapes.ROLES",
        "ProductStatus": "portage.catalogue.api_serializers.STATUSES",
        "ContractStatus": "contracts.api.shapes.STATUSES",
        "ContractNature": "contracts.api.shapes.NATURES",
        "ContractLanguages": "contracts.api.shapes.LANGUAGES",
        "SuccessionKind": "contracts.api.shapes.SUCCESSIONS",
        "DocumentKind": "contracts.api.shapes.DOCUMENTS",
        "CommissionEvent": "contracts.api.shapes.EVENTS",
        "NoticeForm": "contracts.api.shapes.FORMS",
        "Side": "contracts.api.shapes.SIDES",
        "NextDateKind": "contracts.api.shapes.NEXT",
        "FileVerdict": "contracts.api.verification.VERDICTS",
        "FoundKind": "contracts.api.verification.KINDS",
        "PointState": "contracts.api.told_points.STATES",
        "AnswerKind": "contracts.api.told_points.ANSWERS",
        "PieceKind": "contracts.api.told_points.KINDS",
        "Audience": "contracts.api.asked_points.AUDIENCES",
        "AnswerAsked": "contracts.api.asked_points.ANSWERS",
        "Task": "contracts.api.asked.TASKS",
        "Language": "contracts.api.asked.LANGUAGES",
        "DutyCode": "contracts.api.leaving_shapes.DUTIES",
        "DutyEventKind": "contracts.api.leaving_shapes.DUTY_EVENTS",
        "ReportKind": "portage.fieldwork.api.read_shapes.KINDS",
        "Interest": "portage.fieldwork.api.read_shapes.INTERESTS",
        "ActionEventKind": "portage.fieldwork.api.read_shapes.EVENTS",
        "ActionState": "portage.fieldwork.api.read_shapes.STATES",
        "RenewalDecision": "contracts.api.leaving_shapes.DECISIONS",
        "NatureOfDates": "contracts.api.asked.NATURES",
        "ProspectStage": "portage.fieldwork.api.prospect_shapes.STAGE",
        "NeedKind": "portage.needs.api.shapes.KINDS",
        "NeedStatus": "portage.needs.api.shapes.STATUSES",
        "SaidKind": "portage.needs.api.shapes.SAID",
        "NeedAnswer": "portage.needs.api.shapes.ANSWERS",
        "Remedy": "portage.needs.api.shapes.REMEDIES",
        "TrialResult": "portage.needs.api.shapes.RESULTS",
        "SampleStanding": "portage.needs.api.shapes.STANDINGS",
        "FirstStage": "portage.fieldwork.api.prospect_shapes.BEGINS",
    },
}
DJANGO_TABLES2_TEMPLATE = "core/table.html"
COUNTRIES_FIRST: list[str] = []

# Behind TLS in production; on a laptop over plain HTTP.
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE and env.flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
if env.text("PROXY_HEADER"):
    SECURE_PROXY_SSL_HEADER = (env.text("PROXY_HEADER"), "https")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "portage.core.refusals.pages.csrf_refused"
# Probes and collectors ask over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]

# Fieldwork: whether devices keep the page on which reports are written, for where there is no network.
OFFLINE_REPORTS = env.flag("OFFLINE_REPORTS", default=True)

# Operations
TRUST_REQUEST_ID = env.flag("TRUST_REQUEST_ID", default=False)
METRICS_TOKEN = env.text("METRICS_TOKEN")
BACKUP_KEY = env.text("BACKUP_KEY")

# Documents
DOCUMENT_POOL = env.number("DOCUMENT_POOL", 2)
SIGNING_KEY = env.text("SIGNING_KEY")
SIGNING_KEY_PASSPHRASE = env.text("SIGNING_KEY_PASSPHRASE")
SIGNING_ROOTS = env.text("SIGNING_ROOTS")
TRUSTED_ROOTS = env.text("TRUSTED_ROOTS")
TIMESTAMP_URL = env.text("TIMESTAMP_URL")
DEMO_AUTHORITY = str(VAR_DIR / "signing" / "authority.p12") if DEBUG or TESTING else ""

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING_CONFIG = "portage.core.logs.configure"
LOGGING = {"level": env.text("LOG_LEVEL", "INFO"), "format": env.text("LOG_FORMAT", "text" if DEBUG else "json")}
