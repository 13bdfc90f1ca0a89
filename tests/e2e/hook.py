"""Speaks the hook protocol of Claude Code to `baton hook`: what it hands over, what it takes in, that nothing
is lost or taken twice, and that it never keeps the assistant waiting, whatever is wrong.

Usage: hook.py CALLS"""
import concurrent.futures
import glob
import json
import os
import sqlite3
import subprocess
import sys
import time
import uuid

from support import BATON, equal, finish, folder, ok, require_baton

LIMIT_MS = 200
# For starting the process and for a machine that others use too.
SLACK_MS = 60 if os.getloadavg()[0] <= (os.cpu_count() or 1) else 400
HERE = os.path.dirname(os.path.abspath(__file__))


class Assistant:
    """A session of an assistant in a folder, whose transcript grows."""

    def __init__(self, work, session=None):
        self.work = work
        self.session = session or str(uuid.uuid4())
        self.home = os.path.join(work, "home")
        self.cwd = os.path.join(work, "engine")
        folder_of_it = os.path.join(self.home, ".claude", "projects", "-engine")
        os.makedirs(folder_of_it, exist_ok=True)
        os.makedirs(self.cwd, exist_ok=True)
        self.database = os.path.join(work, "baton.db")
        self.transcript = os.path.join(folder_of_it, self.session + ".jsonl")
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.home, "BATON_DB": self.database,
                            "GIT_CEILING_DIRECTORIES": work, "TZ": "UTC"}
        self.written = 0

    def say(self, role, content, end="\n"):
        self.written += 1
        second = self.written % 60
        record = {"type": role, "uuid": f"{self.session[:8]}-{self.written}", "sessionId": self.session,
                  "cwd": self.cwd, "gitBranch": "main", "timestamp": f"2026-03-01T{10 + self.written // 3600:02}:"
                  f"{self.written // 60 % 60:02}:{second:02}.000Z",
                  "message": {"role": role, "content": content}}
        with open(self.transcript, "a") as file:
            file.write(json.dumps(record) + end)

    def work_on(self, subject):
        self.say("user", f"Please write the {subject} parser and test it")
        self.say("assistant", [{"type": "text", "text": f"I will write the {subject} parser."},
                               {"type": "tool_use", "id": f"{self.session[:8]}-t{self.written}", "name": "Write",
                                "input": {"file_path": f"{self.cwd}/{subject}.cpp", "content": "int parse();"}}])
        self.say("user", [{"type": "tool_result", "tool_use_id": f"{self.session[:8]}-t{self.written - 1}",
                           "content": "File created"}])
        self.say("assistant", f"The {subject} parser is written. I decided to keep it recursive because it is short.")

    def event(self, name, **more):
        return {"session_id": self.session, "transcript_path": self.transcript, "cwd": self.cwd,
                "hook_event_name": name, **more}

    def call(self, name, given=None, words=(), **more):
        """(exit code, stdout, stderr, milliseconds)"""
        text = given if given is not None else json.dumps(self.event(name, **more)).encode()
        began = time.perf_counter()
        done = subprocess.run([BATON, *words, "hook", name], input=text, capture_output=True, env=self.environment,
                              timeout=20)
        return done.returncode, done.stdout.decode(), done.stderr.decode(), (time.perf_counter() - began) * 1000

    def added(self, name, **more):
        """What the hook adds to the conversation."""
        code, out, err, _ = self.call(name, **more)
        if code or err:
            return f"exit code {code}: {err}"
        return json.loads(out)["hookSpecificOutput"]["additionalContext"] if out else ""

    def baton(self, *words):
        return subprocess.run([BATON, *words], capture_output=True, text=True, env=self.environment, cwd=self.cwd,
                              timeout=60)

    def rows(self, sql, *parameters):
        with sqlite3.connect(self.database) as connection:
            return connection.execute(sql, parameters).fetchall()

    def turns(self):
        return self.rows("SELECT count(*), count(DISTINCT uid) FROM conversation_history")[0]


def quiet(name, outcome):
    """It ended with 0, said nothing, and in time."""
    code, out, err, took = outcome
    ok(code == 0 and not out, f"{name}: exit code 0 and nothing printed", outcome)
    ok(took <= LIMIT_MS + SLACK_MS, f"{name}: within {LIMIT_MS} ms", f"{took:.0f} ms; {err}")


