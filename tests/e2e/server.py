"""`baton serve` from outside: the protocol, the refusals, the limits, starting and stopping."""
import concurrent.futures
import json
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time

from support import (BATON, Server, ask, equal, exchange, finish, folder, ok, require_baton,
                     status_of)

LOCAL = b" HTTP/1.1\r\nHost: localhost\r\n"
SECURE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def protocol(server):
    connection = server.connect()
    answers = [ask(connection, "GET", "/api/health") for _ in range(50)]
    equal({answer.status for answer in answers}, {200}, "fifty requests over one connection")

    got = ask(connection, "GET", "/api/projects")
    head = ask(connection, "HEAD", "/api/projects")
    equal((head.status, head.body), (200, b""), "HEAD answers without a body")
    equal(head.headers["Content-Length"], got.headers["Content-Length"],
          "HEAD announces the length that GET has")
    ok("app;dur=" in got.headers["Server-Timing"] and got.headers["Date"].endswith("GMT"),
       "responses carry Server-Timing and Date")

    wrong = ask(connection, "PUT", "/api/projects")
    equal((wrong.status, wrong.code()), (405, "method_not_allowed"), "an unknown method is 405")
    equal(wrong.headers["Allow"], "GET, HEAD, POST", "405 says what is allowed")
    equal(ask(connection, "GET", "/api/nothing").status, 404, "an unknown path is 404")
    equal(ask(connection, "GET", "/api/%70rojects?limit=%31").status, 200,
          "paths and queries are percent-decoded")
    for path in ("/api/%zz", "/api/%", "/api/%00", "/api/%ff", "/api/search?q=%c3%28"):
        answer = ask(connection, "GET", path)
        ok(answer.status == 400 and answer.code(), f"{path} is malformed", answer)

    requests = b"".join(b"GET /api/health" + LOCAL + b"\r\n" for _ in range(20))
    equal(exchange(server, requests).count(b"HTTP/1.1 200 OK"), 20, "pipelined requests are answered")
    equal(status_of(exchange(server, b"GET http://localhost/api/health" + LOCAL + b"\r\n")), 200,
          "an absolute address is understood")
    equal(status_of(exchange(server, b"GET /api/health HTTP/1.0\r\nHost: localhost\r\n\r\n")), 200,
          "HTTP/1.0 is understood")


def page_and_headers(server):
    page = ask(server, "GET", "/")
    for path, answer in (("/", page), ("an error", ask(server, "GET", "/none")),
                         ("a refusal", ask(server, "GET", "/", None, {"Host": "evil.example"}))):
        missing = {name for name, value in SECURE.items() if answer.headers[name] != value}
        ok(not missing and not answer.headers["Access-Control-Allow-Origin"]
           and answer.headers["Content-Security-Policy"], f"{path} is sent with secure headers", missing)


def foreign_pages(server):
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8787"):
        answer = ask(server, "GET", "/api/health", None, {"Host": host})
        equal((answer.status, answer.code()), (421, "foreign_host"), f"Host {host} is refused")
    for host in ("localhost", "LOCALHOST:1", "127.0.0.1:8787", "[::1]:8787"):
        equal(ask(server, "GET", "/api/health", None, {"Host": host}).status, 200,
              f"Host {host} is ours")
    equal(status_of(exchange(server, b"GET / HTTP/1.1\r\n\r\n")), 400, "a missing Host is malformed")
    for origin in ("http://evil.example", "null", "http://localhost:1"):
        answer = ask(server, "POST", "/api/projects", {"name": "x"}, {"Origin": origin})
        equal((answer.status, answer.code()), (403, "cross_origin"), f"a POST from {origin} is refused")
    own = ask(server, "POST", "/api/projects", {"name": "own"},
              {"Origin": f"http://127.0.0.1:{server.port}"})
    equal(own.status, 200, "a POST from the server's own page is taken")


