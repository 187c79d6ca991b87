"""The whole store as one file and back: catalog, data files, evidence; each proved by its SHA-256."""

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dashboard.store.catalog import METADATA, Catalog
from dashboard.store.errors import StoreError
from dashboard.store.latest import LIFETIME
from dashboard.store.upkeep import known_files

CATALOG, DATA, MANIFEST = "catalog.duckdb", "data/", "manifest.json"
#: People and the record (dashboard/access/): goes along, and comes back only to where there is none.
BOOK = "access.sqlite"
STEP = 1024 * 1024

ELSEWHERE = "目录在PostgreSQL或文件在对象存储上，请用它们自己的备份（pg_dump和存储桶的复制）。"
BROKEN = "备份文件不完整或已损坏，没有恢复，原有数据未动，请换一份备份。"


def back_up(catalog: Catalog, file: Path) -> int:
    """Write the store to `file`, whole and of one moment, while the board runs; returns how many files are in it.

    Writers wait only while the catalog is copied: data files are written once and never changed.
    """
    if not catalog.is_local:
        raise StoreError(ELSEWHERE)
    unfinished = file.with_name(f"{file.name}.part")
    hashes = {}
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as package:
            with catalog.session(write=True) as session:
                session.execute(f"checkpoint {METADATA}")
                known = known_files(session)
                # The last thing in the session: with this file the process also lets go of its lock.
                hashes[CATALOG] = _add(package, Path(catalog.catalog), CATALOG)
            folder = Path(catalog.data)
            for each in sorted(folder.rglob("*.parquet")):
                if each.name in known:
                    name = f"{DATA}{each.relative_to(folder).as_posix()}"
                    hashes[name] = _add(package, each, name)
            if (catalog.home / BOOK).exists():
                with _copied(catalog.home / BOOK) as book:
                    hashes[BOOK] = _add(package, book, BOOK)
            package.writestr(MANIFEST, json.dumps(hashes, indent=1))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(hashes)


def restore_backup(catalog: Catalog, file: Path, now: dt.datetime) -> Path | None:
    """Put the store in `file` in the place of the present one, whose whole is kept aside; returns where.

    Every file is proved by its hash before anything is touched. A board that runs shows the restored rows by itself: it
    finds the one store or the other, at no moment none.
    """
    if not catalog.is_local:
        raise StoreError(ELSEWHERE)
    place, data = Path(catalog.catalog), Path(catalog.data)
    folder = catalog.home / f"arriving-{now:%Y%m%d-%H%M%S}"
    arriving = Catalog(catalog.home, str(folder / CATALOG), str(folder / DATA))
    try:
        _unpack(file, folder)
        if (folder / BOOK).exists() and not (catalog.home / BOOK).exists():
            shutil.move(folder / BOOK, catalog.home / BOOK)
        if not catalog.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _take_in(arriving, place, data)
            return None
        with catalog.session(write=True) as session:
            (latest,) = session.execute("select max(version) from lake.heads").fetchall()[0]
            with arriving.session(write=True) as later:
                after = (latest // LIFETIME + 1) * LIFETIME
                later.execute("update lake.heads set version = version + ? where version > 0", [after])
            aside = catalog.home / f"replaced-{now:%Y%m%d-%H%M%S}"
            aside.mkdir()
            # While the present catalog is held, nobody reads or writes.
            os.link(place, aside / CATALOG)
            shutil.move(data, aside / DATA)
            _take_in(arriving, place, data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return aside


@contextmanager
def _copied(book: Path) -> Iterator[Path]:
    """A copy of one moment of a file of SQLite's, which others may be writing."""
    copy = book.with_suffix(".copy")
    with closing(sqlite3.connect(book)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    try:
        yield copy
    finally:
        copy.unlink()


def _add(package: zipfile.ZipFile, file: Path, name: str) -> str:
    """Copy a file into the package; returns its hash."""
    proof = hashlib.sha256()
    with file.open("rb") as source, package.open(name, "w", force_zip64=True) as target:
        while part := source.read(STEP):
            proof.update(part)
            target.write(part)
    return proof.hexdigest()


def _unpack(file: Path, folder: Path) -> None:
    """The files of a backup in a folder, each as it was when it was backed up; raises StoreError."""
    (folder / DATA).mkdir(parents=True)
    try:
        with zipfile.ZipFile(file) as package:
            hashes: dict[str, str] = json.loads(package.read(MANIFEST))
            for name, expected in hashes.items():
                target = folder / name
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise StoreError(BROKEN)
                target.parent.mkdir(parents=True, exist_ok=True)
                proof = hashlib.sha256()
                with package.open(name) as source, target.open("wb") as copy:
                    while part := source.read(STEP):
                        proof.update(part)
                        copy.write(part)
                    copy.flush()
                    os.fsync(copy.fileno())
                if proof.hexdigest() != expected:
                    raise StoreError(BROKEN)
            if CATALOG not in hashes:
                raise StoreError(BROKEN)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise StoreError(BROKEN) from error


def _take_in(arriving: Catalog, place: Path, data: Path) -> None:
    """Move an unpacked store to where it belongs, its catalog last and in one step."""
    shutil.move(arriving.data, data)
    Path(arriving.catalog).replace(place)
