"""The settings of the house. What an operator may change comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path

from renxin.desk.access import PUBLIC, SIGNED_IN
from renxin.site import content, home
from renxin.site.postgres import database

ROOT = Path(__file__).resolve().parents[2]

DEBUG = os.environ.get("RENXIN_DEBUG") == "1"
SECRET_KEY = home.secret_key()
SEALING_KEY = os.environ.get("RENXIN_SEALING_KEY", SECRET_KEY).encode()
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    *filter(None, os.environ.get("RENXIN_HOSTS", "").split(",")),
]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[2:]]
BEHIND_TLS = os.environ.get("RENXIN_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "renxin.site",
    "renxin.desk",
    "renxin.journal",
    "renxin.clinics",
    "renxin.staff",
    "renxin.rosters",
    "renxin.patients",
    "renxin.promises",
    "renxin.voice",
    "renxin.protocols",
    "renxin.booking",
    "renxin.visits",
    "renxin.plans",
    "renxin.referrals",
    "renxin.safety",
    "renxin.advice",
    "renxin.followup",
    "renxin.feedback",
    "renxin.outreach",
    "renxin.scorecard",
    "renxin.exchange",
    "renxin.today",
    "renxin.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "renxin.site.pages.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "renxin.staff.middleware.AtTheDesk",
    "renxin.portal.middleware.AtThePhone",
    "axes.middleware.AxesMiddleware",
    "renxin.desk.runner.Runner",
]

ROOT_URLCONF = "renxin.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "renxin.site.pages.context.shell",
            ],
        },
    }
]

DATABASES = {"default": database.config()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Sign-in.
AUTH_USER_MODEL = "staff.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "renxin.staff.sign_in.StaffBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Two standards contradict each other on rotation, so the house names the one it
# follows: "asvs" (long, no rotation) or "dengbao3" (shorter idle time).
POLICY = os.environ.get("RENXIN_POLICY", "asvs")
VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": VALIDATORS + "MinimumLengthValidator",
        "OPTIONS": {"min_length": 12 if POLICY == "asvs" else 10},
    },
    {
        "NAME": VALIDATORS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": VALIDATORS + "CommonPasswordValidator"},
    {"NAME": VALIDATORS + "NumericPasswordValidator"},
]
SESSION_IDLES = timedelta(minutes=30 if POLICY == "asvs" else 15)
SESSION_LASTS = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_LASTS.total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "renxin.site.pages.failures.forged"

# Where patients' phones reach the house, for links in messages; never a request's word.
ADDRESS = os.environ.get("RENXIN_ADDRESS", "")

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "renxin.site.pages.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PRESERVE_USERNAME_CASING = True
# Failed sign-ins are counted in the database by axes, which all processes share.
ACCOUNT_RATE_LIMITS = {"login_failed": False}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "activate_totp": "renxin.site.pages.sign_in.TurnOnCodes",
    "add_webauthn": "renxin.site.pages.sign_in.AddPasskey",
}
MFA_TOTP_ISSUER = "Renxin"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS

# Keyed by user and address: nobody can lock a doctor out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "renxin.site.pages.failures.locked_out"
AXES_USERNAME_CALLABLE = "renxin.site.pages.sign_in.name_given"
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = int(os.environ.get("RENXIN_PROXIES", "0"))

# Views of others that our pages use; any not named here is denied.
THIRD_PARTY_ACCESS = {
    "account_login": PUBLIC,
    "account_logout": SIGNED_IN,
    "account_inactive": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_login_webauthn": PUBLIC,
    "set_language": PUBLIC,
}

# Words and time.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "renxin" / "site" / "locale"]
TIME_ZONE = os.environ.get("RENXIN_ZONE", "Asia/Shanghai")
LANGUAGE_COOKIE_NAME = "language"

# What the browser may load.
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static-collected"
STATICFILES_DIRS = [ROOT / "web" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or os.environ.get("RENXIN_PLAIN_STATIC") == "1"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
CONTENT_SECURITY_POLICY = content.POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 63_072_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
X_FRAME_OPTIONS = "DENY"

# Files people send: guarded by size before anything reads them.
UPLOAD_LIMIT_BYTES = int(os.environ.get("RENXIN_UPLOAD_LIMIT", str(300 * 1024**2)))
HOME = home.home()
LAKE = HOME / "lake"
# What counting may take of the machine at most: 4GB, 50%.
FIGURES_MEMORY = os.environ.get("RENXIN_FIGURES_MEMORY", "50%")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