def bodies(server):
    def create(body, headers=None):
        return ask(server, "POST", "/api/projects", body, headers)

    malformed = [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"name":', b'{"name":1}', b'{"name":null}',
                 b'{"name":["x"]}', b'{"name":""}', b'{"name":"a"} trailing', b'{"name":"\xff"}',
                 b'{"name":"a\x00b"}', b"\x00", b'{"name":"\\ud800"}', b"[" * 100_000,
                 b'{"name":' * 50_000, b'{"name":"' + b"x" * 100_000 + b'"}', b"1e999999",
                 b'{"name":"a","description":5}', b'{"name":"a","uid":"not-a-uid"}']
    for body in malformed:
        answer = create(body)
        ok(400 <= answer.status < 500 and answer.code() and answer.json.get("error"),
           f"refused in JSON: {body[:40]!r}, {len(body)} bytes", answer)
    field = create(b'{"name":7}')
    equal(field.json.get("field"), "name", "a refusal names the field")
    equal(create(b"name=x", {"Content-Type": "application/x-www-form-urlencoded"}).status, 415,
          "a form is not JSON")

    large = b'{"name":"' + b"x" * 10_000_000 + b'"}'
    answer = create(large)
    equal((answer.status, answer.code()), (413, "body_too_large"), "10 MB are too many, and it is said")
    chunked = (b"POST /api/projects" + LOCAL + b"Content-Type: application/json\r\n"
               b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % len(large) + large + b"\r\n0\r\n\r\n")
    equal(status_of(exchange(server, chunked)), 413, "10 MB in chunks are, too")
    waiting = (b"POST /api/projects" + LOCAL + b"Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
    equal(status_of(exchange(server, waiting)), 413, "they are refused before they are sent")
    body = b'{"name":"continued"}'
    polite = (b"POST /api/projects" + LOCAL + b"Content-Type: application/json\r\n"
              b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(polite)
        first = connection.recv(1000)
        connection.sendall(body)
        equal((first, connection.recv(1000)[:15]), (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK"),
              "Expect: 100-continue is answered")
    for text in ("Ünïcödé ✓ 🚀", "<script>alert(1)</script>", "'; DROP TABLE projects; --"):
        made = create({"name": text})
        equal(made.data() and made.data()["name"], text, f"kept as it is: {text}")


def malformed_http(server):
    for request in (b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n",
                    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /" + LOCAL + b"no colon\r\n\r\n",
                    b"GET /\x00" + LOCAL + b"\r\n", b"GET /" + LOCAL + b"A: \x01\r\n\r\n",
                    b"POST /api/projects" + LOCAL + b"Content-Length: x\r\n\r\n",
                    b"POST /api/projects" + LOCAL + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
                    b"POST /api/projects" + LOCAL + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    b"POST /api/projects" + LOCAL + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                    b"POST /api/projects" + LOCAL + b"Content-Length: 50\r\n\r\n{}", b"GET / HT"):
        received = exchange(server, request)
        ok(status_of(received) == 400 and b'"code":' in received, f"400 for {request[:60]!r}", received)
    equal(status_of(exchange(server, b"GET /" + b"a" * 20_000 + LOCAL + b"\r\n")), 431,
          "a header over 16 kB is refused")

    random.seed(7)
    whole = (b"POST /api/conversations/save" + LOCAL + b"Content-Type: application/json\r\nContent-Length: 60\r\n"
             b'\r\n{"session_id":1,"conversation":[{"role":"user","content":""}]}')
    statuses = set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(random.randint(1, 6)):
            data[random.randrange(len(data))] = random.randrange(256)
        for status in re.findall(rb"HTTP/1\.1 (\d+)", exchange(server, bytes(data)) or b""):
            statuses.add(int(status))
    ok(statuses and max(statuses) < 500, "400 mutilated requests: nothing but 4xx", statuses)


def has_code(answer):
    """The API's code, or that of JSON-RPC."""
    error = answer.json.get("error") if isinstance(answer.json, dict) else None
    return bool(answer.code() or isinstance(error, dict) and error.get("code"))


def every_route(server):
    """Each route of the API's own description, with what nobody should send."""
    paths = ask(server, "GET", "/api/openapi.json").json["paths"]
    ids = ["0", "-1", "1", "99999999", "99999999999999999999", "abc", "%25", "a" * 3000, "1%2f2",
           "01890000-0000-7000-8000-000000000000"]
    bodies = [None, b"", b"{}", b"[1]", b'{"project_id":{},"session_id":[],"name":{},"conversation":{}}',
              b'{"project_id":1e300,"session_id":"x","name":"' + b"n" * 5000 + b'","conversation":[1,null]}',
              b'{"session_id":-1,"conversation":[{"role":5,"content":null}],"status":"\\u0000","title":1}',
              b'{"project_id":"1","projectId":"1","conversationText":7,"useAI":"x","success":"no"}']
    queries = ["", "?limit=0", "?limit=x&cursor=%f0%9f", "?limit=99999999999999999999", "?cursor=%27--",
               "?q=%22%22&kind=x", "?q=" + "a" * 5000, "?since=-5&sessions=1e9&credits=x&budget=-1&project=zz"]
    faults = []
    count = 0
    connection = server.connect()
    for path, methods in paths.items():
        for method in methods:
            for number in range(24):
                name = re.sub(r"\{\w+\}|:\w+", ids[number % len(ids)], path)
                body = None if method == "get" else bodies[number % len(bodies)]
                try:
                    answer = ask(connection, method.upper(), name + queries[number % len(queries)], body)
                except OSError as failure:
                    faults.append((method, name, str(failure)))
                    connection = server.connect()
                    continue
                count += 1
                if answer.status >= 500 or answer.json is None or (answer.status >= 400 and not has_code(answer)):
                    if answer.headers["Content-Type"] == "application/json" or answer.status >= 400:
                        faults.append((method, name, body, answer))
    ok(count > 500 and not faults, f"{count} requests to every route: no 5xx, always JSON with a code",
       "\n".join(map(str, faults[:10])))


def data(server):
    project = ask(server, "POST", "/api/projects", {"name": "data"}).json["id"]
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        started = list(pool.map(
            lambda _: ask(server, "POST", "/api/sessions/create", {"project_id": str(project)}), range(16)))
    numbers = sorted(answer.data()["session_number"] for answer in started if answer.status == 200)
    equal(numbers, list(range(1, 17)), "sessions started at once get a number each")
    session = started[0].data()["session_id"]
    conversation = {"session_id": session,
                    "conversation": [{"role": "user", "content": f"turn {i}"} for i in range(5)]}
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ask(server, "POST", "/api/conversations/save", conversation), range(8)))
    turns = ask(server, "GET", f"/api/sessions/{session}/turns").data()
    equal([turn["content"] for turn in turns], [f"turn {i}" for i in range(5)],
          "a conversation saved eight times at once is stored once")
    return project


def imports(server, project):
    lines = "".join(json.dumps({"role": "user" if i % 2 else "assistant", "content": f"line {i} " + "x" * 200})
                    + "\n" for i in range(5000)).encode()
    pieces = b"".join(b"%x\r\n" % len(lines[at:at + 9999]) + lines[at:at + 9999] + b"\r\n"
                      for at in range(0, len(lines), 9999)) + b"0\r\n\r\n"
    target = f"/api/imports?project={project}&name=talk.jsonl".encode()
    whole = exchange(server, b"POST " + target + LOCAL + b"Transfer-Encoding: chunked\r\n"
                     b"Connection: close\r\n\r\n" + pieces, timeout=60)
    answer = json.loads(whole.split(b"\r\n\r\n", 1)[1]) if status_of(whole) == 200 else {}
    equal(answer.get("data", {}).get("turns_added"), 5000, "a transcript is imported as it streams in")
    again = ask(server, "POST", target.decode(), lines, {"Content-Type": "application/x-ndjson"})
    equal((again.status, (again.data() or {}).get("turns_added")), (200, 0), "imported again, it adds nothing")
    torn = exchange(server, b"POST " + target + LOCAL + b"Transfer-Encoding: chunked\r\n\r\n" + pieces[:50_000])
    ok(400 <= status_of(torn) < 500, "a torn upload is refused", torn[:300])
    nowhere = exchange(server, b"POST /api/imports?project=999999" + LOCAL + b"Expect: 100-continue\r\n"
                       b"Content-Length: 900000000\r\n\r\n")
    ok(400 <= status_of(nowhere) < 500, "a hopeless upload is refused before it is sent", nowhere[:300])
    equal(ask(server, "GET", "/api/health").status, 200, "and the server goes on")


class SlowClients:
    """Clients that never finish, begun early and looked at late, since their time-out is 10 s."""

    def __init__(self, server):
        self.server = server
        self.results = {}
        self.threads = [threading.Thread(target=self.drip, args=("header", b"GET /api/health HTTP/1.1\r\nX: ")),
                        threading.Thread(target=self.hold, args=("half a header", b"GET /api/he"))]
        self.idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
        for connection in self.idle[:150]:
            connection.sendall(b"POST /api/projects HTTP/1.1\r\n")
        for thread in self.threads:
            thread.start()

    def drip(self, name, begin):
        started = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=1) as connection:
            connection.sendall(begin)
            received = b""
            while time.monotonic() - started < 20:
                try:
                    connection.sendall(b"a")
                    piece = connection.recv(1000)
                    received += piece
                    if not piece:
                        break
                except TimeoutError:
                    continue
                except OSError:
                    break
        self.results[name] = (status_of(received), time.monotonic() - started)

    def hold(self, name, begin):
        started = time.monotonic()
        received = exchange(self.server, begin, finish_sending=False, timeout=20)
        self.results[name] = (status_of(received), time.monotonic() - started)

    def check(self):
        began = time.monotonic()
        answer = ask(self.server, "GET", "/api/health")
        ok(answer.status == 200 and time.monotonic() - began < 2, "300 idle clients keep nobody waiting")
        for thread in self.threads:
            thread.join()
        for name, (status, seconds) in self.results.items():
            ok(status == 408 and 8 < seconds < 16, f"a client that is slow with {name} is given up",
               f"status {status} after {seconds:.1f} s")
        for connection in self.idle:
            connection.close()


