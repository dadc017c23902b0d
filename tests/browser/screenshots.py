"""`make screenshots`: what the README shows, taken of the sample journal's site in Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "tool" / "kithbook" / "manual" / "images"
KITH = Path(sys.executable).parent / "kith"
SHOTS = {"today.png": ("index.html", 1280, 880, "light")}
"""File, page, width and height in CSS pixels, colour scheme."""


def main() -> None:
    """Build the sample's site aside, and photograph it."""
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        subprocess.run((KITH, "-C", ROOT, "build", "--to", name), check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for file, (page, width, height, scheme) in SHOTS.items():
            opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            opened.goto((Path(name) / page).as_uri(), wait_until="load")
            opened.screenshot(path=IMAGES / file)
            opened.close()
        browser.close()


if __name__ == "__main__":
    main()
