"""The guard: every route says who may come in, and is let in by this module alone.

A ``Room`` is a blueprint whose pages are declared with the permission they need, as data on the
view (``view.access``). For a page of a company the guard makes the Scope, resolves the things in
the path inside its walls (404 for what is not there *for this reader*), asks for the permission
(403, in words), calls the view, and commits once if the request was one that writes.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, make_response, request
from sqlalchemy import bindparam, select

from portal.web import visitors
from portal.web.database import db
from tenants import identity
from tenants.models import Company
from tenants.roles import Permission
from tenants.scope import NotFoundError, Scope

View = Callable[..., Any]
Resolver = Callable[..., object]

_resolvers: dict[str, Resolver] = {}


@dataclass(frozen=True)
class Access:
    """Who may use a route: ``permission`` in a company, or everybody of the whole house.

    ``files`` says that its form carries files, and may be as large as those.
    """

    permission: Permission | None
    signed_in: bool = False
    files: bool = False

    @property
    def of_company(self) -> bool:
        return self.permission is not None


class Room(Blueprint):
    """A blueprint that cannot have an unclassified route."""

    def __init__(self, name: str, import_name: str) -> None:
        super().__init__(name, import_name)

    def page(
        self,
        rule: str,
        needs: Permission,
        *,
        methods: tuple[str, ...] = ("GET",),
        files: bool = False,
    ) -> Callable[[View], View]:
        """A route under ``/<company>/``. The view takes the Scope and the resolved path."""
        access = Access(needs, files=files)
        return self._declare(f"/<company>{rule}", access, _in_company, methods)

    def house(
        self, rule: str, *, signed_in: bool = False, methods: tuple[str, ...] = ("GET",)
    ) -> Callable[[View], View]:
        """A route of the whole house, that shows no company's rows: sign-in, health, help."""
        return self._declare(rule, Access(None, signed_in), _in_house, methods)

    def _declare(
        self,
        rule: str,
        access: Access,
        wrap: Callable[[View, Access], View],
        methods: tuple[str, ...],
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            guarded = wrap(view, access)
            guarded.access = access  # type: ignore[attr-defined]  # read back by `access_of`
            self.add_url_rule(rule, view.__name__, guarded, methods=list(methods))
            return view

        return register


def resolves(variable: str, resolver: Resolver) -> None:
    """Say how a variable of the path is found: ``resolver(scope, value, **found so far)``."""
    _resolvers[variable] = resolver


def access_of(app: Flask, endpoint: str) -> Access | None:
    """How an endpoint is classified; None for one that is not."""
    return getattr(app.view_functions[endpoint], "access", None)


def let_files_in(app: Flask, most: int) -> None:
    """Let the forms of routes that take files have ``most`` bytes; call before CSRF protection."""

    @app.before_request
    def widen() -> None:
        access = access_of(app, request.endpoint) if request.endpoint else None
        if access and access.files:
            request.max_content_length = most


def refuse_unclassified(app: Flask) -> None:
    """Raise RuntimeError for a route that nobody classified."""
    loose = [e for e in app.view_functions if e != "static" and access_of(app, e) is None]
    if loose:
        raise RuntimeError(f"Routes without access: {', '.join(sorted(loose))}")


def current_scope() -> Scope | None:
    """The scope of this request, for the frame; None outside a company."""
    scope: Scope | None = g.get("scope")
    return scope


def _in_house(view: View, access: Access) -> View:
    @functools.wraps(view)
    def guarded(**path: Any) -> Response:
        if access.signed_in and visitors.visitor().person_id is None:
            abort(403, "Sign in to see this.")
        identity.stand_outside(db.session(), visitors.visitor().person_id, writes=visitors.writes())
        return _finish(view(db.session(), **path))

    return guarded


def _in_company(view: View, access: Access) -> View:
    @functools.wraps(view)
    def guarded(company: str, **path: Any) -> Response:
        scope = open_scope(company)
        found: dict[str, Any] = {}
        for variable, value in path.items():
            found[variable] = _resolve(scope, variable, value, found)
        _authorise(scope, access, found)
        return _finish(view(scope, **found))

    return guarded


def open_scope(slug: str) -> Scope:
    """The Scope of this request in the company of that slug; 404 where there is none."""
    visitor = visitors.visitor()
    identity.stand_outside(db.session(), visitor.person_id, writes=visitors.writes())
    company = visitor.companies.get(slug) or _company(slug)
    if company is None:
        abort(404)
    g.scope = Scope(db.session(), company, visitor, writes=visitors.writes())
    scope: Scope = g.scope
    return scope


def _company(slug: str) -> Company | None:
    return db.session().scalars(_COMPANY, {"slug": slug}).first()


_COMPANY = select(Company).where(Company.slug == bindparam("slug"))


def _resolve(scope: Scope, variable: str, value: object, found: dict[str, Any]) -> object:
    resolver = _resolvers.get(variable)
    if resolver is None:
        return value
    try:
        thing = resolver(scope, value, **found)
    except (NotFoundError, OverflowError):
        # A number too great for SQLite names nothing either.
        thing = None
    if thing is None:
        abort(404)
    return thing


def _authorise(scope: Scope, access: Access, found: dict[str, Any]) -> None:
    subject = next(reversed(found.values()), None)
    area_id = getattr(subject, "area_id", None)
    body_id = getattr(subject, "body_id", None)
    plan_id = getattr(found.get("plan"), "id", None)
    asked = {"area_id": area_id, "body_id": body_id, "plan_id": plan_id}
    if access.permission and not scope.may(access.permission, **asked):
        if scope.visitor.person_id is None:
            abort(403, "Sign in to see this.")
        scope.require(access.permission, **asked)
        abort(403)


def keep_even_if_refused() -> None:
    """Commit although the answer is an error: a wrong password is counted."""
    g.keep = True


def _finish(answer: Any) -> Response:
    """Commit once, at the edge, if the request writes and its answer is not an error."""
    response = make_response(answer)
    if visitors.writes() and (response.status_code < 400 or g.get("keep")):
        db.session().commit()
    else:
        db.session().rollback()
    return response