def refuse_to_start(path, *arguments):
    return subprocess.run([BATON, "--db", os.path.join(path, "second.db"), "serve", *arguments],
                          capture_output=True, text=True, timeout=20)


def starting(server, path):
    ok(re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*", server.address), "--port 0 takes a free port and says which",
       server.address)
    second = refuse_to_start(path, "--port", str(server.port))
    equal((second.returncode, second.stdout), (4, ""), "a port in use is a conflict")
    ok(f"(process {server.process.pid})" in second.stderr and "--port 0" in second.stderr
       and len(second.stderr.splitlines()) == 1, "the line names who holds it and offers --port 0", second.stderr)
    open_wide = refuse_to_start(path, "--host", "0.0.0.0", "--port", "0")
    ok(open_wide.returncode != 0 and "token" in open_wide.stderr and not open_wide.stdout,
       "without a token only this machine is served", open_wide.stderr)
    unknown = refuse_to_start(path, "--host", "no.such.host.invalid", "--port", "0")
    ok(unknown.returncode != 0 and "no.such.host.invalid" in unknown.stderr, "an unknown host is named",
       unknown.stderr)


def tokens(path):
    database = os.path.join(path, "tokens.db")
    with Server(database) as server:
        made = ask(server, "POST", "/api/tokens", {"name": "test", "role": "read"})
        token = made.data()["token"]
        proxied = ask(server, "GET", "/api/projects", None, {"X-Forwarded-For": "192.0.2.1"})
        equal(proxied.status, 401, "what comes through a proxy needs a token on loopback too")
    with Server(database, "--host", "0.0.0.0") as server:
        bearer = {"Authorization": f"Bearer {token}"}
        equal(ask(server, "GET", "/api/projects").status, 401, "on the network a token is asked for")
        equal(ask(server, "GET", "/api/projects", None, {"Authorization": "Bearer x"}).status, 401,
              "an unknown token is none")
        equal(ask(server, "GET", "/api/projects", None, bearer).status, 200, "with a token it answers")
        equal(ask(server, "POST", "/api/projects", {"name": "x"}, bearer).status, 403,
              "a reader's token does not write")
        equal(ask(server, "GET", "/").status, 200, "the page asks for it")


