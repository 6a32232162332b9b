"""Settings, all from the environment; see docs/running.md for each variable."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from filrouge.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_directory()
SECRET_KEY = environment.secret_key(DATA_DIR)
# What people need (meals, access) is sealed with these: never in the database. Without any, our own file holds them.
NEEDS_KEYS = environment.words("FILROUGE_NEEDS_KEYS")
NEEDS_KEYS_FILE = DATA_DIR / "needs.keys"
# What organisers put on their pages: served by a view, never by the path of static files.
PUBLICATIONS_DIR = DATA_DIR / "publications"
DEBUG = environment.flag("FILROUGE_DEBUG")
DEMONSTRATION = environment.flag("FILROUGE_DEMO")
BASE_URL = os.environ.get("FILROUGE_BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = environment.words("FILROUGE_HOSTS") or [
    "localhost",
    "127.0.0.1",
    "[::1]",
    BASE_URL.partition("://")[2].rsplit(":", 1)[0],
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "filrouge.ground.people",
    "filrouge.ground.directory",
    "filrouge.ground.audit",
    "filrouge.ground.mail",
    "filrouge.stages.gatherings",
    "filrouge.stages.planning",
    "filrouge.stages.documents",
    "filrouge.stages.press",
    "filrouge.stages.sendings",
    "filrouge.stages.agendas.apps.AgendasConfig",
    "filrouge.stages.invitations",
    "filrouge.stages.registration",
    "filrouge.stages.following",
    "filrouge.stages.telling",
    "filrouge.stages.delegations",
    "filrouge.stages.attendance",
    "filrouge.stages.privacy",
    "filrouge.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "filrouge.web.shell.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "filrouge.config.urls"
WSGI_APPLICATION = "filrouge.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "filrouge.web.shell.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "filrouge.web.templatetags.said"],
        },
    }
]

FORM_RENDERER = "filrouge.web.shell.widgets.Renderer"

# SQLite: WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so that a transaction
# that first reads and then writes waits its turn instead of failing half-way with "database is locked".
DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'filrouge.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "filrouge.ground.sqlite"
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:gatherings"
ACCOUNT_ADAPTER = "filrouge.web.shell.accounts.OutboxAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up (web/shell/accounts.py); allauth also reads here whether the login form asks for a password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Municipal mail gateways hold a first mail back for minutes. Eight characters and three tries make the time harmless.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = 7 * 86_400
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_FORMS = {
    "login": "filrouge.web.shell.account_forms.LoginForm",
    "request_login_code": "filrouge.web.shell.account_forms.RequestLoginCodeForm",
    "confirm_login_code": "filrouge.web.shell.account_forms.ConfirmLoginCodeForm",
    "change_password": "filrouge.web.shell.account_forms.ChangePasswordForm",
    "set_password": "filrouge.web.shell.account_forms.SetPasswordForm",
    "reset_password": "filrouge.web.shell.account_forms.ResetPasswordForm",
    "reset_password_from_key": "filrouge.web.shell.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "filrouge.web.shell.account_forms.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("FILROUGE_BEHIND_PROXY") else 0
MFA_ADAPTER = "filrouge.web.shell.accounts.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "filrouge.web.shell.account_forms.AuthenticateForm",
    "reauthenticate": "filrouge.web.shell.account_forms.ReauthenticateByCodeForm",
    "activate_totp": "filrouge.web.shell.account_forms.ActivateTOTPForm",
    "add_webauthn": "filrouge.web.shell.account_forms.AddWebAuthnForm",
    "edit_webauthn": "filrouge.web.shell.account_forms.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fil rouge"
# The clocks of telephones differ by some seconds: the code before and the one after are taken too.
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("de", _("German")), ("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EMAIL_BACKEND = (
    "filrouge.ground.mail.backends.MailboxBackend"
    if DEMONSTRATION and "FILROUGE_SMTP_HOST" not in os.environ
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("FILROUGE_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("FILROUGE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("FILROUGE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FILROUGE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("FILROUGE_SMTP_STARTTLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("FILROUGE_FROM", "Fil rouge <fil-rouge@localhost.example>")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")

# Outside agendas that gatherings may be pushed to, by organiser; none unless they are named here.
AGENDAS = environment.pairs("FILROUGE_AGENDAS")
AGENDA_URL = os.environ.get("FILROUGE_AGENDA_URL", "https://api.openagenda.com/v2").rstrip("/")
AGENDA_KEY = os.environ.get("FILROUGE_AGENDA_KEY", "")

# Mails that came back: an ordinary mailbox, a maildir, or a secret for the delivery service that tells of them.
IMAP = environment.mailbox(starttls=environment.flag("FILROUGE_IMAP_STARTTLS"))
IMAP_MINUTES = int(os.environ.get("FILROUGE_IMAP_MINUTES", "5"))
BOUNCES_SECRET = os.environ.get("FILROUGE_BOUNCES_SECRET", "")
BOUNCES_MAILDIR = os.environ.get("FILROUGE_BOUNCES", "")
# The service to which the mail server belongs: brevo, mailjet, or none.
DELIVERY_SERVICE = os.environ.get("FILROUGE_SMTP_SERVICE", "").strip().lower()
DNS_SERVER = os.environ.get("FILROUGE_DNS", "")
DKIM_SELECTOR = os.environ.get("FILROUGE_DKIM_SELECTOR", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("FILROUGE_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "filrouge.web.shell.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# Larger bodies than the longest honest form are refused before they are parsed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
# As many ticks as such a body holds: ten thousand silent people are reminded with one press.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016", "security.W018"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"filrouge": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
