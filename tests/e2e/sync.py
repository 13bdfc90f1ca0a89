"""Two machines and a server that hold one history: `baton remote`, `baton sync`, over HTTP."""
import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time

from support import BATON, Server, ask, equal, finish, folder, ok, require_baton


class Machine:
    """A home of its own, and a folder that is no repository."""

    def __init__(self, path):
        self.path = path
        os.makedirs(path + "/work", exist_ok=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": path, "PWD": path + "/work",
                            "BATON_DB": path + "/baton.db", "XDG_CONFIG_HOME": path + "/config"}

    def run(self, *words, input="", code=0):
        done = subprocess.run([BATON, *words], env=self.environment, input=input, capture_output=True, text=True,
                              timeout=60, cwd=self.path + "/work")
        if done.returncode != code:
            ok(False, f"baton {' '.join(words)} ends with {code}", f"{done.returncode}: {done.stdout}{done.stderr}")
        return done

    def data(self, *words):
        return json.loads(self.run("--json", *words).stdout)["data"]

    def session(self, said):
        self.run("start")
        conversation = [{"role": "user", "content": said}, {"role": "assistant", "content": "It is done: " + said}]
        self.run("save", "-", input=json.dumps(conversation))
        return self.run("done")

    def found(self, word):
        return self.run("search", word).stdout


def token(database, role="write"):
    return json.loads(subprocess.run([BATON, "--db", database, "--json", "token", "create", role, "--role", role],
                                     capture_output=True, text=True, check=True).stdout)["data"]["token"]


def hold_one_history(server, laptop, station, secret):
    laptop.run("init", "notes")
    laptop.session("the barometer module")
    added = laptop.run("remote", "add", server.address, "--all", input=secret)
    ok("The token is" in added.stderr and secret not in added.stdout + added.stderr, "remote add keeps the token unseen",
       added)
    dry = laptop.run("sync", "--dry-run").stdout
    ok("would go" in dry and "0 events" not in dry, "--dry-run says what would go", dry)
    sent = laptop.run("sync").stdout
    ok("sent" in sent and "received 0 events" in sent, "the first sync sends", sent)
    equal(laptop.run("sync").stdout, "origin: nothing new.\n", "then nothing is new")
    none = station.run("remote", "add", server.address, input=secret)
    ok("No project goes there yet" in none.stdout, "nothing goes that was not chosen", none)
    station.run("sync")
    ok("barometer" in station.found("barometer"), "what was said on one is found on the other")
    station.run("--project", "notes", "start")
    station.run("--project", "notes", "save", "-", input='[{"role": "user", "content": "the hygrometer, too"}]')
    laptop.run("start")
    laptop.run("save", "-", input='[{"role": "user", "content": "the anemometer, too"}]')
    station.run("sync")
    moved = laptop.run("sync").stderr
    ok("Session 2 of notes is session 3 now" in moved, "a number that had to change says so", moved)
    equal(laptop.run("sync").stderr, "", "once")
    station.run("sync")
    for machine in (laptop, station):
        ok("hygrometer" in machine.found("hygrometer") and "anemometer" in machine.found("anemometer"),
           "each has what both did offline")
    numbers = [sorted(s["session_number"] for s in machine.data("--project", "notes", "sessions"))
               for machine in (laptop, station)]
    equal(numbers, [[1, 2, 3], [1, 2, 3]], "and the same numbers")
    devices = laptop.data("sync", "status")["devices"]
    equal(len(devices), 2, "status names both devices")


def chosen_only(server, laptop, secret):
    private = Machine(laptop.path + "-private")
    private.run("init", "diary")
    private.session("what nobody else reads")
    private.run("remote", "add", server.address, input=secret)
    private.run("sync")
    ok("nobody else reads" not in laptop_after_sync(laptop), "a project that was not chosen stays at home")
    kept = private.run("remote", "add", server.address, "--projects", "diary")
    ok("The token is" not in kept.stderr, "the token that is kept stays", kept)
    private.run("sync")
    ok("nobody else reads" in laptop_after_sync(laptop), "chosen later, it goes whole")
    forgotten_at_home(server, private)


