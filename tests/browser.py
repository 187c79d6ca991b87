"""Chromium for the browser tests: where it is, and a plain word when it is not there."""

import shutil

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ARGUMENTS = [
    "--no-sandbox",
    "--enable-unsafe-swiftshader",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

if __name__ == "__main__" and not CHROMIUM:
    print(
        "Chromium is not installed: the browser tests are left out (Debian: apt-get install chromium fonts-noto-cjk)."
    )