def a_session():
    with folder() as work:
        one = Assistant(work)
        equal(one.added("SessionStart", source="startup"), "", "a first session starts from nothing")
        one.work_on("barometer")
        equal(one.added("Stop", last_assistant_message="x"), "", "Stop adds nothing")
        equal(one.turns(), (5, 5), "its turns are taken in")
        equal(one.rows("SELECT status, handoff_count FROM sessions"), [("in_progress", 1)],
              "the session is in progress and has a handoff")
        one.say("user", "Now the hygrometer, please")
        one.added("Stop", last_assistant_message="The hygrometer waits for the calibration table.")
        one.added("PreCompact", trigger="auto")
        again = one.added("SessionStart", source="compact")
        ok("calibration table" in again, "what the transcript does not hold yet is handed over after a compaction",
           again)
        one.added("SessionEnd", reason="other")
        equal(one.rows("SELECT status FROM sessions"), [("completed",)], "SessionEnd completes it")
        two = Assistant(work)
        text = two.added("SessionStart", source="startup")
        ok("hygrometer" in text and "recursive" in text, "the next session starts from its handoff", text)
        ok(len(text) <= 10_000, "within 10,000 characters")
        started = Assistant(work)
        started.environment = {**started.environment, "BATON_HANDED_OVER": "1"}
        equal(started.added("SessionStart", source="startup"), "", "nothing is handed over twice")
        ok("hygrometer" in started.added("SessionStart", source="clear"), "but again where the conversation is cleared")
        equal(two.added("UserPromptSubmit", prompt="thank you, go on please"), "", "no memory of a common prompt")
        known = two.added("UserPromptSubmit", prompt="why is the barometer parser recursive?")
        ok("recursive because it is short" in known and "(1:" in known, "what is known of a prompt is added", known)
        one.baton("import")
        equal(one.rows("SELECT count(*), sum(conversation_count) FROM sessions"), [(1, 6)],
              "an import makes no second session and takes no turn twice")
        one.work_on("anemometer")
        one.added("Stop")
        equal(one.rows("SELECT count(*), sum(conversation_count) FROM sessions"), [(1, 11)],
              "a session that goes on stays one")
        done = one.baton("done", "--next", "calibrate the anemometer")
        ok(done.returncode == 0 and "calibrate the anemometer" in done.stdout, "baton done completes it", done)
        one.say("assistant", "One more word.")
        one.added("Stop")
        one.added("SessionEnd")
        text = two.added("SessionStart", source="startup")
        ok("calibrate the anemometer" in text, "what was said at its end is kept", text)


def after_an_import():
    with folder() as work:
        one = Assistant(work)
        one.work_on("barometer")
        one.baton("import")
        one.work_on("hygrometer")
        one.added("Stop")
        one.added("SessionEnd")
        equal(one.rows("SELECT count(*), sum(conversation_count) FROM sessions"), [(1, 10)],
              "hooks go on with the session that an import made")


def into_an_open_session():
    with folder() as work:
        one = Assistant(work)
        one.baton("init", "engine")
        one.baton("start", "the barometer")
        with sqlite3.connect(one.database) as connection:
            connection.execute("UPDATE sessions SET started_at = '2026-02-28T00:00:00.000Z'")
        one.work_on("barometer")
        one.added("Stop")
        one.added("SessionEnd")
        equal(one.rows("SELECT count(*), sum(conversation_count), min(status) FROM sessions"),
              [(1, 5, "in_progress")], "a session that a person began takes the transcript in and stays open")
        done = one.baton("done")
        equal((done.returncode, one.rows("SELECT count(*), sum(conversation_count), min(status) FROM sessions")),
              (0, [(1, 5, "completed")]), "baton done completes it, with no turn twice")


def two_at_once():
    with folder() as work:
        one, two = Assistant(work), Assistant(work)
        for assistant, subject in ((one, "barometer"), (two, "hygrometer")):
            assistant.work_on(subject)
            assistant.added("Stop")
        one.work_on("anemometer")
        one.added("Stop")
        equal(one.rows("SELECT source, conversation_count FROM sessions ORDER BY id"),
              [(one.session, 10), (two.session, 5)], "two assistants in one folder keep their own sessions")


