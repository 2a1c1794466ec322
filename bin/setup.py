"""Set-up and nothing more: environment, pinned packages, web assets, words.

Only the standard library, and a first part that any Python can read, so that
a wrong Python hears a sentence. Each step keeps a stamp of what it was made
from in `.setup/` and is skipped while that has not changed.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(
        "Renxin needs Python 3.11, 3.12 or 3.13. Install one and name it: "
        "make setup PYTHON=python3.13 / 仁心需要 Python 3.11–3.13。"
    )

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from install import (
    PYTHON,
    VENV,
    collect_static,
    compile_what_starts,
    install_packages,
    install_project,
    install_web_packages,
    make_environment,
    npm,
    run,
)
from step import LOG, ROOT, Step, alone, contents, stamp_of
from trouble import SetUpTrouble, explain

PACKAGES = {
    "run": ("core", "build"),
    "test": ("test", "build"),
    "bench": ("bench", "build"),
}


# Not by manage.py, which would wake the whole of Django for it.
BUILD_WORDS = "from renxin.site.words import catalogue; catalogue.build()"


def main(arguments: Sequence[str]) -> int:
    level = arguments[0] if arguments else "run"
    if level not in PACKAGES:
        sys.exit(f"setup.py [{' | '.join(PACKAGES)}]")
    try:
        with alone():
            for step in steps(level):
                if not step.is_done():
                    step.do()
    except SetUpTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except OSError as trouble:
        sys.stderr.write(f"{explain(str(trouble), LOG)}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def steps(level: str) -> list[Step]:
    lists = [ROOT / "requirements" / f"{name}.txt" for name in PACKAGES[level]]
    return [
        Step(
            "environment",
            ("Python environment", "Python 环境"),
            lambda: [os.fsencode(VENV), sys.version.encode()],
            make_environment,
            PYTHON,
        ),
        Step(
            f"packages-{level}",
            ("Packages, pinned by hash", "依赖包（按哈希锁定）"),
            lambda: [stamp_of("environment"), *contents(lists)],
            lambda: install_packages(lists),
            PYTHON,
        ),
        Step(
            "project",
            ("Renxin itself", "仁心本身"),
            lambda: [stamp_of("environment"), *contents([ROOT / "pyproject.toml"])],
            install_project,
            VENV / "bin" / "renxin",
        ),
        *web_steps(),
        Step(
            "words",
            ("Translations", "译文"),
            lambda: contents((ROOT / "renxin").glob("*/locale/*/LC_MESSAGES/*.po")),
            lambda: run(PYTHON, "-c", BUILD_WORDS),
            ROOT / "renxin/site/locale/zh_Hans/LC_MESSAGES/django.mo",
        ),
        Step(
            "bytecode",
            ("Ready for a quick start", "为快速启动做准备"),
            lambda: [stamp_of("packages-run"), stamp_of("project")],
            compile_what_starts,
            VENV,
        ),
    ]


def web_steps() -> list[Step]:
    pins = [ROOT / name for name in (".npmrc", "package.json", "package-lock.json")]
    return [
        Step(
            "web-packages",
            ("Web packages", "前端依赖"),
            lambda: contents(pins),
            install_web_packages,
            ROOT / "node_modules",
        ),
        Step(
            "web",
            ("Web assets", "前端资源"),
            lambda: [stamp_of("web-packages"), *contents(web_sources())],
            lambda: npm("run", "build"),
            ROOT / "web" / "dist",
        ),
        Step(
            "static",
            ("Static files", "静态文件"),
            lambda: [stamp_of("web"), stamp_of("project"), *contents(app_statics())],
            collect_static,
            ROOT / "static-collected" / "staticfiles.json",
        ),
    ]


def app_statics() -> Iterator[Path]:
    pattern = "renxin/*/static/**/*"
    yield from (file for file in ROOT.glob(pattern) if file.is_file())
    yield ROOT / "requirements" / "core.txt"


def web_sources() -> Iterator[Path]:
    for file in (ROOT / "web").rglob("*"):
        if file.is_file() and not file.is_relative_to(ROOT / "web" / "dist"):
            yield file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
