"""Wiring: the application from its settings. Nothing else is decided here."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal import config as settings
from portal.access.routes import room as access
from portal.actions.routes import room as actions
from portal.audit import service as audit
from portal.chamber.routes import room as chamber
from portal.consents.routes import room as consents
from portal.decision_records.routes import room as decision_records
from portal.decisions.routes import room as decisions
from portal.effects.routes import room as effects
from portal.engagement.routes import room as engagement
from portal.executive.routes import room as executive
from portal.feeds import telling
from portal.feeds.routes import room as feeds
from portal.interests.routes import room as interests
from portal.jobs.routes import room as jobs
from portal.measures.routes import room as measures
from portal.meetings.routes import room as meetings
from portal.minutes.routes import room as minutes
from portal.notices.routes import room as notices
from portal.open_data.routes import room as open_data
from portal.overview.routes import room as overview
from portal.packs.routes import room as packs
from portal.papers.routes import room as papers
from portal.plans.routes import room as plans
from portal.reading.routes import room as reading
from portal.risks.routes import room as risks
from portal.search.routes import room as search
from portal.web import assets, bundle, database, errors, frame, guard, headers, templating, visitors
from portal.web.database import db
from portal.web.routes import design, house

HOME = Path(__file__).resolve().parents[1]
ROOMS = (
    *(house, access, overview, feeds, open_data, search, jobs, notices),
    *(plans, engagement, interests, measures, risks, actions),
    *(decisions, effects, consents, decision_records, meetings),
    *(papers, executive, chamber, minutes, packs, reading),
)
MOST_TYPED = 8 * 1024 * 1024
"""Bytes of one form. Far above any field's limit, so that a text too long is answered beside its
field and given back to its writer, not thrown away."""
MOST_SENT = 40 * 1024 * 1024
"""Bytes of a form with files, far above a file's own limit for the same reason."""

audit.install(database.PortalSession)
telling.begin()


def create_app(config: settings.Config | None = None) -> Flask:
    """The portal. Raises UnsafeRoleError or RuntimeError rather than start unsafe."""
    config = config or settings.load()
    app = Flask(
        "portal",
        root_path=str(HOME / "portal"),
        template_folder=str(HOME / "templates"),
        static_folder=None,
    )
    _configure(app, config)
    db.init_app(app)
    Migrate(app, db, directory=str(HOME / "migrations"))
    guard.let_files_in(app, MOST_SENT)
    csrf = CSRFProtect(app)
    # A mail program stops e-mails by one POST without a page: the link in it is its proof.
    csrf.exempt("portal.notices.routes.stop")
    Htmx(app)
    visitors.login_manager().init_app(app)
    for install in (templating.install, frame.install, headers.install, errors.install):
        install(app)
    for room in ROOMS:
        app.register_blueprint(room)
    if not config.production:
        app.register_blueprint(design)
    guard.refuse_unclassified(app)
    _prepare_engine(app)
    bundle.write()
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Werkzeug documents it
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's documented way to wrap
        app.wsgi_app, root=str(HOME / "static"), prefix=assets.STATIC_PREFIX, max_age=31536000
    )
    return app


def _configure(app: Flask, config: settings.Config) -> None:
    app.config.update(
        PORTAL=config,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        # An error that is logged does not say what somebody wrote.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        SESSION_COOKIE_NAME="goldthread",
        SESSION_COOKIE_SECURE=config.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=60),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
        MAX_CONTENT_LENGTH=MOST_TYPED,
        MAX_FORM_MEMORY_SIZE=MOST_TYPED,
    )


def _prepare_engine(app: Flask) -> None:
    with app.app_context():
        database.prepare_engine(db.engine)


def servable(config: settings.Config | None = None) -> Flask:
    """The portal, once it is sure that its database role is held by the walls."""
    app = create_app(config)
    with app.app_context():
        database.refuse_unsafe_role(db.engine)
    return app
