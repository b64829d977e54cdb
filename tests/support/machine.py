"""What the checks need on this machine, and installing it where that may be done."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.support.postgres import find_binaries

REPOSITORY = Path(__file__).resolve().parents[2]
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
_JAPANESE_FONT = Path("/usr/share/fonts/opentype/noto")


class MachineLacks(Exception):
    """Something the checks need is missing and may not be installed from here; each line names one thing."""


def missing_packages() -> list[str]:
    """The Debian packages that are still needed."""
    programs = {"chromium": "chromium", "chromedriver": "chromium-driver", "msgfmt": "gettext", "bwrap": "bubblewrap"}
    missing = [package for program, package in programs.items() if shutil.which(program) is None]
    if find_binaries() is None:
        missing.append("postgresql")
    if not list(_JAPANESE_FONT.glob("NotoSansCJK*")):
        missing.append("fonts-noto-cjk")
    return missing


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet)  # type: ignore[call-overload]


def prepare() -> None:
    """Install what is missing, as far as that may be done here.

    Raises:
        MachineLacks: something is still missing.
    """
    packages = missing_packages()
    if packages and _may_install():
        print(f"Installing Debian packages: {' '.join(packages)}", flush=True)
        _install(packages)
        packages = missing_packages()
    lacks = [f"Debian package `{package}`: apt-get install {package}" for package in packages]
    if not AXE.exists() and shutil.which("npm"):
        print("Installing axe-core (npm ci)", flush=True)
        subprocess.run(["npm", "ci", "--silent"], cwd=REPOSITORY, check=False)
    if not AXE.exists():
        lacks.append("axe-core: install Node.js, then `npm ci`")
    if lacks:
        raise MachineLacks("\n".join(lacks))
