"""Programs that no Python package brings: found where they are, named where they are missing."""

import pytest

from deploy.local import packages


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CONVOKE_CHROMIUM", raising=False)


@pytest.mark.usefixtures("nowhere")
def test_a_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert packages.browser() is None
    monkeypatch.setenv("CONVOKE_CHROMIUM", "/opt/chromium")

    assert packages.browser() == "/opt/chromium"


@pytest.mark.usefixtures("nowhere")
def test_where_no_browser_can_be_had_the_skipping_is_said() -> None:
    said: list[str] = []

    packages.browser_made_ready(said.append)

    assert said == [packages.NO_BROWSER]
