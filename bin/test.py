"""All tests: those of the scripts first, then everything pytest finds."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from install import PYTHON, npm_command
from step import ROOT
from trouble import say

from tests import browser

PACKAGES = ("chromium", "fonts-noto-cjk")
MOST_PROCESSES = 4
FAILED = 1  # pytest's word for: some tests failed
RUN_AGAIN = 3  # of more failures, none is by chance
IN_BROWSER = ("tests/journeys", "tests/web")  # kept there by tests/house/test_manner.py
BYTECODE = ROOT / ".renxin-test" / "bytecode"


def main(arguments: Sequence[str]) -> int:
    if not browser.executable():
        install_browser()
    npm, search = npm_command("--silent", "run", "test")
    scripts = subprocess.run(npm, cwd=ROOT, env=os.environ | search, check=False)
    processes = str(min(os.cpu_count() or 1, MOST_PROCESSES))
    # Whoever has nothing left takes over half of what another has yet to do, so that
    # what stands for a module is seldom built by both.
    pytest = [PYTHON, "-m", "pytest", "-n", processes, "--dist", "worksteal"]
    # A browser keeps an event loop in its process, where no other may run.
    folders = () if names_a_place(arguments) else IN_BROWSER
    apart = [["-m", "browser", *folders], ["-m", "not browser"]]
    runs = [
        run([*pytest, *which, *arguments])
        for which in ([[]] if "-m" in arguments else apart)
    ]
    nothing = 5  # pytest's word for: no test was chosen; the other run had them
    rest = next((code for code in runs if code not in {0, nothing}), min(runs))
    if scripts.returncode:
        print(
            say(
                "The tests of the scripts failed; see above.",
                "前端脚本测试未通过，见上文。",
            )
        )
    return rest or scripts.returncode


def names_a_place(arguments: Sequence[str]) -> bool:
    return any(Path(ROOT, one.partition("::")[0]).exists() for one in arguments if one)


def run(command: Sequence[str]) -> int:
    """What fails beside other tests runs once more alone, and both times are told.

    Browsers, workers and stampedes share two cores here, and on a busy machine one of
    them may outlast any wait; what fails again with the machine to itself has failed.
    """
    code = done([*command, "--cache-clear"])
    kept = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
    failed = list(json.loads(kept.read_text())) if kept.exists() else []
    if code != FAILED or not 0 < len(failed) <= RUN_AGAIN:
        return code
    told = say(
        "Failed beside others, once more alone:",
        "与其他测试同时运行时未通过，单独再跑：",
    )
    print(told, *failed, sep="\n  ", flush=True)
    return done([*command, "--last-failed", "-n", "0"])


def done(command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=compiled(), check=False).returncode


def compiled() -> dict[str, str]:
    """Each house a test opens is a few processes, and none compiles the code anew."""
    kept = {"PYTHONPYCACHEPREFIX": str(BYTECODE)} | dict(os.environ)
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def install_browser() -> None:
    """On Debian as root, install one; else its tests will say they did not run."""
    apt = shutil.which("apt-get")
    if os.geteuid() == 0 and apt:
        print(say("Installing Chromium …", "正在安装 Chromium……"), flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for task in (["update", "-qq"], ["install", "-y", "-qq", *PACKAGES]):
            subprocess.run(
                [apt, *task], env=quiet, stdin=subprocess.DEVNULL, check=False
            )
    if not browser.executable():
        print(
            say(
                "No Chromium was found, so browser tests cannot run. Install Chromium, "
                'or accept the gap with: make test ARGS="--allow-no-browser"',
                "未找到 Chromium，浏览器测试无法运行。请安装 Chromium，"
                '或接受缺口：make test ARGS="--allow-no-browser"',
            ),
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
