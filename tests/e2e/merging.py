"""Clones, worktrees, shallow clones and `.baton` files of one repository on machines that sync with a server."""
import json
import os
import subprocess

from support import BATON, Server, ask, equal, finish, folder, ok, require_baton

REMOTE = "https://git.example.org/acme/"


def git(at, *words):
    subprocess.run(["git", "-C", at, "-c", "user.name=n", "-c", "user.email=n@example.org", "-c",
                    "init.defaultBranch=main", *words], check=True, capture_output=True)


def repository(path):
    """Commits of one second with one message would be one commit in all of them."""
    os.makedirs(path)
    git(path, "init")
    for number in (1, 2):
        git(path, "commit", "--allow-empty", "-m", f"change {number} of {os.path.basename(path)}")
    return path


def clone(origin, path, *options):
    """As if it came from a server, whose address is all that is kept of it."""
    subprocess.run(["git", "clone", *options, "file://" + origin, path], check=True, capture_output=True)
    git(path, "remote", "set-url", "origin", REMOTE + os.path.basename(origin) + ".git")
    return path


class Machine:
    def __init__(self, path, server):
        self.path = path
        os.makedirs(path)
        self.environment = {"PATH": os.environ["PATH"], "HOME": path, "BATON_DB": path + "/baton.db",
                            "XDG_CONFIG_HOME": path + "/config"}
        self.run(path, "remote", "add", server.address, "--all", "--no-token")

    def run(self, at, *words, input="", code=0):
        done = subprocess.run([BATON, *words], env={**self.environment, "PWD": at}, input=input, capture_output=True,
                              text=True, timeout=60, cwd=at)
        if done.returncode != code:
            ok(False, f"baton {' '.join(words)} ends with {code}", f"{done.returncode}: {done.stdout}{done.stderr}")
        return done

    def data(self, *words):
        return json.loads(self.run(self.path, "--json", *words).stdout)["data"]

    def session(self, at, said):
        begun = self.run(at, "start")
        self.run(at, "save", "-", input=json.dumps([{"role": "user", "content": said},
                                                    {"role": "assistant", "content": "Done: " + said}]))
        self.run(at, "done")
        return begun

    def sync(self, at=None):
        return self.run(at or self.path, "sync")

    def projects(self, word):
        """Those whose name holds the word: each uid with the numbers of its sessions."""
        return {p["uid"]: sorted(s["session_number"] for s in self.data("--project", p["uid"], "sessions"))
                for p in self.data("projects") if word in p["name"]}


def same_on(machines, word, numbers, name):
    """One project of that name, the same on each machine, with these sessions."""
    held = [machine.projects(word) for machine in machines]
    ok(all(one == held[0] and list(one.values()) == [numbers] for one in held), name, held)


def clones_and_worktrees(path, laptop, station):
    origin = repository(path + "/wheel")
    here = clone(origin, laptop.path + "/src-wheel")
    there = clone(origin, station.path + "/elsewhere")
    git(there, "worktree", "add", station.path + "/of-a-branch")
    laptop.session(here, "in the clone of the laptop")
    station.session(there, "in another clone")
    station.session(station.path + "/of-a-branch", "in a worktree of it")
    for machine in (laptop, station, laptop):
        told = machine.sync().stderr
        ok("two projects" not in told, "clones of one repository need no merging", told)
    same_on((laptop, station), "wheel", [1, 2, 3], "two clones and a worktree are one project after a sync")
    ok("in another clone" in laptop.run(here, "search", "another clone").stdout, "with what was said in each")