def forgotten_at_home(server, private):
    """A purge goes everywhere; what it cut goes only where it was."""
    kept = Machine(private.path + "/kept")
    kept.environment = private.environment | {"PWD": kept.path + "/work"}
    kept.run("init", "kept")
    kept.run("start")
    kept.run("save", "-", input=json.dumps([{"role": "user", "content": "what stays at home"}]))
    kept.run("done", "--accomplished", "it stays at home")
    session = kept.data("sessions")[0]
    kept.run("forget", str(session["session_number"]), "--yes")
    kept.run("sync")
    with sqlite3.connect(server.database) as log:
        held = log.execute("SELECT count(*) FROM events WHERE entity_id = ?", (session["uid"],)).fetchone()[0]
        purges = log.execute("SELECT count(*) FROM events WHERE type = 'store.purged'").fetchone()[0]
    ok(held == 0 and purges > 0, "of a purged session that was never sent nothing goes", (held, purges))


def laptop_after_sync(laptop):
    laptop.run("sync")
    return laptop.found("nobody")


def copied_folder(server, laptop):
    copy = Machine(laptop.path + "-copy")
    shutil.copytree(laptop.path, copy.path, dirs_exist_ok=True)
    for machine, word in ((laptop, "theodolite"), (copy, "sextant")):
        machine.run("--project", "notes", "start")
        machine.run("--project", "notes", "save", "-", input=json.dumps([{"role": "user", "content": word}]))
    laptop.run("sync")
    told = copy.run("sync").stderr
    ok("This data folder is a copy of another" in told and "Nothing was lost" in told,
       "of two copies of one folder one becomes a device of its own, and says so", told)
    laptop.run("sync")
    for machine in (laptop, copy):
        ok("theodolite" in machine.found("theodolite") and "sextant" in machine.found("sextant"), "neither lost anything")


def who_may(server, laptop, secret):
    """From the network nobody comes in without a token."""
    laptop.run("remote", "add", server.address, "--all", input=secret)
    reader = Machine(laptop.path + "-reader")
    reader.run("init", "own")
    reader.session("read only")
    reader.run("remote", "add", server.address, "--all", input=token(server.database, "read"))
    refused = reader.run("sync", code=6)
    ok("role does not allow" in refused.stderr, "a token that may only read pushes nothing", refused)
    ok("read only" not in laptop_found(laptop, "only"), "and nothing arrived")
    follower = Machine(laptop.path + "-follower")
    follower.run("remote", "add", server.address, input=token(server.database, "read"))
    ok("received" in follower.run("sync").stdout, "where nothing waits it syncs")
    wrong = Machine(laptop.path + "-wrong")
    wrong.run("init", "own")
    wrong.run("remote", "add", server.address, "--all", input="bt_wrong")
    refused = wrong.run("sync", code=6)
    ok("does not know the token" in refused.stderr, "a wrong token is said to be one", refused)


def laptop_found(laptop, word):
    laptop.run("sync")
    return laptop.found(word)


def packed(server):
    body = gzip.compress(json.dumps({"device": {"id": "d"}, "events": [], "texts": []}).encode())
    taken = ask(server, "POST", "/api/sync/push", body, {"Content-Encoding": "gzip"})
    equal(taken.status, 200, "a gzipped body is unpacked")
    torn = ask(server, "POST", "/api/sync/push", body[:-9], {"Content-Encoding": "gzip"})
    equal((torn.status, torn.code()), (400, "malformed_gzip"), "a torn one is refused")
    bomb = ask(server, "POST", "/api/sync/push", gzip.compress(b" " * (9 << 20)), {"Content-Encoding": "gzip"})
    equal((bomb.status, bomb.code()), (413, "body_too_large"), "and one that becomes too large")
    page = ask(server, "GET", "/api/sync/pull", headers={"Accept-Encoding": "gzip"})
    equal(page.headers["Content-Encoding"], "gzip", "a page comes gzipped to who takes that")
    plain = ask(server, "GET", "/api/sync/pull")
    equal(json.loads(gzip.decompress(page.body))["data"]["events"], plain.data()["events"], "and holds the same")


def compared(server, laptop):
    """A hole in the server's log, made by hand, is found and filled."""
    same = laptop.run("sync", "--check")
    ok("both sides hold the same events" in same.stdout, "what both sides hold is compared", same)
    database = sqlite3.connect(server.database)
    database.execute("DELETE FROM events WHERE seq = 2")
    database.commit()
    database.close()
    mended = laptop.run("sync", "--check")
    ok("exchanged again" in mended.stderr and "both sides hold the same events" in mended.stdout,
       "a hole is found and filled", mended)


