"""A page in a real browser that may reach nothing: what it asks for, says or opens is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.programs import axe, chromium

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESK, PHONE = (1280, 900), (360, 740)


class Watched(NamedTuple):
    """A page, and what it did that a page of ours never does.

    asked   addresses that it wanted, besides its own file
    said    what its console complained of, errors of its script, dialogs that it opened
    """

    page: Page
    asked: list[str]
    said: list[str]


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, started once for many pages."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=chromium(), headless=True, args=list(FLAGS)
        )
        try:
            yield started
        finally:
            started.close()


@contextmanager
def opened(
    by: Browser,
    path: Path,
    *,
    size: tuple[int, int] = DESK,
    scripts: bool = True,
    dark: bool = False,
) -> Iterator[Watched]:
    """The page of a file, opened from the disk."""
    own = path.resolve().as_uri()
    context = by.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        offline=True,
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []

    def met(route: Route) -> None:
        address = route.request.url
        if address.partition("#")[0] == own:
            route.continue_()
        else:
            asked.append(address)
            route.abort()

    page.route("**/*", met)
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda one: (said.append(f"dialog: {one.message}"), one.dismiss()))
    page.on("popup", lambda one: said.append(f"popup: {one.url}"))
    page.goto(own)
    try:
        yield Watched(page, asked, said)
    finally:
        context.close()


def judged(page: Page) -> list[str]:
    """What axe-core reproaches the page with (WCAG 2.2 A and AA, good practice), one line each."""
    # `evaluate` is not the page: its policy does not stand in the judge's way.
    page.evaluate(axe().read_text("utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a",
           "wcag21aa", "wcag22aa", "best-practice"]})).violations.map(one =>
           one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)
           + " " + node.any.map(check => check.message).join("; ")).join(" | "))"""
    )
    return list(found)