def what_goes_wrong():
    with folder() as work:
        one = Assistant(work)
        one.work_on("barometer")
        quiet("no database yet", one.call("Stop"))
        for name, given in (("malformed JSON", b'{"session_id": "a", '), ("nothing", b""), ("no object", b"[1]"),
                            ("not UTF-8", b'{"session_id": "\xff\xfe", "cwd": "\x80"}'),
                            ("members of other types", b'{"session_id": 5, "cwd": {}, "transcript_path": []}'),
                            ("no transcript", json.dumps({"session_id": "s", "cwd": "/", "transcript_path":
                                                          "/nowhere/t.jsonl"}).encode()),
                            ("deep JSON", b"[" * 100_000)):
            for event in ("SessionStart", "UserPromptSubmit", "Stop", "SessionEnd"):
                quiet(f"{event}, {name}", one.call(event, given=given))
        quiet("an unknown event", one.call("Sneeze"))
        quiet("no event", one.call(""))
        quiet("a wrong option", one.call("Stop", words=("--no-such-option",)))
        quiet("a database that is a folder", one.call("Stop", words=("--db", work)))
        quiet("no network", one.call("Stop", words=("--remote", "http://127.0.0.1:9")))
        quiet("a network that swallows", one.call("Stop", words=("--remote", "http://10.255.255.1:9")))


