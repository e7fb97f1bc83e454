"""Web pages as the gateway serves them: policy, caching, compression, and what is shown without a build."""

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from services.gateway.app import create_app
from services.gateway.console import Console
from tests.doubles import FakeServices

PAGE = '<meta name="convoke-stream" content="" /><script type="module" src="/assets/console-Ab3_xY9z.js"></script>'
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' http://127.0.0.1:8081; worker-src 'self'; manifest-src 'self'; "
    "media-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def build(folder: Path) -> None:
    """A console of one page, one script in three encodings, and a worker."""
    for name in ("", "desk", "my", "offer", "assets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "desk/index.html", "my/index.html", "offer/index.html"):
        (folder / name).write_text(PAGE + name)
    script = folder / "assets" / "console-Ab3_xY9z.js"
    script.write_text("let shown = 1;" * 40)
    Path(f"{script}.gz").write_bytes(gzip.compress(b"let shown = 1;" * 40, mtime=0))
    Path(f"{script}.br").write_bytes(b"as brotli")
    (folder / "desk" / "worker.js").write_text("let offline = 1")


def browser(folder: Path) -> FlaskClient:
    web = Console(folder, "http://127.0.0.1:8081")
    return create_app(FakeServices({}), web).test_client()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/editions/ipec-2019/guests", "index.html"),
        ("/desk/", "desk/index.html"),
        ("/desk", "desk/index.html"),
        ("/my/CVG1.abc", "my/index.html"),
        ("/offer/CVO1.abc", "offer/index.html"),
    ],
)
def test_a_page_knows_where_the_stream_is_and_may_do_nothing_else(
    tmp_path: Path, path: str, name: str
) -> None:
    build(tmp_path)

    answer = browser(tmp_path).get(path)

    assert (
        answer.get_data(as_text=True) == PAGE.replace('content=""', 'content="http://127.0.0.1:8081"') + name
    )
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Permissions-Policy"] == "camera=(self), microphone=(), geolocation=()"


@pytest.mark.parametrize(("accepts", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
def test_a_hashed_asset_is_kept_for_ever_and_comes_compressed(
    tmp_path: Path, accepts: str, encoding: str | None
) -> None:
    build(tmp_path)

    answer = browser(tmp_path).get(
        "/assets/console-Ab3_xY9z.js", headers={"Accept-Encoding": accepts}, buffered=True
    )

    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, encoding)
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Security-Policy"] == POLICY.replace(" http://127.0.0.1:8081", "")


def test_a_worker_is_asked_for_anew_each_time(tmp_path: Path) -> None:
    build(tmp_path)

    assert (
        browser(tmp_path).get("/desk/worker.js", buffered=True).headers["Cache-Control"]
        == "max-age=0, public"
    )


def test_without_a_build_the_page_says_what_to_type_and_shows_the_build_once_it_is_there(
    tmp_path: Path,
) -> None:
    client = browser(tmp_path)

    before = client.get("/")
    build(tmp_path)

    assert "<code>make console</code>" in before.get_data(as_text=True)
    assert client.get("/").get_data(as_text=True).endswith("index.html")
    assert (
        client.get("/assets/console-Ab3_xY9z.js", buffered=True).get_data(as_text=True)
        == "let shown = 1;" * 40
    )


def test_an_unknown_address_stays_an_honest_404(tmp_path: Path) -> None:
    build(tmp_path)
    client = browser(tmp_path)

    assert [client.get(path).status_code for path in ("/nothing", "/assets/gone.js", "/api/v1/nothing")] == [
        404
    ] * 3
    assert client.get("/nothing").json["code"] == "no_such_path"
