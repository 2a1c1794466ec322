"""Making, starting and stopping a server of our own."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from renxin.site.postgres.cluster import Cluster, major_version, serves
from renxin.site.postgres.owner import open_the_way
from renxin.site.postgres.trouble import DatabaseTrouble
from renxin.site.words.terminal import gettext as _

BUILTIN_LOCALES_SINCE = 17
PATIENCE_S = 300
BRIEF_S = 0.02
SUPERUSER = "postgres"
log = logging.getLogger(__name__)

# For two cores and a few gigabytes; what differs is given by the caller.
STANDARD: Mapping[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_filename": "'server-%a.log'",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
}


def make(cluster: Cluster) -> None:
    """Lay out the data folder; a lay-out that broke off is thrown away."""
    if (cluster.data / "PG_VERSION").is_file():
        refuse_other_version(cluster)
        return
    lend(cluster)
    shutil.rmtree(cluster.data, ignore_errors=True)
    draft = cluster.root / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    cluster.run("initdb", ["-D", draft, *initdb_options(cluster)])
    draft.rename(cluster.data)


def initdb_options(cluster: Cluster) -> list[str]:
    """Chinese is looked up by trigram only where the locale knows its letters."""
    options = ["-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8"]
    options += ["--data-checksums", "--auth-local=peer", "--auth-host=reject"]
    if major_version(cluster.programs) >= BUILTIN_LOCALES_SINCE:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def refuse_other_version(cluster: Cluster) -> None:
    written = int((cluster.data / "PG_VERSION").read_text().strip())
    ours = major_version(cluster.programs)
    if written != ours:
        raise DatabaseTrouble(
            _(
                "The database in %(folder)s was written by PostgreSQL %(written)s, and "
                "this is PostgreSQL %(ours)s. Keep the folder and use that version, or "
                "choose another RENXIN_HOME."
            ),
            folder=cluster.root,
            written=written,
            ours=ours,
        )


def lend(cluster: Cluster) -> None:
    """Give the root folder to the user the server runs as."""
    cluster.root.mkdir(parents=True, exist_ok=True)
    cluster.root.chmod(0o700)
    if not cluster.owner:
        return
    os.chown(cluster.root, cluster.owner.uid, cluster.owner.gid)
    opened = [
        *open_the_way(cluster.root),
        *open_the_way(cluster.programs / "postgres"),
    ]
    if opened:
        folders = ", ".join(map(str, opened))
        log.warning(
            "Others may now pass through, not list: %s (for the database's user)",
            folders,
        )


def configure(cluster: Cluster, *, person: str, roles: Sequence[str]) -> None:
    """Write the settings and who may come in: this machine's user, by the socket."""
    settings = {**STANDARD, **cluster.settings}
    settings["unix_socket_directories"] = f"'{cluster.sockets}'"
    lines = [f"{name} = {value}" for name, value in settings.items()]
    (cluster.data / "renxin.conf").write_text("\n".join(lines) + "\n")
    main = cluster.data / "postgresql.conf"
    include = "include_if_exists = 'renxin.conf'"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(f"\n{include}\n")
    (cluster.data / "pg_hba.conf").write_text("local all all peer map=house\n")
    pairs = [f'house "{person}" "{role}"\n' for role in roles]
    (cluster.data / "pg_ident.conf").write_text("".join(pairs))


def make_socket_folder(cluster: Cluster) -> None:
    """A folder in /tmp that only the server's user enters, or nothing at all."""
    with contextlib.suppress(FileExistsError):
        cluster.sockets.mkdir(mode=0o700)
        if cluster.owner:
            os.chown(cluster.sockets, cluster.owner.uid, cluster.owner.gid)
    status = cluster.sockets.lstat()
    owner = cluster.owner.uid if cluster.owner else os.geteuid()
    if status.st_uid != owner or status.st_mode & 0o077 or cluster.sockets.is_symlink():
        raise DatabaseTrouble(
            _(
                "The database's socket should lie in %(folder)s, and that is not ours "
                "alone. Remove it and try again."
            ),
            folder=cluster.sockets,
        )


def start(cluster: Cluster) -> "subprocess.Popen[bytes] | None":
    """Start the server, or wait for one that is starting: ready when this returns."""
    make_socket_folder(cluster)
    deadline = time.monotonic() + PATIENCE_S
    if becomes_ready(cluster, deadline):
        return None
    while True:
        clear_stale_locks(cluster, deadline)
        process = launch(cluster)
        while process.poll() is None:
            if cluster.is_ready():
                return process
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)
                raise does_not_start(cluster)
            time.sleep(BRIEF_S)
        # Without /proc the children of a killed server are met only here.
        if "still in use" not in tail(cluster) or time.monotonic() > deadline:
            raise does_not_start(cluster)
        time.sleep(10 * BRIEF_S)


def becomes_ready(cluster: Cluster, deadline: float) -> bool:
    """Wait for a server that lives already; False when it is gone."""
    while cluster.pid() and time.monotonic() < deadline:
        if cluster.is_ready():
            return True
        time.sleep(BRIEF_S)
    return False


def clear_stale_locks(cluster: Cluster, deadline: float) -> None:
    """Take away the locks of a server that was killed, once its children are gone.

    PostgreSQL believes any process of that number: after a restart of a
    container often a neighbor of its own, after a kill a zombie.
    """
    if not Path("/proc/self").exists():
        return
    while anybody_serves(cluster.data) and time.monotonic() < deadline:
        time.sleep(BRIEF_S)
    for lock in (cluster.data / "postmaster.pid", *cluster.sockets.glob(".s.PGSQL.*")):
        lock.unlink(missing_ok=True)


def anybody_serves(data: Path) -> bool:
    processes = Path("/proc").glob("[0-9]*")
    return any(serves(int(process.name), data) for process in processes)


def launch(cluster: Cluster) -> "subprocess.Popen[bytes]":
    with cluster.log.open("wb") as log:
        return subprocess.Popen(  # noqa: S603  our own program
            [cluster.programs / "postgres", "-D", cluster.data],
            **cluster.process(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def does_not_start(cluster: Cluster) -> DatabaseTrouble:
    sentence = _("The database does not start; it says: %(reason)s")
    return DatabaseTrouble(sentence, reason=tail(cluster))


def tail(cluster: Cluster) -> str:
    """The last the server said before and after its log was opened."""
    said = [cluster.log, *(cluster.data / "log").glob("server-*.log")]
    newest = sorted((path for path in said if path.is_file()), key=modified)[-2:]
    lines = [
        line
        for path in newest
        for line in path.read_text("utf-8", "replace").splitlines()
    ]
    return " / ".join(line.strip() for line in lines[-6:])


def modified(path: Path) -> float:
    return path.stat().st_mtime


def stop(cluster: Cluster, patience_s: float = 30) -> None:
    """Stop the server: at once for its clients, whole for its data."""
    pid = cluster.pid()
    for signum in (signal.SIGINT, signal.SIGQUIT):
        deadline = time.monotonic() + patience_s
        while pid and cluster.pid() == pid and time.monotonic() < deadline:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signum)
            time.sleep(BRIEF_S)
    shutil.rmtree(cluster.sockets, ignore_errors=True)