def by_itself(server, laptop, secret):
    alone = Machine(laptop.path + "-alone")
    alone.run("init", "alone")
    alone.run("remote", "add", server.address, "--all", "--automatic", input=secret)
    done = alone.session("by itself")
    ok("Synced with origin" in done.stderr, "done syncs by itself where that is asked for", done)
    alone.run("remote", "add", "http://127.0.0.1:9", "--name", "dead", "--all", "--automatic", "--no-token")
    begun = time.monotonic()
    started = alone.run("start")
    took = time.monotonic() - begun
    ok("Not synced with dead" in started.stderr and took < 5, "without a network it says so and goes on", (took, started))
    alone.run("remote", "add", "http://127.0.0.1:9", "--name", "dead", "--no-token", "--by-hand")
    alone.run("remote", "add", "http://127.0.0.1:9", "--name", "a-dead-one", "--all", "--no-token")
    one_is_dead(alone)
    for name in ("dead", "a-dead-one"):
        ok(f"Remote {name} is forgotten" in alone.run("remote", "remove", name).stdout, "a remote is forgotten")
    alone.run("remote", "remove", code=2)
    kept = alone.run("remote", "add", server.address + "/", "--no-token").stdout
    ok("All projects go there" in kept and "before `start`" in kept, "what a known remote may have stays", kept)
    own = Machine(alone.path + "/own")
    own.environment = alone.environment | {"PWD": own.path + "/work"}
    own.run("init", "own")
    others = {project["uid"] for project in alone.data("projects") if project["name"] != "alone"}
    alone.run("remote", "add", server.address, "--withhold", "alone", input=secret)
    held = alone.data("remote")[0]
    ok(not held["all_projects"], "until it is withheld")
    equal(set(held["projects"]), others, "and it alone")
    words = [("sync", "--watch", "--dry-run"), ("sync", "--check", "--dry-run"),
             ("remote", "add", server.address, "--all", "--projects", "alone")]
    for refused in words:
        alone.run(*refused, code=2)


def one_is_dead(alone):
    alone.session("said while one server is away")
    waiting = {one["remote"]: one["waiting"] for one in alone.data("sync", "--dry-run")}
    ok(waiting["origin"] == 0 and waiting["a-dead-one"] > 0, "--dry-run tells as JSON, too", waiting)
    alone.run("start")
    alone.run("save", "-", input=json.dumps([{"role": "user", "content": "kept by one of two"}]))
    done = alone.run("sync", code=6)
    ok("origin: sent" in done.stdout and done.stderr.count("Nothing answers") == 2,
       "a remote that does not answer keeps no other from its sync", done)


def verified(machine):
    """What is found of the newest handoff's claims, whatever the exit code says of them."""
    done = subprocess.run([BATON, "--json", "handoff", "verify"], env=machine.environment,
                          cwd=machine.path + "/work", capture_output=True, text=True)
    return json.loads(done.stdout)["data"]


def recorded_elsewhere(server, path, secret):
    """What only the other machine has is not said to be gone; what the repository has is checked."""
    origin, copy = Machine(path + "/origin"), Machine(path + "/copy")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t", "-C", origin.path + "/work"]
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "first"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    open(origin.path + "/work/kept.py", "w").write("print('kept')\n")
    subprocess.run([*git, "add", "."], check=True, capture_output=True)
    subprocess.run([*git, "commit", "-q", "-m", "second"], check=True, capture_output=True)
    os.rmdir(copy.path + "/work")
    subprocess.run(["git", "clone", "-q", origin.path + "/work", copy.path + "/work"], check=True, capture_output=True)
    for machine in (origin, copy):
        machine.run("init", "beacon")
    shutil.copy(origin.path + "/work/.baton", copy.path + "/work/.baton")
    origin.run("start")
    said = [{"role": "user", "content": "Start the server and tell me where it runs."},
            {"role": "assistant", "content": "The beacon server is running on http://localhost:4 now; I changed `kept.py`."}]
    origin.run("save", "-", input=json.dumps(said))
    origin.run("done")
    for machine in (origin, copy):
        machine.run("remote", "add", server.address, "--all", input=secret)
        machine.run("sync")
    there, here = verified(origin), verified(copy)
    service = {side: [f for f in found["findings"] if f["kind"] == "service"] for side, found in
               (("there", there), ("here", here))}
    equal([f["verdict"] for f in service["there"]], ["broken"], "the machine that recorded a port looks at it")
    ok([f["verdict"] for f in service["here"]] == ["unchecked"]
       and "not checkable here (recorded on " in service["here"][0]["found"],
       "another says that it cannot", service["here"])


