"""The web console: built files, served with what keeps a browser from running anything else.

`make console` builds them into services/console/dist. Pages are read anew at each request, so a build shows
without a restart; assets carry a hash of their content in their names and are kept by browsers for a year.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, render_template
from whitenoise import WhiteNoise

BUILT = Path(__file__).parents[1] / "console" / "dist"
HASHED = re.compile(r"^/assets/.+-[\w-]{8}\.\w+$")
STREAM_PLACE = '<meta name="convoke-stream" content="" />'
# Addresses that are pages of the console; everything else unknown stays an honest 404.
CONSOLE_PATHS = ("/", "/editions", "/editions/<path:rest>", "/accounts")

blp = Blueprint("console", __name__)
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Console:
    """Where the built console lies, and where its pages find the live stream (empty: at the gateway)."""

    built: Path = BUILT
    stream_url: str = ""

    @property
    def stream_origin(self) -> str:
        """Scheme and host of the live stream, if it is at another address than the gateway."""
        parts = urlsplit(self.stream_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def register(app: Flask, console: Console) -> None:
    """Serve pages by route, and every built file under its own name."""
    app.extensions["convoke.console"] = console
    app.register_blueprint(blp)
    app.wsgi_app = BuiltFiles(app.wsgi_app, console.built)  # type: ignore[method-assign]


def staff(rest: str = "") -> Response:
    """The staff's pages; which one is shown the page itself knows by its address."""
    return page("index.html")


for _number, _path in enumerate(CONSOLE_PATHS):
    blp.add_url_rule(_path, view_func=staff, endpoint=f"staff_{_number}")


@blp.get("/desk/", strict_slashes=False)
def desk() -> Response:
    """The check-in desk."""
    return page("desk/index.html")


@blp.get("/my/<token>")
def my(token: str) -> Response:
    """A guest's own page; the token is read by the page, not here."""
    return page("my/index.html")


@blp.get("/offer/<token>")
def offer(token: str) -> Response:
    """What an interpreter is asked by a signed link; the token is read by the page, not here."""
    return page("offer/index.html")


@blp.get("/drive/<token>")
def drive(token: str) -> Response:
    """A driver's sheet by its secret address; the token is read by the page, not here."""
    return page("drive/index.html")


def page(name: str) -> Response:
    """One built page with its policy; without a build, what to do about it."""
    console: Console = current_app.extensions["convoke.console"]
    place = console.stream_origin
    try:
        text = (console.built / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        text = render_template("no_console.html")
    else:
        text = text.replace(STREAM_PLACE, f'<meta name="convoke-stream" content="{place}" />')
    answer = Response(text, content_type="text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    for header, value in guards(place).items():
        answer.headers[header] = value
    return answer


def guards(place: str) -> dict[str, str]:
    """What a page may do: scripts and workers of ours only, and talk to the gateway and its live stream."""
    reached = f"'self' {place}".strip()
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data: blob:; connect-src {reached}; "
            "worker-src 'self'; manifest-src 'self'; media-src 'self'; font-src 'self'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


class BuiltFiles:
    """Built files by name, brotli or gzip where the browser takes it; read anew after each build."""

    def __init__(self, application: Wsgi, root: Path) -> None:
        self._application = application
        self._root = root
        # Read and replaced together: threads that come during a reading take the files of before or read too.
        self._read_at: tuple[int | None, Wsgi] = (None, application)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """A built file if there is one of this name, otherwise the application."""
        name = environ.get("PATH_INFO", "")
        if name.startswith("/api/") or name.endswith((".html", "/")):
            return self._application(environ, start_response)
        return self._current()(environ, start_response)

    def _current(self) -> Wsgi:
        built = _when_built(self._root)
        read, files = self._read_at
        if built != read:
            files = self._application if built is None else self._read()
            self._read_at = (built, files)
        return files

    def _read(self) -> Wsgi:
        files: Wsgi = WhiteNoise(
            self._application,
            root=str(self._root),
            max_age=0,
            immutable_file_test=lambda _path, url: HASHED.match(url) is not None,
            add_headers_function=_guard,
        )
        return files


def _when_built(root: Path) -> int | None:
    try:
        return (root / "index.html").stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _guard(headers: Any, _path: str, _url: str) -> None:
    """Workers run under the policy they are served with, so files carry it too."""
    for header, value in guards("").items():
        headers[header] = value
