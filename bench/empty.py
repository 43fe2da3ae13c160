"""The requests of phones against endpoints that do nothing: what the web server and the way there cost alone."""

from typing import Any

from fastapi import FastAPI, Request

app = FastAPI(openapi_url=None)


@app.get("/health/live")
def live() -> dict[str, str]:
    """It answers."""
    return {}


@app.get("/mobile/v1/sync/pull")
def pull() -> dict[str, Any]:
    """Nothing new."""
    return {"cursor": "empty"}


@app.post("/mobile/v1/sync/push")
async def push(request: Request) -> dict[str, Any]:
    """Nothing done; the body is read."""
    await request.json()
    return {"answers": []}
