"""Servers that a larger installation has beside the board: PostgreSQL for the catalog, an object store for files."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: Debian keeps PostgreSQL's programs out of the path.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))

needs_postgres = pytest.mark.skipif(not PROGRAMS, reason="PostgreSQL is not installed (apt-get install postgresql)")

#: PostgreSQL refuses to run as root.
USER = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
STARTED_WITHIN = 60
BUCKET = "board"


class Postgres:
    """A running server; its databases are reached through a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, sql: str, database: str = "postgres") -> str:
        """What a statement prints; raises CalledProcessError where it fails."""
        where = ["-h", str(self.folder), "-U", "board", "-d", database]
        command = [str(PROGRAMS[-1] / "psql"), *where, "-v", "ON_ERROR_STOP=1", "-At", "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def catalog(self, database: str) -> str:
        """How DASHBOARD_CATALOG names a database of it."""
        return f"postgres:dbname={database} host={self.folder} user=board"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of one's own, empty, that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    if USER:
        shutil.chown(folder, USER)
    data, programs = str(folder / "data"), PROGRAMS[-1]
    make = [str(programs / "initdb"), "-D", data, "-U", "board", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, user=USER, cwd=folder)
    settings = [f"unix_socket_directories={folder}", "listen_addresses=", "fsync=off", "max_connections=50"]
    start = [str(programs / "postgres"), "-D", data, *(part for each in settings for part in ("-c", each))]
    with (folder / "log").open("w") as log, subprocess.Popen(start, stderr=log, user=USER, cwd=folder) as process:
        try:
            server = Postgres(folder)
            _wait_until_it_answers(server)
            yield server
        finally:
            process.terminate()
    shutil.rmtree(folder)


def _wait_until_it_answers(server: Postgres) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while True:
        try:
            server.ask("select 1")
            return
        except subprocess.CalledProcessError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def object_store() -> Iterator[dict[str, str]]:
    """An S3 server in this process with one bucket, as the environment that leads DuckDB to it."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    key = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1", **key).create_bucket(
        Bucket=BUCKET
    )
    yield {
        "DUCKDB_S3_ENDPOINT": f"{host}:{port}",
        "DUCKDB_S3_USE_SSL": "false",
        "AWS_REGION": "us-east-1",
        **{name.upper(): value for name, value in key.items()},
    }
    server.stop()
