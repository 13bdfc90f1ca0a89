"""What a store of the simulation holds and shows, and in what two differ."""
import json


def without(thing, *members):
    return {name: value for name, value in thing.items() if name not in members}


def history_of(store):
    """The log, the texts and the numbers of the sessions. Which small ids things have is a store's own."""
    history = {}
    for line in map(json.loads, store.export()):
        if "event" in line:
            history["event " + line["event"]] = line
        elif "text" in line:
            history["text " + line["text"]] = line["body"]
        elif "purged" in line:
            history["purged"] = sorted(history.get("purged", []) + line["purged"])
        elif line.get("kind") == "session":
            history["number " + line["uid"]] = (line["project"], line["session_number"])
    return history


def lists_of(store):
    """What the API shows: projects, their sessions with what was said in them, knowledge."""
    lists = {}
    projects = store.data("/api/projects")
    uids = {project["id"]: project["uid"] for project in projects}
    for project in projects:
        lists["project " + project["uid"]] = without(project, "id")
        for session in store.data(f"/api/projects/{project['uid']}/sessions"):
            turns = store.data(f"/api/sessions/{session['uid']}/turns")
            lists["session " + session["uid"]] = without(session, "id", "project_id", "handoff_id")
            lists["turns " + session["uid"]] = [without(turn, "id", "session_id") for turn in turns]
    for item in store.data("/api/knowledge"):
        lists["knowledge " + item["uid"]] = {**without(item, "id"), "project_id": uids.get(item["project_id"])}
    return lists


def shown_by(store):
    return {**history_of(store), **lists_of(store)}


def difference(expected, shown):
    """Where two stores differ first; "" if they do not."""
    for name in sorted(expected.keys() | shown.keys()):
        one, other = expected.get(name), shown.get(name)
        if one != other:
            return f"{name} is\n  {str(one)[:500]}\nand here\n  {str(other)[:500]}"
    return ""


def lost(shown, stored):
    """Words that were stored and are not there, or are said twice."""
    said = {name: json.dumps(value) for name, value in shown.items()}
    log = "".join(text for name, text in said.items() if name.startswith(("event ", "text ")))
    for word, session in stored.items():
        if word not in log:
            return f"{word} was stored and is nowhere"
        if (turns := said.get(f"turns {session}")) is not None and turns.count(word) != 1:
            return f"{word} was said once in session {session}, where it stands {turns.count(word)} times"
    return ""