def logging_in(path):
    database = os.path.join(path, "login.db")
    made = subprocess.run([BATON, "--db", database, "token", "create", "phone", "--link", "--server",
                           "https://baton.example/"], capture_output=True, text=True)
    link = made.stdout.strip()
    ok(link.startswith("https://baton.example/login?code="), "a login link is printed", made)
    with Server(database, "--host", "0.0.0.0") as server:
        for _ in range(2):
            page = ask(server, "GET", link.removeprefix("https://baton.example"), None, {"Accept": "text/html"})
            equal(page.status, 200, "looking at the link uses up nothing")
        code = {"code": link.split("=")[1]}
        opened = ask(server, "POST", "/api/login", code)
        cookie = opened.headers["Set-Cookie"]
        ok("HttpOnly; SameSite=Strict" in cookie and "Secure" not in cookie, "the code opens a session", cookie)
        equal(ask(server, "POST", "/api/login", code).json["code"], "code_used", "once")
        session = {"Cookie": cookie.split(";")[0]}
        equal(ask(server, "GET", "/api/projects", None, session).status, 200, "the session is known")
        equal(ask(server, "POST", "/api/projects", {"name": "x"}, session).status, 403,
              "a change must come from a page of the server")
        here = {"Origin": f"http://127.0.0.1:{server.port}", **session}
        equal(ask(server, "POST", "/api/projects", {"name": "x"}, here).status, 200, "as this one does")
        proxied = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
        made = ask(server, "POST", "/api/tokens", {"name": "a"}, here)
        equal(made.status, 403, "the session may what its token may")
        closed = ask(server, "POST", "/api/logout", {}, here)
        ok("Max-Age=0" in closed.headers["Set-Cookie"], "logging out takes the cookie away", closed)
        equal(ask(server, "GET", "/api/projects", None, session).status, 401, "and ends the session")
        health = ask(server, "GET", "/api/health", None, proxied)
        ok("max-age" in health.headers.get("Strict-Transport-Security", ""), "by https it says so", health)


