"""The stores of the simulation: the Worker and the devices, whose processes may be killed at any time."""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

from support import BATON, Answer, Server, ask

STARTING = 120  # seconds, on a busy machine
ANSWERING = 60
LOOPBACK = "127.0.0.1"
ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))


def free_port():
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return listener.getsockname()[1]


def until(holds, seconds, what):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {seconds} seconds")
        time.sleep(0.05)


class Store:
    """Whatever is asked over HTTP. A request that is cut off has no answer: None."""

    port = 0

    def ask(self, method, target, body=None):
        try:
            return ask(http.client.HTTPConnection(LOOPBACK, self.port, timeout=ANSWERING), method, target, body)
        except (OSError, http.client.HTTPException):
            return None

    def data(self, target):
        """What must be there to be read, now that nothing is killed any more."""
        answer = self.ask("GET", target)
        if answer is None or answer.status != 200:
            raise RuntimeError(f"{self.name}: GET {target}: {answer}")
        return answer.data()

    def export(self):
        lines, cursor = [], ""
        while True:
            answer = self.ask("GET", "/api/export?cursor=" + urllib.parse.quote(cursor))
            if answer is None or answer.status != 200:
                raise RuntimeError(f"{self.name}: export: {answer}")
            lines += answer.body.decode().splitlines()
            cursor = answer.headers["Next-Cursor"]
            if not cursor:
                return lines


class Worker(Store):
    """The Worker in workerd; its database lies in the folder `state` and outlives it."""

    name = "the Worker"

    def __init__(self, path, template=None):
        self.state, self.log, self.process = path + "/state", path + "/worker.log", None
        self.port = free_port()
        self.made = template is not None
        if template:
            shutil.copytree(template.state, self.state)

    def start(self):
        until(lambda: not self.listens(), STARTING, "the Worker's port is free again")
        environment = {**os.environ, "PORT": str(self.port), "STATE": self.state, "LOCAL_OPEN": "1", "LOG_LEVEL": "error"}
        if self.made:
            environment["MADE"] = "1"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([ROOT + "/tools/worker.sh"], env=environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, start_new_session=True)
        until(self.answers, STARTING, f"the Worker starts ({self.tail()})")
        self.made = True

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the Worker ended with {self.process.returncode}: {self.tail()}")
        answer = self.ask("GET", "/api/health") if self.listens() else None
        return answer is not None and answer.status == 200

    def listens(self):
        with socket.socket() as client:
            return client.connect_ex((LOOPBACK, self.port)) == 0

    def tail(self):
        with open(self.log, "rb") as log:
            return log.read()[-1500:].decode(errors="replace")

    def kill(self):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None


class Device(Store):
    """A native store with a HOME of its own, and `baton serve` by which it is worked with."""

    def __init__(self, name, path):
        self.name, self.path, self.server = name, f"{path}/{name}", None
        self.database = self.path + "/baton.db"
        os.makedirs(self.path, exist_ok=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.path, "XDG_CONFIG_HOME": self.path + "/config"}

    def start(self):
        self.server = Server(self.database, environment=self.environment)
        self.port = self.server.port

    def kill(self):
        if self.server:
            self.server.stop(signal.SIGKILL)
        self.server = None

    def command(self, *words):
        return [BATON, "--db", self.database, "--json", *words]

    def run(self, *words):
        done = subprocess.run(self.command(*words), env=self.environment, cwd=self.path, capture_output=True, text=True,
                              timeout=ANSWERING)
        if done.returncode:
            raise RuntimeError(f"{self.name}: baton {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def begin_sync(self):
        """`baton sync` as a process of its own, beside the one that serves."""
        return subprocess.Popen(self.command("sync"), env=self.environment, cwd=self.path, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def step(self):
        """One step of a sync, asked of the process that serves; None if it came to nothing."""
        answer = self.ask("POST", "/api/remotes/origin/sync", {})
        return answer.data() if answer is not None and answer.status == 200 else None

    def export(self):
        return self.run("export", "--all").splitlines()

    def clone(self, name, path):
        """A device whose disk is a copy of this one's as it is when its process is killed."""
        self.kill()
        shutil.copytree(self.path, f"{path}/{name}")
        self.start()
        copy = Device(name, path)
        copy.start()
        return copy
