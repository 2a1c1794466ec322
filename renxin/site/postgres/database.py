"""The database at hand: a server of our own, or the one RENXIN_DATABASE_URL names."""

import fcntl
import os
import pwd
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from renxin.site import home
from renxin.site.postgres import server
from renxin.site.postgres.cluster import Cluster, programs
from renxin.site.postgres.trouble import DatabaseTrouble
from renxin.site.words.terminal import gettext as _

__all__ = ["DatabaseTrouble", "Server", "config", "ensure_running", "stop"]

NAME = "renxin"
EXAMPLE = "postgresql://user:password@host:5432/name"
SCHEMES = ("postgresql", "postgres")
STOPPED_WITHIN_S = 40
ANSWERS_WITHIN_S = 10


@dataclass(frozen=True)
class Server:
    """Where the database is and how to sign in to it."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()
    cluster: Cluster | None = None

    def conninfo(self, name: str | None = None) -> str:
        """The same place for libpq; a sentence-like string, never an address."""
        parts = {"dbname": name or self.name, "user": self.user, "host": self.host}
        parts |= {"password": self.password, "port": self.port, **dict(self.options)}
        filled = {key: value for key, value in parts.items() if value}
        return make_conninfo(**filled)

    def url(self) -> str:
        """The same place as RENXIN_DATABASE_URL names it."""
        who = quote(self.user, safe="")
        if self.password:
            who += f":{quote(self.password, safe='')}"
        where = {"host": self.host, "port": self.port, **dict(self.options)}
        query = urlencode({key: value for key, value in where.items() if value})
        return f"postgresql://{who}@/{quote(self.name, safe='')}?{query}"


def at(url: str) -> Server:
    """The server an address names: postgresql://user:password@host:5432/name."""
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise DatabaseTrouble(
            _("RENXIN_DATABASE_URL cannot be read: %(reason)s"), reason=error
        ) from error
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise DatabaseTrouble(
            _("RENXIN_DATABASE_URL must look like %(example)s"), example=EXAMPLE
        )
    options = dict(parse_qsl(parts.query))
    return Server(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=options.pop("port", "") or port,
        options=tuple(options.items()),
    )


def embedded() -> Server:
    """Our own server in the home folder."""
    root = home.home().resolve() / "pg"
    return ours(Cluster(root=root, programs=Path()))


def ours(cluster: Cluster) -> Server:
    return Server(name=NAME, user=NAME, host=str(cluster.sockets), cluster=cluster)


def chosen() -> Server:
    url = os.environ.get("RENXIN_DATABASE_URL", "").strip()
    return at(url) if url else embedded()


def config() -> dict[str, Any]:
    """DATABASES["default"] for Django. Starts nothing and writes nothing."""
    return settings_for(chosen())


def settings_for(place: Server) -> dict[str, Any]:
    options: dict[str, Any] = dict(place.options)
    pool = int(os.environ.get("RENXIN_POOL", "0"))
    if pool:
        options["pool"] = {"min_size": 2, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": place.name,
        "USER": place.user,
        "PASSWORD": place.password,
        "HOST": place.host,
        "PORT": place.port,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0 if pool else 60,
        "OPTIONS": options,
    }


def ensure_running() -> Server:
    """The server, running: ours is started when it is not. Safe to call again."""
    place = chosen()
    if not place.cluster:
        greet(place)
        return place
    home.ensure()
    return use(Cluster(root=place.cluster.root, programs=programs()))


def greet(place: Server) -> None:
    try:
        psycopg.connect(place.conninfo(), connect_timeout=ANSWERS_WITHIN_S).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise DatabaseTrouble(
            _("The database of RENXIN_DATABASE_URL does not answer: %(reason)s"),
            reason=reason,
        ) from error


held: dict[Path, IO[str]] = {}


def use(cluster: Cluster) -> Server:
    """Use a server of our own until this process ends or calls `leave`."""
    place = ours(cluster)
    with home.exclusive(start_lock(cluster)):
        if cluster.root not in held:
            server.lend(cluster)
            users = (cluster.root / "users.lock").open("a")
            fcntl.flock(users, fcntl.LOCK_SH)
            held[cluster.root] = users
        if not (is_kept(cluster) and cluster.is_ready()):
            rouse(cluster)
    return place


def start_lock(cluster: Cluster) -> Path:
    cluster.root.parent.mkdir(parents=True, exist_ok=True)
    return cluster.root.with_suffix(".lock")


def is_kept(cluster: Cluster) -> bool:
    with (cluster.root / "keeper.lock").open("a") as file:
        return not locked(file, fcntl.LOCK_EX)


def rouse(cluster: Cluster) -> None:
    """Start the keeper, which starts the server; a keeper at work is waited for."""
    deadline = time.monotonic() + server.PATIENCE_S
    while is_kept(cluster):
        if cluster.is_ready():
            return
        if time.monotonic() > deadline:
            raise server.does_not_start(cluster)
        time.sleep(server.BRIEF_S)
    server.make(cluster)
    person = pwd.getpwuid(os.geteuid()).pw_name
    server.configure(cluster, person=person, roles=(server.SUPERUSER, NAME))
    command: list[str | Path] = [sys.executable, "-m", "renxin.site.postgres.keeper"]
    command += [cluster.root, cluster.programs]
    surroundings = os.environ | {"PYTHONPATH": str(home.CHECKOUT)}
    done = subprocess.run(  # noqa: S603  our own module
        command, env=surroundings, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise DatabaseTrouble(done.stderr.strip())
    furnish(cluster)


def furnish(cluster: Cluster) -> None:
    """Our role and our database, made where missing."""
    place = replace(ours(cluster), user=server.SUPERUSER)
    role = sql.Identifier(NAME)
    with psycopg.connect(place.conninfo("postgres"), autocommit=True) as link:
        if not link.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]
        ).fetchone():
            link.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        if not link.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone():
            make = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
            link.execute(sql.SQL(make).format(role, role))


def leave(cluster: Cluster) -> None:
    """Stop using a server; the keeper stops it when nobody is left."""
    users = held.pop(cluster.root, None)
    if users:
        users.close()


def stop() -> None:
    """Stop using our server, and wait for its end unless others still use it."""
    place = chosen()
    if not place.cluster:
        return
    leave(place.cluster)
    deadline = time.monotonic() + STOPPED_WITHIN_S
    while time.monotonic() < deadline and is_leaving(place.cluster):
        time.sleep(server.BRIEF_S)


def is_leaving(cluster: Cluster) -> bool:
    """Whether the server still runs though nobody uses it any more."""
    if not cluster.root.is_dir() or not is_kept(cluster):
        return False
    with (cluster.root / "users.lock").open("a") as users:
        if locked(users, fcntl.LOCK_EX):
            return True
        # The keeper has the lock alone while it stops the server; users share it.
        return not locked(users, fcntl.LOCK_SH)


def locked(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