def limits(path):
    database = os.path.join(path, "limits.db")
    os.environ["BATON_ADMIN_TOKEN"] = "a secret of this test"
    try:
        with Server(database, "--host", "0.0.0.0") as server:
            bearer = {"Authorization": "Bearer a secret of this test"}
            equal(ask(server, "GET", "/api/tokens", None, bearer).status, 200, "the environment's token is an admin's")
            guesses = [ask(server, "GET", "/api/projects").status for _ in range(130)]
            ok(guesses[0] == 401 and guesses[-1] == 429, "who guesses is slowed down", guesses)
            refused = ask(server, "GET", "/api/projects")
            equal(refused.headers["Retry-After"], "10", "and told to wait")
            equal(ask(server, "GET", "/api/projects", None, bearer).status, 200, "others are not")
    finally:
        del os.environ["BATON_ADMIN_TOKEN"]


def stopping(path):
    database = os.path.join(path, "stop.db")
    for number in (signal.SIGTERM, signal.SIGINT):
        server = Server(database)
        project = ask(server, "POST", "/api/projects", {"name": "stopped"}).json["id"]
        body = json.dumps({"name": "written while stopping"}).encode()
        idle = socket.create_connection(("127.0.0.1", server.port))
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as busy:
            busy.sendall(b"POST /api/projects" + LOCAL + b"Content-Type: application/json\r\n"
                         b"Content-Length: %d\r\n\r\n" % len(body))
            time.sleep(0.2)
            began = time.monotonic()
            server.send_signal(number)
            if number == signal.SIGTERM:
                server.send_signal(number)
            time.sleep(0.2)
            busy.sendall(body)
            received = b""
            while piece := busy.recv(65536):
                received += piece
        equal((server.wait(), status_of(received)), (0, 200),
              f"{number.name}: the request in flight is answered, then the server ends with 0")
        ok(time.monotonic() - began < 3 and idle.recv(10) == b"", f"{number.name}: idle clients do not hold it")
        idle.close()
        with Server(database) as again:
            names = [p["name"] for p in ask(again, "GET", "/api/projects").data()]
            ok(names[0] == "written while stopping" and ask(again, "GET", f"/api/projects/{project}").status == 200,
               f"{number.name}: what was answered is there afterwards", names)
    server = Server(database)
    half = socket.create_connection(("127.0.0.1", server.port))
    half.sendall(b"POST /api/projects" + LOCAL + b"Content-Length: 10\r\n\r\n{")
    time.sleep(0.2)
    began = time.monotonic()
    status = server.stop()
    ok(status == 0 and 3 < time.monotonic() - began < 8, "a request that never ends is waited for 5 s, not longer",
       f"{status} after {time.monotonic() - began:.1f} s")
    half.close()


def main():
    require_baton()
    with folder() as path:
        with Server(os.path.join(path, "first.db")) as server:
            slow = SlowClients(server)
            starting(server, path)
            protocol(server)
            page_and_headers(server)
            foreign_pages(server)
            bodies(server)
            malformed_http(server)
            project = data(server)
            imports(server, project)
            every_route(server)
            slow.check()
            equal(server.process.poll(), None, "the server is still the one that was started")
            equal(server.stop(), 0, "and ends with 0")
            ok(not server.errors(), "nothing was logged", server.errors())
        tokens(path)
        logging_in(path)
        limits(path)
        stopping(path)
    finish()


main()
