"""Measure how long a newcomer waits: `reeltalk ask --json` in a fresh process, and a start of the web chat.

    python scripts/benchmark_start.py [--runs 5] [--home DIR] [--request TEXT] [--browser] [--out RESULT.json]

The home is made ready first (the sample library in a temporary one unless given), so that each start is a second one.
Each run is a process of its own; files stay in the system's cache. The result is one JSON document, also printed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reeltalk.retrieval.sample import open_sample
from reeltalk.ui.web import open_listener

GENERATION = 1
"""Raised when a figure's definition changes."""
REQUEST = "something calming with water, under a minute"
PATIENCE_S = 120
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = [sys.executable, "-c", "from reeltalk.ui.cli import main; main()"]


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--home", type=Path, help="a home with clips; a temporary sample library unless given")
    parser.add_argument("--request", default=REQUEST)
    parser.add_argument("--browser", action="store_true", help="also wait for the first screen in Chromium")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or make_sample(Path(folder) / "home")
        result = measure(home, options.request, max(1, options.runs), options.browser)
    text = json.dumps(result, indent=2)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")


def make_sample(home: Path) -> Path:
    """Make the sample library in a folder."""
    open_sample(home).close()
    return home


def measure(home: Path, request: str, runs: int, browser: bool) -> dict[str, Any]:
    """Time each start `runs` times; the first of each is not counted, it fills the system's cache."""
    machine = {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    result: dict[str, Any] = {"generation": GENERATION, "machine": machine, "request": request}
    result["ask"] = sum_up(lambda: {"answered_s": time_ask(home, request)}, runs)
    with open_browser() if browser else contextlib.nullcontext() as chromium:
        result["ui"] = sum_up(lambda: time_page(home, chromium), runs)
    return result


def sum_up(run: Callable[[], dict[str, float]], runs: int) -> dict[str, Any]:
    """The median, fastest and slowest of each figure."""
    run()
    found = [run() for _ in range(runs)]
    return {
        name: {
            "n": runs,
            "median": round(statistics.median(times), 2),
            "fastest": round(min(times), 2),
            "slowest": round(max(times), 2),
        }
        for name in found[0]
        for times in [[one[name] for one in found]]
    }


def time_ask(home: Path, request: str) -> float:
    """Seconds from a fresh process to its reply, which must hold a clip."""
    started = time.perf_counter()
    command = [*PROGRAM, "ask", request, "--json", "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    took = time.perf_counter() - started
    if not json.loads(done.stdout)["picks"]:
        sys.exit(f"no clip was found for “{request}”: name another --request")
    return took


def time_page(home: Path, chromium: Any) -> dict[str, float]:
    """Seconds from a fresh process to the page's HTML and, in a browser, to its first screen."""
    with open_listener("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    started = time.perf_counter()
    command = [*PROGRAM, "ui", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until_served(address, process)
        found = {"served_s": time.perf_counter() - started}
        if chromium is not None:
            with contextlib.closing(chromium.new_page()) as page:
                page.goto(address)
                page.wait_for_selector(".example", timeout=PATIENCE_S * 1000)
                found["shown_s"] = time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)
    return found


def wait_until_served(address: str, process: subprocess.Popen[bytes]) -> None:
    """Ask for the page until it comes."""
    ends = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < ends:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE_S).close()
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.02)
        else:
            return
    sys.exit(f"no page came from {address}; the server's status is {process.poll()}")


@contextlib.contextmanager
def open_browser() -> Iterator[Any]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright

    found = next((path for path in map(shutil.which, CHROMIUM) if path), None)
    if found is None:
        sys.exit("no Chromium here: install the package chromium, or leave out --browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
