"""Take the README's picture of the web chat: python scripts/take_screenshot.py [--out FILE] [--home FOLDER]."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any, Literal

from reeltalk import Agent
from reeltalk.retrieval.sample import open_sample
from reeltalk.ui.web import build_app, open_listener

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
REQUEST = "funny cats, no dogs, under 40 seconds"
WIDTH, HEIGHT = 1280, 940


def serve(home: Path, take: Any) -> None:
    """Serve the sample library from `home` while `take(address)` runs."""
    import uvicorn

    listener = open_listener("127.0.0.1", 0)
    with open_sample(home) as catalog, Agent(catalog) as agent:
        server = uvicorn.Server(
            uvicorn.Config(build_app(agent, catalog), log_level="warning", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            take(f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()
    listener.close()


def take_picture(address: str, out: Path, scheme: Literal["light", "dark"]) -> None:
    """Ask, like the first pick, and keep what the page shows then."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
        page.goto(address)
        page.wait_for_selector(".example")
        page.fill("[data-input]", REQUEST)
        page.keyboard.press("Enter")
        page.wait_for_selector(".suggestions")
        page.locator("[data-verdict=like]").first.click()
        page.mouse.move(5, 5)
        page.wait_for_selector(".toast:not([hidden])")
        page.wait_for_selector(".toast", state="hidden")
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.wait_for_timeout(800)
        page.screenshot(path=str(out))
        browser.close()


def main() -> None:
    """Read the arguments and take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/chat.png"))
    parser.add_argument("--home", type=Path, help="a home of the sample library; a new one unless given")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        serve(given.home or Path(folder) / "home", lambda address: take_picture(address, given.out, given.scheme))
    print(f"{given.out} written")


if __name__ == "__main__":
    main()