class Watching:
    """`baton sync --watch` that would not look again by itself before the test is over."""

    def __init__(self, machine):
        self.process = subprocess.Popen([BATON, "sync", "--watch", "--every", "3600"], env=machine.environment,
                                        cwd=machine.path + "/work", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.machine = machine

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ends(self, how):
        """The exit code after that signal, None if it goes on."""
        self.process.send_signal(how)
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            return None


def comes(condition):
    """Whether it becomes true in good time."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def live(path, secret, database):
    """What is new on either side goes at once, told by the server's WebSocket."""
    near, far = Machine(path + "/near"), Machine(path + "/far")
    with Server(database) as server:
        port = server.port
        for machine in (near, far):
            machine.run("remote", "add", server.address, "--all", input=secret)
        near.run("init", "observatory")
        near.session("the telescope")
        with Watching(far) as watching:
            near.run("sync")
            ok(comes(lambda: "telescope" in far.found("telescope")), "what is pushed comes to who watches")
            far.run("--project", "observatory", "start")
            far.run("--project", "observatory", "save", "-", input='[{"role": "user", "content": "the spectroscope"}]')
            ok(comes(lambda: near.run("sync") and "spectroscope" in near.found("spectroscope")),
               "what is written beside the watch goes")
            server.process.kill()
            server.process.wait()
            near.session("the heliostat")
            with Server(database, port=port):
                near.run("sync")
                ok(comes(lambda: "heliostat" in far.found("heliostat")), "after the server came back it goes on")
                equal(watching.ends(signal.SIGINT), 0, "Ctrl-C ends it")
    with Server(database, "--host", "0.0.0.0") as server:
        far.run("remote", "add", f"http://127.0.0.1:{server.port}", "--all", input="bt_wrong")
        refused = far.run("sync", "--watch", code=6)
        ok("does not know the token" in refused.stderr, "a token that is refused ends it", refused)


def git(machine, *words):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *words], check=True, capture_output=True,
                   cwd=machine.path + "/work", env={**machine.environment, "GIT_CONFIG_GLOBAL": "/dev/null"})


def transcript(machine):
    """Of a session in the repository's folder web/: a file that is not committed, a port, a program."""
    top = machine.path + "/work"
    common = {"sessionId": "s1", "cwd": top + "/web", "gitBranch": "main",
              "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.999Z", time.gmtime())}
    turns = [("user", "Make the gate open")]
    calls = [("Write", {"file_path": top + "/gate.py", "content": "x"}, "File created"),
             ("Bash", {"command": f"cd {top} && make check"}, "12 passed"),
             ("Bash", {"command": "gatectl build"}, "built")]
    for number, (name, words, result) in enumerate(calls):
        turns += [("assistant", [{"type": "tool_use", "id": f"t{number}", "name": name, "input": words}]),
                  ("user", [{"type": "tool_result", "tool_use_id": f"t{number}", "content": result}])]
    turns.append(("assistant", [{"type": "text", "text": "The server is running on localhost:1."}]))
    lines = [{**common, "type": role, "uuid": str(number), "message": {"id": f"m{number}", "role": role, "content": said}}
             for number, (role, said) in enumerate(turns)]
    return "".join(json.dumps(line) + "\n" for line in lines)


