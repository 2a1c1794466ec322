"""All tests: those of the scripts first, then everything pytest finds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from install import PYTHON, npm_command
from step import ROOT
from trouble import say

from tests import browser

PACKAGES = ("chromium", "fonts-noto-cjk")
MOST_PROCESSES = 4


def main(arguments: Sequence[str]) -> int:
    if not browser.executable():
        install_browser()
    npm, search = npm_command("--silent", "run", "test")
    scripts = subprocess.run(npm, cwd=ROOT, env=os.environ | search, check=False)
    processes = str(min(os.cpu_count() or 1, MOST_PROCESSES))
    pytest = [PYTHON, "-m", "pytest", "-n", processes]
    # A browser keeps an event loop in its process, where no other may run.
    apart = [["-m", "browser"], ["-m", "not browser"]]
    runs = [
        subprocess.run([*pytest, *which, *arguments], cwd=ROOT, check=False).returncode
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
