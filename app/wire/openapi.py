"""The OpenAPI document, completed by what FastAPI does not know: our problem documents."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.wire.problem import MEDIA_TYPE, Problem

_METHODS = ("get", "post", "put", "patch", "delete")
_REF = "#/components/schemas/{model}"


def operation_id(route: APIRoute) -> str:
    """Functions have names that say what they do: clients call operations by them."""
    return route.name


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of ``app``: every operation may answer with a problem document."""
    document = FastAPI.openapi(app)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    if "Problem" in schemas:
        return document
    described = Problem.model_json_schema(ref_template=_REF)
    schemas.update(described.pop("$defs", {}))
    schemas["Problem"] = described
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    answer = {
        "description": "Not done, and why: a problem document (RFC 9457)",
        "content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}},
    }
    for operations in document["paths"].values():
        for method in _METHODS:
            if method in operations:
                operations[method]["responses"].pop("422", None)
                operations[method]["responses"]["default"] = answer
    return document
