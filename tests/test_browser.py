"""The web chat in headless Chromium, as a viewer meets it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reeltalk import Agent, Catalog, Clip
from reeltalk.retrieval.hashing import HashingEncoder
from reeltalk.ui.web import build_app, open_listener

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; skipped where there is none, except in CI, which must have one.

    It ends with this module: Playwright's loop runs in this thread, where other tests need to run their own.
    """
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        missing = "no Chromium here: install the package chromium to run the browser tests"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(agent: Agent, catalog: Catalog) -> Iterator[str]:
    """The web chat's address while it is served."""
    import uvicorn

    listener = open_listener("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(build_app(agent, catalog), log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()


@contextlib.contextmanager
def opened(chromium: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page that is ready, which must load nothing from elsewhere and raise nothing."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address, timeout=PATIENCE_MS)
    page.wait_for_selector(".example", timeout=PATIENCE_MS)
    yield page
    context.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


def ask(page: Any, text: str) -> Any:
    """Send a request; the finished turn."""
    number = page.locator(".turn").count() + 1
    page.fill("[data-input]", text)
    page.keyboard.press("Enter")
    turn = page.locator(f".turn:nth-child({number})")
    turn.locator("[data-block=request]").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(".rt:not(.busy)", timeout=PATIENCE_MS)
    return turn


def titles(turn: Any) -> list[str]:
    return [str(name) for name in turn.locator(".card").evaluate_all("cards => cards.map(card => card.dataset.title)")]


# --- on the sample library -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    from reeltalk.retrieval.sample import open_sample

    with open_sample(tmp_path_factory.mktemp("sample") / "home") as catalog:
        yield catalog


@pytest.fixture(scope="module")
def address(sample: Catalog) -> Iterator[str]:
    with Agent(sample) as agent, served(agent, sample) as url:
        yield url


def test_the_first_screen_has_six_requests_and_clips_that_play_under_the_pointer(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        assert page.locator(".example").count() == 6
        assert "nothing leaves this computer" in page.inner_text(".stock")
        video = page.locator(".reel video").first
        page.hover(".reel >> nth=0")
        page.wait_for_function("video => video.currentTime > 0.3", arg=video.element_handle(), timeout=PATIENCE_MS)
        assert video.evaluate("video => video.muted")


def test_a_request_shows_cards_a_clip_plays_and_a_like_counts_for_the_next_recommendation(
    chromium: Any, address: str, sample: Catalog
) -> None:
    with opened(chromium, address) as page:
        before = titles(ask(page, "What should I watch?"))
        turn = ask(page, "something calming with water, under a minute")
        assert turn.locator(".card mark").first.inner_text()
        assert page.locator(".chip").count() >= 2

        card = turn.locator(".card").first
        start = float(card.get_attribute("data-start"))
        card.locator(".play").click()
        video = card.locator("video").element_handle()
        page.wait_for_function(
            "([video, start]) => video.currentTime > start + 0.5 && !video.paused",
            arg=[video, start],
            timeout=PATIENCE_MS,
        )

        liked = card.get_attribute("data-clip")
        card.locator("[data-verdict=like]").click()
        page.wait_for_selector(".toast:not([hidden])", timeout=PATIENCE_MS)
        assert card.locator("[data-verdict=like]").get_attribute("aria-pressed") == "true"
        viewer = page.evaluate("localStorage.getItem('reeltalk-guest')")
        assert sample.viewers.verdicts(viewer) == {liked: "like"}

        after = ask(page, "What should I watch?")
        assert sample.get([liked])[0].title not in titles(after)
        assert titles(after) != before


def test_the_switch_brings_a_viewer_with_a_history_and_their_own_conversation(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        ask(page, "trains")
        known = page.locator("[data-viewers] optgroup option").first.get_attribute("value")
        page.select_option("[data-viewers]", known)
        page.wait_for_selector(".rt:not(.talking)", timeout=PATIENCE_MS)
        turn = ask(page, "What should I watch tonight?")
        assert titles(turn)
        page.select_option("[data-viewers]", "@me")
        page.wait_for_selector(".rt:not(.talking)", timeout=PATIENCE_MS)


def test_a_page_answers_after_the_second_start(chromium: Any, sample: Catalog, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample.home, home)
    with open_listener("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    program = f"""
from reeltalk import Agent
from reeltalk.retrieval.sample import open_sample
from reeltalk.ui.web import serve_web
with open_sample({str(home)!r}) as catalog, Agent(catalog) as agent:
    serve_web(agent, catalog, port={port})
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL)
    try:
        wait_until_served(f"http://127.0.0.1:{port}/", process)
        with opened(chromium, f"http://127.0.0.1:{port}") as page:
            assert titles(ask(page, "trains"))
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_served(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=30).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the server ended with status {process.returncode}")


# --- on a catalog that means harm ------------------------------------------------------------------------------------


def hostile_clips(folder: Path) -> list[Clip]:
    attack = "<img src=x onerror='window.harmed=1'><script>window.harmed=2</script>"
    broken = folder / "broken.webm"
    broken.write_bytes(b"this is no video")
    return [
        Clip(
            id="<svg onload=window.harmed=3>",
            title=f"kite {attack}",
            description=f"A kite. {attack} [click](javascript:window.harmed=4) ${{window.harmed=5}} {{{{7*7}}}}",
            description_source=attack,
            creator=attack,
            category='" onmouseover="window.harmed=6',
            url="javascript:window.harmed=7",
        ),
        Clip(id="../../etc/passwd", title="kite \u202egnp.exe", description="kite " + "W" * 3000, path="/etc/passwd"),
        Clip(id="b", title="kite that does not play", description="A kite.", path=str(broken)),
        Clip(id="w", title="kite of the web", description="A kite.", url="https://example.org/kite"),
        Clip(id="g", title="kite that is gone", description="A kite.", path="gone.mp4"),
    ]


def test_hostile_clips_show_as_text_and_do_nothing(chromium: Any, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as catalog:
        catalog.add(hostile_clips(tmp_path))
        with Agent(catalog) as agent, served(agent, catalog) as url, opened(chromium, url) as page:
            turn = ask(page, "kite")
            assert len(titles(turn)) == 5
            assert "<script>" in turn.inner_text()
            turn.get_by_text("This browser cannot play the file.").wait_for(timeout=PATIENCE_MS)
            assert turn.get_by_text("not there any more").count() >= 1
            assert turn.locator("a").evaluate_all("links => links.map(link => link.href)") == [
                "https://example.org/kite"
            ]
            for summary in turn.locator("summary").all():
                summary.click()
            page.hover(".card >> nth=0")
            assert page.evaluate("window.harmed") is None
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert "\u202e" not in turn.inner_text()


def test_a_request_that_is_far_too_long_gets_a_reply(chromium: Any, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "home", encoder=HashingEncoder()) as catalog:
        catalog.add(hostile_clips(tmp_path)[3:4])
        with Agent(catalog) as agent, served(agent, catalog) as url, opened(chromium, url, color_scheme="dark") as page:
            turn = ask(page, "kite " * 20_000)
            assert turn.locator("[data-block=text]").inner_text()
            assert turn.locator(".notes").inner_text()
