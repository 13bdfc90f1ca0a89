"""Models as guests: `baton serve` and the command line against a provider that misbehaves. TAP."""
import json
import os
import stat
import subprocess
import sys
import threading
import time

from support import BATON, Server, ask, equal, finish, folder, ok, require_baton

HERE = os.path.dirname(os.path.abspath(__file__))
SESSION = [
    ("user", "The forecast cache serves stale entries. Fix src/cache.cpp."),
    ("assistant", "I tried to lock the whole cache with a mutex first. It did not work: the refresh "
                  "thread holds the lock for 40 seconds while the feed answers."),
    ("user", "Then do it without the mutex. Never block a reader."),
    ("assistant", "I decided on a copy of the table that is swapped in, because readers must never "
                  "wait. Changed src/cache.cpp. The tests pass. Next: measure the hit rate under "
                  "load. I am blocked: the metrics server asks for a password that I do not have. "
                  "The swapped copy doubles the memory of the cache while it is built."),
]
CONVERSATION = [{"role": role, "content": content} for role, content in SESSION]
KEY = "sekretOfTheTest0123456789abcdef"
PATIENCE = 2


class Provider:
    def __init__(self, log):
        self.log = open(log, "w+")
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "../support/fake_provider.py")],
            stdout=subprocess.PIPE, stderr=self.log)
        self.address = self.process.stdout.readline().decode().strip()

    def requests(self):
        self.log.seek(0)
        return [json.loads(line) for line in self.log if line.startswith("{")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def add(server, provider, play, protocol="compatible"):
    url = provider.address + ("" if protocol == "ollama" else "/v1")
    body = {"name": f"{protocol}-{play}", "provider": protocol, "url": url, "model": play,
            "key_name": "BATON_KEY_TEST", "timeout_seconds": PATIENCE}
    return ask(server, "POST", "/api/models", body)


def completed(server, model=None):
    project = ask(server, "POST", "/api/projects", {"name": "Forecast"}).json["id"]
    session = ask(server, "POST", "/api/sessions", {"project_id": project}).data()["session_id"]
    ask(server, "POST", "/api/conversations/save", {"session_id": session, "conversation": CONVERSATION})
    begun = time.monotonic()
    answer = ask(server, "POST", f"/api/sessions/{session}/complete", {"model": model} if model else {})
    return answer, session, time.monotonic() - begun


def no_worse(data, plain):
    return all(data["measured"][name] >= plain["measured"][name]
               for name in ("preservation", "groundedness"))


FAILURES = {
    "invents": "removed", "drops": "nothing to add", "obeys": "removed", "prose": "no JSON",
    "html": "web page", "empty": "no JSON", "stalls": "did not answer within 2 s",
    "drips": "did not answer within 2 s", "cuts": "broke off", "floods": "more than a model does",
    "moved": "sends elsewhere", "later": "longer than anybody waits", "tells": "does not know the key",
    "400": "does not serve", "401": "does not know the key", "402": "no credit", "403": "permission",
    "404": "does not serve", "413": "less text", "422": "refused", "429": "limit is reached",
    "500": "out of order", "503": "out of order",
}


def failures(server, provider, plain):
    for protocol in ("compatible", "ollama"):
        for play, part in FAILURES.items():
            add(server, provider, play, protocol)
            answer, session, took = completed(server, f"{protocol}-{play}")
            data = answer.data() or {}
            name = f"{protocol}, {play}"
            ok(answer.status == 200 and data.get("handoff_generated"), name + ": the session is complete", answer)
            ok(part in data.get("notice", ""), name + ": the reason is a sentence", data.get("notice"))
            ok(no_worse(data, plain), name + ": the handoff is no worse", data.get("measured"))
            ok(data.get("handoff_content") and "legacy_feed" not in data["handoff_content"]
               and "logo" not in data["handoff_content"] and "evil.example" not in data["handoff_content"],
               name + ": nothing invented is in it")
            ok("metrics server" in data["handoff_content"] and "hit rate" in data["handoff_content"],
               name + ": blocker and next step are in it")
            ok(took < PATIENCE + 1.5, name + ": nobody waits longer than the time-out", took)
            status = ask(server, "GET", f"/api/sessions/{session}").data()["status"]
            equal(status, "completed", name + ": it stays complete")


def successes(server, provider, plain):
    for protocol in ("compatible", "ollama"):
        for play in ("good", "fenced", "half", "flaky"):
            add(server, provider, play, protocol)
            answer, _, _ = completed(server, f"{protocol}-{play}")
            data = answer.data()
            name = f"{protocol}, {play}"
            equal(data["handoff_type"], "hybrid", name + ": the model helped")
            ok("doubles the memory" in data["handoff_content"], name + ": what it added is there")
            ok(no_worse(data, plain), name + ": the handoff is no worse")
            ok(data["model"]["input_tokens"] > 0, name + ": tokens are counted as the provider says")


def secrecy(server, provider, database):
    asked = provider.requests()
    ok(all(one["authorization"] == "Bearer " + KEY for one in asked), "the key goes to the provider")
    ok(all(one["body"]["options"]["num_ctx"] == 8192 and "format" in one["body"]
           for one in asked if one["path"] == "/api/chat" and len(one["body"]["messages"][1]["content"]) > 50),
       "Ollama is told the context and the schema")
    told = ask(server, "POST", "/api/models/compatible-tells/test").data()
    ok(not told["healthy"] and KEY not in json.dumps(told), "an error that repeats the key is told without", told)
    stored = b"".join(open(database + end, "rb").read() for end in ("", "-wal") if os.path.exists(database + end))
    ok(KEY.encode() not in stored, "the key is nowhere in the database")
    ok(KEY not in server.errors(), "the key is nowhere in the log")


def others_are_served(server, provider):
    """While a model stalls, each thread of the server answers others."""
    add(server, provider, "stalls")
    waiting = [threading.Thread(target=completed, args=(server, "compatible-stalls")) for _ in range(6)]
    for thread in waiting:
        thread.start()
    time.sleep(0.5)
    slowest = 0
    for _ in range(20):
        begun = time.monotonic()
        ask(server, "GET", "/api/health")
        slowest = max(slowest, time.monotonic() - begun)
    ok(slowest < 0.5, "others are served while six wait for a model", slowest)
    for thread in waiting:
        thread.join()


def stops_at_once(provider, database):
    with Server(database) as server:
        ask(server, "POST", "/api/models", {"name": "slow", "provider": "compatible", "timeout_seconds": 60,
                                            "url": provider.address + "/v1", "model": "stalls"})
        thread = threading.Thread(target=lambda: quietly(server))
        thread.start()
        time.sleep(0.5)
        begun = time.monotonic()
        status = server.stop(timeout=15)
        ok(time.monotonic() - begun < 10, "a server that waits for a model can be stopped", status)
        thread.join()


def quietly(server):
    try:
        completed(server, "slow")
    except Exception:
        pass


def baton(environment, *words, input=None):
    return subprocess.run([BATON, *words], env=environment, input=input, capture_output=True, text=True,
                          timeout=60, cwd=environment["PWD"])


def command_line(provider, path):
    environment = {"PATH": os.environ["PATH"], "HOME": path, "PWD": path, "BATON_DB": path + "/cli.db",
                   "XDG_CONFIG_HOME": path + "/config"}
    added = baton(environment, "model", "add", "mine", "--provider", "compatible", "--model", "good",
                  "--url", provider.address + "/v1", "--key", input=KEY + "\n")
    equal(added.returncode, 0, "baton model add reads the key from standard input")
    ok(KEY not in added.stdout + added.stderr, "and does not show it")
    keys = path + "/config/baton/keys.json"
    equal(stat.S_IMODE(os.stat(keys).st_mode), 0o600, "the file of keys is its owner's alone")
    equal(json.load(open(keys)), {"BATON_KEY_MINE": KEY}, "it holds the key under its name")
    ok("mine" in baton(environment, "model").stdout, "baton model lists it")
    equal(baton(environment, "model", "test", "mine").returncode, 0, "baton model test: healthy")
    baton(environment, "model", "add", "down", "--provider", "ollama", "--model", "m", "--url", "http://127.0.0.1:9")
    tested = baton(environment, "model", "test", "down")
    ok(tested.returncode == 6 and "is it running?" in tested.stdout, "one that is out of order: exit code 6", tested)
    baton(environment, "init", "tour")
    baton(environment, "start")
    baton(environment, "save", "-", input=json.dumps(CONVERSATION))
    done = baton(environment, "--verbose", "done", "--model", "mine")
    ok(done.returncode == 0 and "Helped by good" in done.stdout, "baton done --model is helped", done)
    ok("POST " + provider.address in done.stderr and "Bearer ***" in done.stderr and KEY not in done.stderr,
       "--verbose shows the request with the key masked", done.stderr[:500])
    baton(environment, "start")
    equal(baton(environment, "done", "--model", "nobody").returncode, 3,
          "a model that is not there: exit code 3")
    fixed = baton(environment, "fix", "--error", "metrics server: password refused", "--here")
    ok(fixed.returncode == 0 and "## What earlier sessions said" in fixed.stdout and "tour#1:4" in fixed.stdout,
       "baton fix: a prompt with what earlier sessions knew", fixed)
    piped = baton(environment, "fix", input="Segmentation fault in takePool")
    ok(piped.returncode == 0 and "takePool" in piped.stdout, "baton fix takes the error from standard input", piped)
    answered = baton(environment, "fix", "--error", "takePool failed", "--model", "mine")
    ok(answered.returncode == 0 and "doubles the memory" in answered.stdout, "baton fix --model: its answer", answered)
    removed = baton(environment, "model", "remove", "mine")
    ok(removed.returncode == 0 and json.load(open(keys)) == {}, "baton model remove forgets the key too", removed)
    keyring(environment, path)
    remote = baton(environment, "--remote", "http://127.0.0.1:9", "model", "add", "x", "--key", input=KEY)
    equal(remote.returncode, 2, "a key is never sent to a server")


SECRET_TOOL = """#!/bin/sh
# Keeps one secret for each set of attributes, as libsecret's program of this name does in a keyring.
action=$1; shift
case "$1" in --label=*) shift;; esac
file=$(dirname "$0")/$(echo "$*" | tr ' ' '_')
case $action in
  store) cat >"$file";;
  lookup) cat "$file" 2>/dev/null;;
  clear) rm "$file";;
esac
"""


def keyring(environment, path):
    os.mkdir(path + "/bin")
    with open(path + "/bin/secret-tool", "w", encoding="utf-8") as tool:
        tool.write(SECRET_TOOL)
    os.chmod(path + "/bin/secret-tool", 0o755)
    desktop = dict(environment, PATH=path + "/bin:" + environment["PATH"], DBUS_SESSION_BUS_ADDRESS="unix:path=/x")
    added = baton(desktop, "model", "add", "safe", "--provider", "ollama", "--model", "m", "--key", input=KEY + "\n")
    ok(added.returncode == 0 and "in your keyring" in added.stderr, "a desktop's keyring keeps the key", added)
    equal(json.load(open(path + "/config/baton/keys.json")), {}, "and the file does not")
    removed = baton(desktop, "model", "remove", "safe")
    ok("Its key is deleted" in removed.stderr, "baton model remove finds it there", removed)
    equal(os.listdir(path + "/bin"), ["secret-tool"], "and takes it out")
    without = dict(desktop, DBUS_SESSION_BUS_ADDRESS="")
    added = baton(without, "model", "add", "safe", "--provider", "ollama", "--model", "m", "--key", input=KEY + "\n")
    ok("which you alone can read" in added.stderr, "without a desktop's session it is the file", added)


def main():
    require_baton()
    os.environ["BATON_KEY_TEST"] = KEY
    with folder() as path, Provider(path + "/provider.log") as provider:
        with Server(path + "/baton.db") as server:
            plain = completed(server)[0].data()
            failures(server, provider, plain)
            successes(server, provider, plain)
            secrecy(server, provider, path + "/baton.db")
            others_are_served(server, provider)
        stops_at_once(provider, path + "/other.db")
        command_line(provider, path)
    finish()


if __name__ == "__main__":
    main()