def not_committed_elsewhere(server, path, secret):
    """Paths mean the same in every clone; what was not committed where a handoff was recorded is not said to be gone."""
    desk, couch = Machine(path + "/desk"), Machine(path + "/couch")
    os.makedirs(desk.path + "/work/web")
    for name, text in (("Makefile", "check:\n"), ("web/a.ts", "")):
        with open(f"{desk.path}/work/{name}", "w") as file:
            file.write(text)
    git(desk, "init", "-q", "-b", "main")
    git(desk, "add", "-A")
    git(desk, "commit", "-q", "-m", "one")
    git(couch, "clone", "-q", desk.path + "/work", ".")
    desk.run("start")
    with open(desk.path + "/work/gate.py", "w") as file:
        file.write("x")
    os.makedirs(desk.path + "/.claude/projects/r")
    with open(desk.path + "/.claude/projects/r/s1.jsonl", "w") as file:
        file.write(transcript(desk))
    desk.run("done")
    for machine in (desk, couch):
        machine.run("remote", "add", server.address, "--all", input=secret)
        machine.run("sync")
    here = desk.run("handoff", "verify", code=1).stdout
    ok("nothing answers on localhost:1" in here and "gatectl is not found" in here and "not checkable" not in here,
       "where a handoff was recorded all of it is checked", here)
    there = couch.run("handoff", "verify").stdout
    for claim in ("service 1", "program gatectl", "file gate.py", "tree working tree"):
        ok(f"{claim}: not checkable here (recorded on " in there, f"on another machine nobody looks for {claim}",
           there)
    data = couch.data("handoff", "verify")
    verdicts = {(one["kind"], one["subject"]): one["verdict"] for one in data["findings"]}
    equal(verdicts["service", "1"], "unchecked", "a port is unchecked")
    equal([verdicts[kind] for kind in verdicts if kind[0] in ("target", "branch", "commit")], ["holds"] * 3,
          "what a clone can confirm is confirmed")
    shown = couch.run("handoff").stdout
    ok(desk.path not in shown and "gate.py" in shown, "no path tells of the other's home", shown)
    started = couch.run("start").stdout
    unseen = [line for line in started.splitlines() if line.startswith("UNSEEN   ")]
    ok(len(unseen) == 1 and "not checkable here (recorded on " in unseen[0] and "service 1" in unseen[0],
       "start says so in a line", started)
    ok("MOVED" not in started, "and calls nothing moved", started)


def restored(database, laptop, secret):
    """The server's disk is put back; what it had acknowledged since comes again."""
    with Server(database) as server:
        laptop.run("remote", "add", server.address, "--name", "later", "--all", input=secret)
        laptop.run("sync", "later")
    shutil.copy(database, database + ".copy")
    laptop.run("--project", "notes", "start")
    laptop.run("--project", "notes", "save", "-", input='[{"role": "user", "content": "the gyroscope"}]')
    with Server(database) as server:
        laptop.run("remote", "add", server.address, "--name", "later", "--all", input=secret)
        laptop.run("sync", "later")
    for rest in ("-wal", "-shm"):
        if os.path.exists(database + rest):
            os.remove(database + rest)
    shutil.copy(database + ".copy", database)
    with Server(database) as server:
        # The same server at another port: told without the change of address, which begins anew anyway.
        subprocess.run([BATON, "--db", laptop.environment["BATON_DB"], "--json", "sync", "status"], check=True,
                       capture_output=True)
        laptop.run("remote", "add", server.address, "--name", "later", "--all", input=secret)
        laptop.run("sync", "later")
        found = subprocess.run([BATON, "--db", database, "search", "gyroscope"], capture_output=True, text=True).stdout
        ok("gyroscope" in found, "what a restored server had lost is offered again", found)


def main():
    require_baton()
    with folder() as path:
        database = path + "/server.db"
        laptop, station = Machine(path + "/laptop"), Machine(path + "/station")
        secret = token(database)
        with Server(database) as server:
            hold_one_history(server, laptop, station, secret)
            chosen_only(server, laptop, secret)
            copied_folder(server, laptop)
            packed(server)
            compared(server, laptop)
            by_itself(server, laptop, secret)
            recorded_elsewhere(server, path, secret)
            not_committed_elsewhere(server, path, secret)
        with Server(database, "--host", "0.0.0.0") as server:
            server.address = f"http://127.0.0.1:{server.port}"
            who_may(server, laptop, secret)
        live(path, secret, database)
        gone = laptop.run("sync", code=6)
        ok("Nothing answers" in gone.stderr, "without the server: a sentence and an exit code", gone)
        restored(database, laptop, secret)
    finish()


main()
