"""Every check that reads the code, all of them even when one finds something."""

import os
import subprocess
import sys
from pathlib import Path

from install import PYTHON, npm_command
from step import ROOT

QUIET_NPM = ("--silent", "run", "check")


def main() -> int:
    scripts = Path(PYTHON).parent
    npm, search = npm_command(*QUIET_NPM)
    checks: dict[str, list[str | Path]] = {
        "ruff check": [PYTHON, "-m", "ruff", "check"],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check"],
        "mypy": [PYTHON, "-m", "mypy"],
        "import-linter": [PYTHON, scripts / "lint-imports"],
        "djlint": [PYTHON, "-m", "djlint", "--lint", "--quiet", "templates", "renxin"],
        "tsc, biome": npm,
    }
    failed = [
        name for name, command in checks.items() if not passes(name, command, search)
    ]
    print(f"lint: {', '.join(failed)} found something" if failed else "lint: all clean")
    return 1 if failed else 0


def passes(name: str, command: list[str | Path], search: dict[str, str]) -> bool:
    print(f"— {name}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env=os.environ | search, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
