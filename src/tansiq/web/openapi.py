"""The OpenAPI 3.1 document, made from the table of routes and the types of their bodies."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import msgspec

from tansiq import __version__
from tansiq.node.staff.roles import PERMISSIONS
from tansiq.web.problems import STATUS, Problem
from tansiq.web.route import API, Route
from tansiq.web.session import HealthView, SessionView, SignInForm
from tansiq.web.two_person import PendingView

Json = dict[str, Any]

_SCHEMAS = "#/components/schemas/{name}"
_QUERY = {
    "lang": {"type": "string", "enum": ["en", "ar", "ru", "tr"]},
    "kind": {"type": "string"},
    "owner": {"type": "string"},
    "after": {"type": "string", "description": "A number of the record; of the stream, a position that it told."},
    "before": {"type": "integer", "minimum": 0, "description": "Only entries numbered below it, the last ones first."},
    "entries": {"type": "integer", "minimum": 0},
    "known_at": {"type": "string", "format": "date-time", "description": "As this node knew it at that instant."},
    "search": {"type": "string", "description": "Words that must all stand in the entry, in any letter case."},
    "kinds": {"type": "string", "description": "Kinds of entry, with commas between."},
    "party": {"type": "string", "description": "Entries from or to this party."},
    "line": {"type": "string", "format": "uuid", "description": "An earlier line with that party; else the newest."},
    "limit": {"type": "integer", "minimum": 0},
    "wait_ms": {"type": "integer", "minimum": 0},
    "text": {"type": "string"},
    "datum": {"type": "string"},
    "notations": {"type": "string"},
    "chain": {"type": "string", "enum": ["urgent", "ordinary"]},
    "first": {"type": "integer", "minimum": 1},
    "last": {"type": "integer", "minimum": 1},
    "theirs": {"type": "boolean"},
    "to": {"type": "string", "description": "Notations, datums and codes of grids, with commas between."},
}


def make_document(routes: Sequence[Route]) -> Json:
    """The document of all routes, those open to everybody included."""
    forms = [route.form for route in routes if route.method == "POST"]
    types = [*forms, *(route.answer for route in routes), HealthView, SessionView, SignInForm, Problem, PendingView]
    schemas, components = msgspec.json.schema_components(types, ref_template=_SCHEMAS)
    named = {_key(form): schema for form, schema in zip(types, schemas, strict=True)}
    paths: Json = _open_paths(named)
    for route in routes:
        paths.setdefault(API + route.path, {})[route.method.lower()] = _operation(route, named)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tansiq: the officers' API of a node",
            "version": __version__,
            "description": "An acknowledgement is never a permission. Any officer can always stop.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"session": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


def show_roles(route: Route) -> str:
    """Who may use a route, as the documents say it."""
    if route.verb is None:
        return "any officer"
    roles = set(PERMISSIONS[route.verb]) - ({"verifier"} if route.shows_places else set())
    said = "every role" if len(roles) == len(PERMISSIONS[route.verb]) == 6 else ", ".join(sorted(roles))
    if route.released_as is None:
        return said
    return f"{said}; two persons{'' if route.always_two else ' for a protected site of ours'}"


def _operation(route: Route, named: Json) -> Json:
    made: Json = {
        "operationId": _operation_id(route),
        "summary": route.what,
        "description": f"Roles: {show_roles(route)}.",
        "parameters": _parameters(route),
        "responses": {
            "200": _response("Done.", named[_key(route.answer)], route.media),
            **_errors(named),
        },
    }
    if route.released_as is not None:
        made["responses"]["202"] = _response("It waits for a second person.", named[_key(PendingView)])
    if route.method == "POST":
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": named[_key(route.form)]}}}
    return made


def _parameters(route: Route) -> list[Json]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in route.names_in_path
    ]
    in_query = [{"name": name, "in": "query", "required": False, "schema": _QUERY[name]}
                for name in ("lang", *route.query)]  # fmt: skip
    return in_path + in_query


def _errors(named: Json) -> Json:
    codes = sorted({int(status) for _, status in STATUS})
    return {str(code): _response(HTTPStatus(code).phrase, named[_key(Problem)]) for code in codes}


def _response(what: str, schema: object, media: str = "application/json") -> Json:
    return {"description": what, "content": {media: {"schema": schema}}}


def _open_paths(named: Json) -> Json:
    """What needs no session."""
    signed_in = _response("A session.", named[_key(SessionView)])
    health = _response("How the node stands.", named[_key(HealthView)])
    document = _response("This document.", {"type": "object"})
    return {
        f"{API}/health": {"get": _open("show_health", "Whether the node works.", health, named)},
        f"{API}/openapi.json": {"get": _open("show_document", "This document.", document, named)},
        f"{API}/session": {
            "post": _open("sign_in", "Open a session.", signed_in, named)
            | {"requestBody": {"required": True, "content": {"application/json": {"schema": named[_key(SignInForm)]}}}}
        },
    }


def _open(id_: str, what: str, response: Json, named: Json) -> Json:
    return {"operationId": id_, "summary": what, "security": [], "responses": {"200": response, **_errors(named)}}


def _operation_id(route: Route) -> str:
    done_by = route.read or route.follow or route.decide or route.act
    return f"{getattr(done_by, '__module__', '').rsplit('.', 1)[-1]}_{getattr(done_by, '__name__', '')}"


def _key(form: object) -> str:
    return repr(form)