def shallow_clones(path, laptop, station):
    origin = repository(path + "/gear")
    full = clone(origin, laptop.path + "/gear")
    shallow = clone(origin, station.path + "/gear", "--depth", "1")
    laptop.session(full, "with the whole history")
    station.session(shallow, "with a part of the history")
    station.sync(shallow)
    equal(len(station.projects("gear")), 1, "a shallow clone has a project of its own at first")
    told = laptop.sync(full)
    ok("This repository was two projects: gear" in told.stderr and "is merged into gear" in told.stderr
       and "with 1 session." in told.stderr, "who has a full clone merges them, and says so", told)
    equal(told.stdout.count("origin: sent"), 2, "and sends that, too")
    station.session(shallow, "written before it hears of that")
    station.sync(shallow)
    laptop.sync(full)
    same_on((laptop, station), "gear", [1, 2, 3], "then they are one, with what was written into either since")
    begun = station.session(shallow, "the shallow clone goes on")
    ok("Session 4 of gear" in begun.stdout, "the shallow clone works in it", begun)
    station.sync(shallow)
    again = laptop.sync(full)
    ok("two projects" not in again.stderr, "there is nothing to merge twice", again)
    same_on((laptop, station), "gear", [1, 2, 3, 4], "and nothing is lost")


def starts_merged(machine, at, was, session, about):
    begun = machine.run(at, "start")
    ok(f"This repository was two projects: {was}" in begun.stderr and session in begun.stdout, about, begun)
    machine.run(at, "done")


def later_remote(path, laptop, station):
    origin = repository(path + "/lever")
    station.session(origin, "before it had a remote")
    station.sync()
    other = clone(origin, laptop.path + "/lever")
    begun = laptop.session(other, "after it had one")
    ok("two projects" not in begun.stderr, "nothing is merged before it is known", begun)
    laptop.sync()
    git(origin, "remote", "add", "origin", REMOTE + "lever")
    station.sync()
    starts_merged(station, origin, "lever", "Session 3 of lever",
                  "start merges what was done before the repository had its remote")
    station.sync()
    laptop.sync()
    same_on((laptop, station), "lever", [1, 2, 3], "on both machines")


def later_file(path, laptop, station):
    uid = "0e5a1b5e-0000-4000-8000-00000000ba70"
    origin = repository(path + "/pulley")
    here = clone(origin, laptop.path + "/pulley")
    laptop.session(here, "before there was a .baton")
    with open(here + "/.baton", "w") as file:
        json.dump({"uid": uid, "name": "the pulley"}, file)
    starts_merged(laptop, here, "pulley", "Session 2 of the pulley",
                  "a .baton file that came later says which project counts")
    laptop.sync()
    station.sync()
    equal([machine.projects("pulley") for machine in (laptop, station)], [{uid: [1, 2]}] * 2, "on both machines")
    os.makedirs(here + "/part")
    with open(here + "/part/.baton", "w") as file:
        json.dump({"uid": uid.replace("ba70", "ba71"), "name": "part of the pulley"}, file)
    begun = laptop.run(here + "/part", "start")
    ok("two projects" not in begun.stderr, "a project that is a part of a repository stays one", begun)


def by_hand(laptop, station):
    for name in ("first draft", "second draft"):
        at = laptop.path + "/" + name
        os.makedirs(at)
        laptop.run(at, "init", name)
        laptop.session(at, name)
    merged = laptop.run(laptop.path, "project", "merge", "second draft", "--into", "first draft").stdout
    ok("second draft is a part of first draft now, with 1 session" in merged, "project merge makes one of two", merged)
    laptop.sync()
    station.sync()
    same_on((laptop, station), "draft", [1, 2], "on every machine")
    back = station.run(station.path, "project", "restore", "second draft").stdout
    ok("Project second draft is back, with 1 session." in back, "project restore takes it out again", back)
    station.sync()
    laptop.sync()
    for machine in (laptop, station):
        equal(sorted(machine.projects("draft").values()), [[1], [1]], "and each has its own")
    wrong = laptop.run(laptop.path, "project", "merge", "first draft", "--into", "first draft", code=5)
    ok("into itself" in wrong.stderr, "a project is not merged into itself", wrong)
    laptop.run(laptop.path, "project", "merge", "no such", "--into", "first draft", code=3)
    laptop.run(laptop.path, "project", "merge", "first draft", code=2)
    laptop.run(laptop.path, "project", "restore", "first draft", code=3)


