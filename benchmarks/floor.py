"""The physical limit: the least that taking a seat can be – one row inserted, one count raised if it may be."""

import sqlite3
import time
from pathlib import Path

from benchmarks.databases import Database

TABLES = (
    "CREATE TABLE floor_seats (id integer PRIMARY KEY, taken integer, most integer)",
    "CREATE TABLE floor_rows (id {number} PRIMARY KEY {counting}, name text)",
    "INSERT INTO floor_seats VALUES (1, 0, 1000000000)",
)
TAKE = "UPDATE floor_seats SET taken = taken + 1 WHERE id = 1 AND taken < most"


def transactions_per_second(database: Database, folder: Path, seconds: float) -> float:
    """One connection, one transaction after the other, with the durability that the product has."""
    return _sqlite(folder, seconds) if database.name == "sqlite" else _postgresql(database, seconds)


def _sqlite(folder: Path, seconds: float) -> float:
    connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    for table in TABLES:
        connection.execute(table.format(number="integer", counting=""))
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO floor_rows (name) VALUES (?)", ("Anna",))
        connection.execute(TAKE)
        connection.execute("COMMIT")
        done += 1
    connection.close()
    return done / seconds


def _postgresql(database: Database, seconds: float) -> float:
    import psycopg

    with psycopg.connect(database.url, autocommit=True) as connection:
        for table in TABLES:
            connection.execute(table.format(number="bigint", counting="GENERATED ALWAYS AS IDENTITY"))
        done, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < seconds:
            with connection.transaction():
                connection.execute("INSERT INTO floor_rows (name) VALUES (%s)", ("Anna",))
                connection.execute(TAKE)
            done += 1
        return done / seconds
