"""The built web pages: desks at their addresses, assets that never change, compressed beforehand."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

router = APIRouter(include_in_schema=False)

DESKS = {
    "/": "index.html",
    "/liaison": "liaison.html",
    "/field": "field.html",
    "/safety": "safety.html",
    "/guard": "guard.html",
}
"""Addresses of the desks and the files that show them."""

_ROOT_FILES = (".webmanifest", ".svg", ".png", ".ico", ".txt")
_WORKERS = ("sw.js", "guard-sw.js")
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_CHECK_AGAIN = "no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
    "connect-src 'self' https: http://127.0.0.1:* http://localhost:*; worker-src 'self' blob:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}

_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cordon</title>
<body style="font:16px/1.5 system-ui;max-width:40rem;margin:15vh auto;padding:0 1rem">
<h1>The pages are not built</h1><p>The service runs, but this installation has no web pages yet.
Run <code>sh setup/prepare.sh web</code> in the checkout, or point <code>CORDON_WEB_DIST</code> to built ones.</p>
<p>The interface for programs works: <a href="/openapi.json">/openapi.json</a></p>"""


class BuiltPages:
    """One folder of built pages.

    Args:
        folder: as the settings say; None means those inside the wheel, else those of the checkout.
    """

    def __init__(self, folder: Path | None) -> None:
        package = Path(__file__).resolve().parents[1]
        wheel, checkout = package / "web_dist", package.parent / "web" / "dist"
        self.folder = folder or (wheel if wheel.is_dir() else checkout)
        self._files = StaticFiles(directory=self.folder, check_dir=False)

    async def answer(self, request: Request, name: str, cache: str) -> Response:
        """The file, in the best encoding that the browser takes.

        Raises:
            HTTPException: 404, there is no such file.
        """
        encoding, suffix = self._best(request, name)
        response = await self._files.get_response(name + suffix, request.scope)
        response.headers.update({**_HEADERS, "Cache-Control": cache, "Vary": "Accept-Encoding"})
        if encoding:
            response.headers["Content-Encoding"] = encoding
            response.headers["Content-Type"] = _content_type(name)
        return response

    def list_assets(self, pattern: str) -> list[str]:
        """Addresses of the built files whose names match, by name."""
        return sorted(f"/assets/{each.name}" for each in (self.folder / "assets").glob(pattern))

    def has(self, name: str) -> bool:
        """Whether there is such a file inside the folder."""
        return self._files.lookup_path(name)[1] is not None

    def _best(self, request: Request, name: str) -> tuple[str, str]:
        taken = Headers(scope=request.scope).get("accept-encoding", "")
        offers = {part.split(";")[0].strip() for part in taken.split(",") if not part.replace(" ", "").endswith(";q=0")}
        best = (each for each in _ENCODINGS if each[0] in offers and self.has(name + each[1]))
        return next(best, ("", ""))


async def show_desk(request: Request) -> Response:
    """The page of a desk, checked again at every visit so that a new release shows at once."""
    pages: BuiltPages = request.app.state.pages
    if not pages.has(DESKS[request.url.path]):
        return HTMLResponse(_NOT_BUILT, 503)
    response = await pages.answer(request, DESKS[request.url.path], _CHECK_AGAIN)
    response.headers["Content-Security-Policy"] = _POLICY
    return response


for _address in DESKS:
    router.add_api_route(_address, show_desk, methods=["GET", "HEAD"])


@router.api_route("/assets/{name:path}", methods=["GET", "HEAD"])
async def show_asset(request: Request, name: str) -> Response:
    """A file with the hash of its content in its name."""
    pages: BuiltPages = request.app.state.pages
    return await pages.answer(request, f"assets/{name}", _FOR_EVER)


@router.api_route("/{name}", methods=["GET", "HEAD"])
async def show_root_file(request: Request, name: str) -> Response:
    """The service workers, icons and the manifests, which must stand at the root."""
    pages: BuiltPages = request.app.state.pages
    if name not in _WORKERS and not name.endswith(_ROOT_FILES):
        raise HTTPException(404)
    return await pages.answer(request, name, _CHECK_AGAIN)


def _content_type(name: str) -> str:
    kind = "application/manifest+json" if name.endswith(".webmanifest") else mimetypes.guess_type(name)[0]
    text = kind in ("text/html", "text/css", "text/javascript")
    return f"{kind}; charset=utf-8" if text else kind or "application/octet-stream"
