"""The folder Renxin lives in: the database, the lake, the files and the key."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The home folder, whether or not it is there yet."""
    chosen = os.environ.get("RENXIN_HOME", "").strip()
    if not chosen:
        return CHECKOUT / ".renxin"
    return Path(chosen).expanduser().absolute()


def ensure() -> Path:
    """The home folder, made when missing; nobody else may look into it."""
    folder = home()
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        # The database server of a root-owned house runs as another user and
        # must pass through, so root's folder may be passed but not listed.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


def folder(name: str) -> Path:
    """A folder of the home that only its owner reads, made when missing."""
    path = ensure() / name
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file nobody else on the machine can read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def secret_key() -> str:
    """The key that signs sessions: made once, kept in the home."""
    path = ensure() / "secret.key"
    if not path.is_file():
        with exclusive(ensure() / "secret.lock"):
            if not path.is_file():
                write_private(path, secrets.token_urlsafe(50) + "\n")
    return path.read_text(encoding="utf-8").strip()


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock alone; a holder that dies lets go of it."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
