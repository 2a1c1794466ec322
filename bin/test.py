"""All tests: those of the scripts first, then everything pytest finds."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from install import PYTHON, npm_command
from step import ROOT
from trouble import say

from tests import browser

PACKAGES = ("chromium", "fonts-noto-cjk")
MOST_PROCESSES = 4
FAILED, NOTHING = 1, 5  # pytest's words for: some tests failed; no test was chosen
RUN_AGAIN = 3  # of more failures, none is by chance
IN_BROWSER = ("tests/journeys", "tests/web")  # kept there by tests/house/test_manner.py
KEPT = ROOT / ".renxin-test"


@dataclass(frozen=True)
class Run:
    """One pytest over some of the tests; what failed in it is kept under its name."""

    name: str
    which: Sequence[str]

    @property
    def memory(self) -> Path:
        return KEPT / "pytest" / self.name

    @property
    def said(self) -> Path:
        return self.memory.with_suffix(".txt")

    def start(self, *, aside: bool) -> "subprocess.Popen[bytes]":
        shutil.rmtree(self.memory, ignore_errors=True)
        self.said.parent.mkdir(parents=True, exist_ok=True)
        processes = str(min(os.cpu_count() or 1, MOST_PROCESSES))
        # Whoever has nothing left takes over half of what another has yet to do, so
        # that what stands for a module is seldom built by both.
        command = self.command("-n", processes, "--dist", "worksteal")
        if not aside:
            return subprocess.Popen(command, cwd=ROOT, env=compiled())
        with self.said.open("wb") as said:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=compiled(),
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def settled(self, code: int) -> int:
        """What failed beside other tests runs once more alone; both times are told.

        Browsers, workers and stampedes share two cores here, and on a busy machine one
        of them may outlast any wait; what fails with the machine to itself has failed.
        """
        last = self.memory / "v" / "cache" / "lastfailed"
        failed = list(json.loads(last.read_text())) if last.exists() else []
        if code != FAILED or not 0 < len(failed) <= RUN_AGAIN:
            return code
        told = say(
            "Failed beside others, once more alone:",
            "与其他测试同时运行时未通过，单独再跑：",
        )
        print(told, *failed, sep="\n  ", flush=True)
        again = self.command("--last-failed", "-n", "0")
        return subprocess.run(again, cwd=ROOT, env=compiled(), check=False).returncode

    def command(self, *how: str) -> list[str]:
        memory = ("-o", f"cache_dir={self.memory}")
        return [str(PYTHON), "-m", "pytest", *memory, *self.which, *how]


def main(arguments: Sequence[str]) -> int:
    if not browser.executable():
        install_browser()
    npm, search = npm_command("--silent", "run", "test")
    scripts = subprocess.run(npm, cwd=ROOT, env=os.environ | search, check=False)
    rest = beside_one_another(runs(arguments))
    if scripts.returncode:
        print(
            say(
                "The tests of the scripts failed; see above.",
                "前端脚本测试未通过，见上文。",
            )
        )
    return rest or scripts.returncode


def runs(arguments: Sequence[str]) -> list[Run]:
    """A browser keeps an event loop in its process, where no other may run."""
    if "-m" in arguments:
        return [Run("chosen", arguments)]
    folders = () if names_a_place(arguments) else IN_BROWSER
    return [
        Run("others", ["-m", "not browser", *arguments]),
        Run("browser", ["-m", "browser", *folders, *arguments]),
    ]


def beside_one_another(these: Sequence[Run]) -> int:
    """Each waits four parts in ten, so all run at once; one is heard meanwhile."""
    first, *others = these
    begun = [first.start(aside=False), *(one.start(aside=True) for one in others)]
    codes = [process.wait() for process in begun]
    for one in others:
        print(one.said.read_text("utf-8", "replace"), flush=True)
    codes = [one.settled(code) for one, code in zip(these, codes, strict=True)]
    return next((code for code in codes if code not in {0, NOTHING}), min(codes))


def names_a_place(arguments: Sequence[str]) -> bool:
    return any(Path(ROOT, one.partition("::")[0]).exists() for one in arguments if one)


def compiled() -> dict[str, str]:
    """Each house a test opens is a few processes, and none compiles the code anew."""
    kept = {"PYTHONPYCACHEPREFIX": str(KEPT / "bytecode")} | dict(os.environ)
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