def an_input_that_does_not_end():
    with folder() as work:
        one = Assistant(work)
        began = time.perf_counter()
        process = subprocess.Popen([BATON, "hook", "Stop"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env=one.environment)
        process.stdin.write(b'{"session_id"')
        process.stdin.flush()
        code = process.wait(20)
        quiet("an input that does not end",
              (code, process.stdout.read().decode(), "", (time.perf_counter() - began) * 1000))
        process.stdin.close()
        process.stdout.close()


def a_locked_database():
    with folder() as work:
        one = Assistant(work)
        one.work_on("barometer")
        one.added("Stop")
        before = one.turns()
        one.work_on("hygrometer")
        connection = sqlite3.connect(one.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        for event in ("UserPromptSubmit", "Stop", "PreCompact", "SessionEnd"):
            quiet(f"{event}, the database is locked", one.call(event, prompt="why is the barometer recursive?"
                                                              if event == "Stop" else "x"))
        text = one.added("SessionStart", source="startup")
        ok("barometer" in text, "a locked database still hands over", text)
        connection.execute("ROLLBACK")
        connection.close()
        equal(one.turns(), before, "nothing was written meanwhile")
        one.added("Stop")
        equal(one.turns(), (10, 10), "the next hook takes in what could not be written")
        ok("busy" in open(one.database + ".hooks.log").read(), "the log says why")
        said = one.baton("doctor").stdout
        ok("busy" in said, "baton doctor tells of it", said)


def leftovers():
    with folder() as work:
        one, two = Assistant(work), Assistant(work)
        one.work_on("barometer")
        one.added("Stop")
        one.work_on("hygrometer")
        connection = sqlite3.connect(one.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        one.added("SessionEnd")
        connection.execute("ROLLBACK")
        connection.close()
        text = two.added("SessionStart", source="startup")
        ok("hygrometer" in text, "what the last hooks could not take in, the next session's start does", text)


def a_full_disk():
    with folder() as work:
        one = Assistant(work)
        one.work_on("barometer")
        one.added("Stop")
        for number in range(60):
            one.work_on(f"hygrometer{number}")
        blocks = os.path.getsize(one.database) // 1024 + 8
        command = f"ulimit -f {blocks}; trap '' XFSZ; exec '{BATON}' hook Stop"
        began = time.perf_counter()
        done = subprocess.run(["bash", "-c", command], input=json.dumps(one.event("Stop")).encode(),
                              capture_output=True, env=one.environment, timeout=20)
        quiet("a full disk", (done.returncode, done.stdout.decode(), done.stderr.decode(),
                              (time.perf_counter() - began) * 1000))
        one.added("Stop")
        equal(one.turns(), (305, 305), "with room again all is taken in")


def a_torn_transcript():
    with folder() as work:
        one = Assistant(work)
        one.work_on("barometer")
        one.say("assistant", "The last line is torn.", end="")
        with open(one.transcript, "r+b") as file:
            file.truncate(os.path.getsize(one.transcript) - 30)
        quiet("a torn transcript", one.call("Stop"))
        equal(one.turns(), (5, 5), "its whole lines are taken in")
        with open(one.transcript, "rb") as file:
            whole = file.read()
        with open(one.transcript, "wb") as file:
            file.write(whole[:whole.rfind(b"\n") + 1])
        one.written -= 1
        one.say("assistant", "The last line is torn.")
        one.added("Stop")
        equal(one.turns(), (6, 6), "the rest of the line is taken in when it is there")
        with open(one.transcript, "wb") as file:
            file.write(whole[:200])
        quiet("a transcript that was cut off", one.call("Stop"))
        os.remove(one.transcript)
        quiet("a transcript that is gone", one.call("Stop"))
        equal(one.turns(), (6, 6), "nothing that was taken in is lost")


def many_at_once(calls):
    with folder() as work:
        assistants = [Assistant(work) for _ in range(8)]
        assistants[0].baton("init", "engine")
        each = max(calls // 8, 1)

        def live(assistant):
            outcomes = []
            for number in range(each):
                assistant.work_on(f"subject{number}")
                outcomes.append(assistant.call("Stop"))
            assistant.added("SessionEnd")
            return outcomes

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            outcomes = [outcome for done in pool.map(live, assistants) for outcome in done]
        ok(all(code == 0 and not out and not err for code, out, err, _ in outcomes),
           f"{len(outcomes)} hooks of 8 assistants at once: no error is shown",
           [outcome for outcome in outcomes if outcome[0] or outcome[1] or outcome[2]][:3])
        for assistant in assistants:
            assistant.added("SessionEnd")
        counts = assistants[0].rows("SELECT count(*), count(DISTINCT session_id || uid), count(DISTINCT session_id) "
                                    "FROM conversation_history")
        equal(counts, [(8 * each * 5, 8 * each * 5, 8)], "no turn is missing and none there twice")
        told = assistants[0].rows("SELECT sum(json_array_length(body, '$.turns')) FROM events WHERE type = "
                                  "'session.appended'")
        equal(told, [(8 * each * 5,)], "nor in the log")
        for path in glob.glob(assistants[0].database + ".hooks.log"):
            print("# " + open(path).read().replace("\n", "\n# ")[-400:])

        one = Assistant(work)
        one.work_on("last")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            same = list(pool.map(lambda _: one.call("Stop"), range(max(calls // 8, 8))))
        ok(all(code == 0 and not out for code, out, _, _ in same), "many hooks of one session at once", same[:3])
        equal(one.rows("SELECT count(*) FROM conversation_history h JOIN sessions s ON s.id = h.session_id WHERE "
                       "s.source = ?", one.session), [(5,)], "take its turns in once")


def recorded_sessions():
    """What the handoff of recorded sessions keeps, where their readers' lists are at hand."""
    shared = next((path for path in (os.path.join(HERE, "../../../shared"), os.path.join(HERE, "../../../../shared"))
                   if os.path.isdir(os.path.join(path, "gold"))), None)
    if not shared:
        print("ok - recorded sessions # SKIP no ../shared/gold")
        return
    for gold in sorted(glob.glob(os.path.join(shared, "gold", "*.json"))):
        name = os.path.basename(gold)[:-5]
        transcript = os.path.join(shared, "samples/transcripts/claude-code", name + ".jsonl")
        if not os.path.exists(transcript):
            continue
        with folder() as work:
            done = subprocess.run([sys.executable, os.path.join(HERE, "../support/hook_session.py"), BATON, transcript,
                                   work, "--lag", "--gold", gold, "--score", os.path.join(shared, "gold/score.py")],
                                  capture_output=True, text=True)
            report = json.loads(done.stdout) if done.returncode == 0 else {}
            ok(report.get("kept", 0) >= 0.8, f"{name}: the next session starts from what matters",
               done.stdout + done.stderr)


require_baton()
a_session()
after_an_import()
into_an_open_session()
two_at_once()
what_goes_wrong()
an_input_that_does_not_end()
a_locked_database()
leftovers()
a_full_disk()
a_torn_transcript()
many_at_once(int(sys.argv[1]))
recorded_sessions()
finish()
