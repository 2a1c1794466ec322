"""Whose processes the database server's are: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

NAME = "renxin-postgres"


class NoOwner(Exception):
    """Root has nobody to run the server as."""


@dataclass(frozen=True)
class Owner:
    """The system user that stands in for root."""

    uid: int
    gid: int


def owner_of_servers() -> Owner | None:
    """Nobody special for an ordinary user; a system user, made once, for root."""
    if os.geteuid() != 0:
        return None
    entry = entry_of(NAME) or made()
    return Owner(uid=entry.pw_uid, gid=entry.pw_gid)


def entry_of(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def made() -> pwd.struct_passwd:
    """Make the system user with whatever the system has for it."""
    commands = (
        ("useradd", "--system", "--no-create-home", "--shell", "/bin/false", NAME),
        ("adduser", "-S", "-H", "-D", NAME),
    )
    for command in commands:
        program = shutil.which(command[0], path="/usr/sbin:/sbin:/usr/bin:/bin")
        if program:
            subprocess.run(  # noqa: S603  a fixed command
                [program, *command[1:]], capture_output=True, check=False
            )
        entry = entry_of(NAME)
        if entry:
            return entry
    raise NoOwner


def open_the_way(path: Path) -> list[Path]:
    """Let others pass through (not list) every folder above a path; say which."""
    opened = []
    for folder in path.absolute().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            opened.append(folder)
    return opened
