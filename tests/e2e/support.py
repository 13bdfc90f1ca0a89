"""What the end-to-end tests share: TAP lines, a running `baton serve`, a raw client."""
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

BATON = os.path.abspath(os.environ.get("BATON", "build/release/baton"))

_lock = threading.Lock()
_failed = 0


def ok(condition, name, detail=""):
    """One TAP line; what went wrong follows as a comment."""
    global _failed
    with _lock:
        print(("ok - " if condition else "not ok - ") + name, flush=True)
        if not condition:
            _failed += 1
            for line in str(detail)[:2000].splitlines():
                print("# " + line, flush=True)
    return bool(condition)


def equal(actual, expected, name):
    return ok(actual == expected, name, f"expected {expected!r}, got {actual!r}")


def finish():
    """Ends the test program with the status that the lines add up to."""
    sys.exit(1 if _failed else 0)


def require_baton():
    if not os.access(BATON, os.X_OK):
        print("ok - baton serve # SKIP no binary at " + BATON)
        sys.exit(0)


@contextlib.contextmanager
def folder(base=None):
    path = tempfile.mkdtemp(prefix="baton-e2e-", dir=base)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Server:
    """`baton --db DATABASE serve --port PORT …`, up once the constructor returns."""

    def __init__(self, database, *arguments, port=0, environment=None):
        self.database = database
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [BATON, "--db", database, "serve", "--port", str(port), *arguments],
            stdout=subprocess.PIPE, stderr=self.log, env=environment)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address.startswith("http://"):
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"no address but {self.address!r}; stderr: {self.errors()}")
        self.port = int(self.address.rsplit(":", 1)[1])

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def connect(self, timeout=20):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def send_signal(self, number):
        self.process.send_signal(number)

    def stop(self, number=signal.SIGTERM, timeout=15):
        """The exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.wait(timeout)

    def wait(self, timeout=15):
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        finally:
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = None

    def code(self):
        return self.json.get("code") if isinstance(self.json, dict) else None

    def data(self):
        return self.json.get("data") if isinstance(self.json, dict) else None

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


def ask(client, method, path, body=None, headers=None):
    """`client` is a Server (a connection of its own) or a connection. `body`: JSON value, str or bytes."""
    connection = client.connect() if isinstance(client, Server) else client
    headers = dict(headers or {})
    if body is not None and not isinstance(body, (bytes, str)):
        body = json.dumps(body)
    if body is not None:
        headers.setdefault("Content-Type", "application/json")
    if isinstance(body, str):
        body = body.encode()
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response, response.read())
    finally:
        if isinstance(client, Server):
            connection.close()


def exchange(server, data, finish_sending=True, timeout=20):
    """Sends the bytes as they are and reads until the server closes; None if it does not."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as connection:
        received = b""
        try:
            connection.sendall(data)
            if finish_sending:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
        except TimeoutError:
            return None
        return received


def status_of(received):
    return int(received.split(b" ", 2)[1]) if received and received.startswith(b"HTTP/1.1 ") else 0
