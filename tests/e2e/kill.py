"""Kills `baton serve` at random moments while many clients write. After each restart every write that
was acknowledged is there, and the database passes SQLite's integrity check.

Usage: kill.py [KILLS] [SEED]"""
import http.client
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid

from support import BATON, Server, ask, equal, finish, folder, ok, require_baton

WRITERS = 12
KILLS_PER_DATABASE = 20
# A kill loses nothing that the kernel has, so memory will do; there the writes are not held up by the
# disk, and many more of them are under way.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Writer(threading.Thread):
    """Saves turns into a session of its own, one after the other, until the server is gone."""

    def __init__(self, port, session):
        super().__init__()
        self.port = port
        self.session = session
        self.acknowledged = []
        self.refused = []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            while True:
                text = f"{uuid.uuid4()} " + "words " * random.randint(0, 300)
                answer = ask(connection, "POST", "/api/conversations/save",
                             {"session_id": self.session, "conversation": [{"role": "user", "content": text}]})
                (self.acknowledged if answer.status == 200 else self.refused).append(text)
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()


def lost_writes(database, acknowledged):
    """Acknowledged turns (session, text) that the history lacks or has twice."""
    with sqlite3.connect(database, timeout=30) as connection:
        rows = connection.execute("SELECT h.session_id, t.body FROM conversation_history h "
                                  "JOIN texts t ON t.id = h.text_id").fetchall()
    connection.close()
    stored = {}
    for row in rows:
        stored[row] = stored.get(row, 0) + 1
    return [turn for turn in acknowledged if stored.get(turn, 0) != 1]


def integrity(database):
    with sqlite3.connect(database, timeout=30) as connection:
        result = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return result


def kill_while_starting(database):
    process = subprocess.Popen([BATON, "--db", database, "serve", "--port", "0"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.uniform(0, 0.03))
    process.kill()
    process.wait()


class Run:
    """What happens to one database: writers, kills, restarts."""

    def __init__(self, database):
        self.database = database
        self.acknowledged = []
        self.refused = []
        with Server(database) as server:
            project = ask(server, "POST", "/api/projects", {"name": "kill"}).json["id"]
            self.sessions = [ask(server, "POST", "/api/sessions/create", {"project_id": project}).data()["session_id"]
                             for _ in range(WRITERS)]

    def kill_once(self):
        """The number of writes that were acknowledged before the kill."""
        server = Server(self.database)
        writers = [Writer(server.port, session) for session in self.sessions]
        for writer in writers:
            writer.start()
        time.sleep(random.uniform(0.005, 0.15))
        server.stop(signal.SIGKILL)
        for writer in writers:
            writer.join()
            self.acknowledged += [(writer.session, text) for text in writer.acknowledged]
            self.refused += writer.refused
        if random.random() < 0.1:
            kill_while_starting(self.database)
        return sum(len(writer.acknowledged) for writer in writers)

    def check(self):
        """After a restart: "" or what is wrong."""
        with Server(self.database) as server:
            lost = lost_writes(self.database, self.acknowledged)
            result = integrity(self.database)
            health = ask(server, "GET", "/api/health").status
        if lost:
            return f"{len(lost)} acknowledged writes are lost or doubled, such as {lost[0]}"
        if result != "ok":
            return f"integrity check: {result}"
        return "" if health == 200 else f"health: {health}"


def main():
    require_baton()
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**9)
    random.seed(seed)
    print(f"# seed {seed}", flush=True)
    began = time.monotonic()
    writes = busy = refused = 0
    for first in range(0, kills, KILLS_PER_DATABASE):
        count = min(KILLS_PER_DATABASE, kills - first)
        with folder(MEMORY if first // KILLS_PER_DATABASE % 2 else None) as path:
            run = Run(os.path.join(path, "kill.db"))
            faults = []
            for number in range(count):
                written = run.kill_once()
                writes += written
                busy += written > 0
                fault = run.check()
                if fault:
                    faults.append(f"kill {first + number + 1}: {fault}")
                    break
            refused += len(run.refused)
            ok(not faults, f"kills {first + 1} to {first + count}: {len(run.acknowledged)} acknowledged writes "
               "are all there, integrity ok", "\n".join(faults))
            if faults:
                break
    equal(refused, 0, "no write was refused")
    ok(busy >= kills * 0.8, f"the kills came while {writes} writes went on", f"only {busy} of {kills} did")
    print(f"# {kills} kills, {writes} writes, {time.monotonic() - began:.0f} s")
    finish()


main()
