"""Names the AWS operation that a request calls, from the request alone, by AWS's own models of its services."""

import functools
import io
import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import botocore.session

loader = botocore.session.get_session().get_component("data_loader")


def operation_of(environ: dict[str, Any]) -> str:
    """The service by its name in signatures, and the operation: sqs:CreateQueue."""
    service = signing_name(environ)
    target = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]
    return f"{service}:{target or action_of(environ) or rest_operation(service, environ)}"


def signing_name(environ: dict[str, Any]) -> str:
    signed = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return signed[1] if signed else "unsigned"


def action_of(environ: dict[str, Any]) -> str | None:
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return parse_qs(body.decode()).get("Action", [None])[0]


def rest_operation(service: str, environ: dict[str, Any]) -> str:
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    asked = {name: values[0] for name, values in query_of(environ.get("QUERY_STRING", "")).items()}
    for route in routes(service):
        is_meant = route.query.items() <= asked.items() and route.parameters <= asked.keys() and route.headers <= environ.keys()
        if route.method == method and route.path.fullmatch(path) and is_meant:
            return route.operation
    return f"{method} {path}"


class Route(NamedTuple):
    """An operation of a REST service, and what a request for it must have. Some differ in a header or parameter alone."""

    operation: str
    method: str
    path: re.Pattern[str]
    query: dict[str, str]
    parameters: set[str]
    headers: set[str]


@functools.cache
def routes(service: str) -> list[Route]:
    """Those first that require most of a request."""
    found = [route_of(name, model) for model in models_signed_as(service) for name in model["operations"]]
    return sorted(found, key=precedence)


def precedence(route: Route) -> tuple[int, ...]:
    required = len(route.query) + len(route.parameters) + len(route.headers)
    return -required, route.path.pattern.count("("), -len(route.path.pattern)


def route_of(name: str, model: dict[str, Any]) -> Route:
    operation = model["operations"][name]
    path, _, query = operation["http"]["requestUri"].partition("?")
    pattern = re.sub(r"\\\{[^{}]+?(\\\+)?\\\}", lambda m: "(.+)" if m[1] else "([^/]+)", re.escape(path))
    shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
    members = [shape["members"][member] for member in shape.get("required", [])]
    names = {place: {each["locationName"] for each in members if each.get("location") == place} for place in PLACES}
    return Route(
        name,
        operation["http"]["method"],
        re.compile(pattern.rstrip("/") + "/?"),
        {name: values[0] for name, values in query_of(query).items()},
        names["querystring"],
        {"HTTP_" + name.upper().replace("-", "_") for name in names["header"]},
    )


PLACES = ("querystring", "header")


def query_of(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True)


def models_signed_as(service: str) -> list[dict[str, Any]]:
    names = {"s3": ["s3", "s3control"], "apigateway": ["apigatewayv2"]}.get(service, [service])
    known = set(loader.list_available_services("service-2"))
    return [loader.load_service_model(name, "service-2") for name in names if name in known]