def deleted(server, laptop, station):
    at = station.path + "/sundial"
    os.makedirs(at)
    station.run(at, "init", "sundial")
    station.session(at, "before it was deleted")
    station.sync()
    laptop.sync()
    uid = next(iter(laptop.projects("sundial")))
    ask(server, "DELETE", "/api/projects/" + uid)
    station.session(at, "not knowing of that")
    for machine in (station, laptop):
        told = machine.sync().stderr
        ok("Project sundial was deleted and has received 1 session since" in told, "sync says what was deleted too early", told)
        equal(machine.projects("sundial"), {}, "what it received is hidden")
    told = laptop.run(laptop.path, "projects").stderr
    ok("baton project restore " + uid[:13] in told, "so does projects, and how to get it back", told)
    refused = station.run(at, "start", code=4)
    ok("was deleted: `baton project restore " + uid in refused.stderr, "start says so where it was", refused)
    import_beside_deleted(station, at)
    back = laptop.run(laptop.path, "project", "restore", "Sundial").stdout
    ok("Project sundial is back, with 2 sessions." in back, "restore brings it back with everything", back)
    laptop.sync()
    station.sync()
    same_on((laptop, station), "sundial", [1, 2], "on every machine")
    ok("was deleted" not in laptop.sync().stderr, "and nothing more is said")


def import_beside_deleted(station, at):
    transcripts = station.path + "/transcripts"
    os.makedirs(transcripts)
    for name, folder_of in (("a", at), ("b", station.path + "/almanac")):
        os.makedirs(folder_of, exist_ok=True)
        line = {"type": "user", "uuid": name, "sessionId": name, "cwd": folder_of, "timestamp": "2026-01-01T10:00:00.000Z",
                "message": {"role": "user", "content": "said in " + name}}
        with open(f"{transcripts}/{name}.jsonl", "w", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    refused = station.run(station.path, "import", transcripts, code=4)
    ok("was deleted" in refused.stderr and "almanac: 1 session" in refused.stdout,
       "a file of a deleted project keeps no other from being imported", refused)


def not_chosen(server, laptop):
    """What may not go to the remote does not get there by being merged."""
    private = Machine(laptop.path + "-private", server)
    private.run(private.path, "remote", "remove", "origin")
    origin = repository(private.path + "/origin/axle")
    full, shallow = clone(origin, private.path + "/axle"), clone(origin, private.path + "/shallow", "--depth", "1")
    private.session(full, "this may go")
    private.run(private.path, "remote", "add", server.address, "--no-token", "--projects", "axle")
    private.session(shallow, "this stays secret here")
    told = private.sync(full).stderr
    ok("only one of both may go" in told and "baton project merge" in told, "it says that a person must decide", told)
    laptop.sync()
    ok("secret here" not in laptop.run(laptop.path, "search", "secret").stdout, "and sends nothing")
    merge = told.split("`")[1].split()[1:]
    private.run(full, *merge)
    private.sync(full)
    laptop.sync()
    ok("secret" in laptop.run(laptop.path, "search", "secret").stdout, "merged by hand, it goes")
    equal(list(laptop.projects("axle").values()), [[1, 2]], "with all that it has")


def main():
    require_baton()
    with folder() as path:
        with Server(path + "/server.db") as server:
            laptop, station = Machine(path + "/laptop", server), Machine(path + "/station", server)
            clones_and_worktrees(path, laptop, station)
            shallow_clones(path, laptop, station)
            later_remote(path, laptop, station)
            later_file(path, laptop, station)
            by_hand(laptop, station)
            deleted(server, laptop, station)
            not_chosen(server, laptop)
    finish()


main()
