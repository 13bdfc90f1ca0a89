#!/usr/bin/env python3
"""Speaks Claude Code's hook protocol over a transcript that grows as it did.

  hook_session.py BATON TRANSCRIPT WORKDIR [--gold GOLD.json --score SCORE.py] [--lag] [--times]

Plays TRANSCRIPT, in WORKDIR/home, from SessionStart to SessionEnd: a prompt, the lines up to the next, Stop.
With --lag the file lacks its last assistant message at Stop, as it may be. Then another session begins, and
what its SessionStart adds is written to WORKDIR/context.txt and scored. Every hook must end with 0 and print
nothing but what the contract allows. Prints one JSON object.
"""
import argparse, json, os, re, subprocess, sys, time

def typed_prompt(record):
    """What the person typed, or None."""
    if record.get("type") != "user" or record.get("isMeta") or record.get("isSidechain") or record.get("isCompactSummary"):
        return None
    content = (record.get("message") or {}).get("content")
    if isinstance(content, list):
        if any(b.get("type") == "tool_result" for b in content if isinstance(b, dict)):
            return None
        content = "\n".join(b.get("text", "") for b in content if isinstance(b, dict))
    if not isinstance(content, str) or not content.strip() or content.startswith("<"):
        return None
    return content

def spoken(record):
    if record.get("type") != "assistant" or record.get("isSidechain"):
        return None
    content = (record.get("message") or {}).get("content")
    if isinstance(content, str):
        return content
    texts = [b.get("text", "") for b in content or [] if isinstance(b, dict) and b.get("type") == "text"]
    return "\n".join(texts) or None

class Player:
    def __init__(self, baton, work, cwd, session):
        self.baton, self.work, self.cwd, self.session = baton, work, cwd, session
        home = os.path.join(work, "home")
        folder = os.path.join(home, ".claude", "projects", re.sub("[^A-Za-z0-9]", "-", cwd))
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, session + ".jsonl")
        self.environment = dict(os.environ, HOME=home, BATON_DB=os.path.join(work, "baton.db"))
        for name in ("CLAUDE_CONFIG_DIR", "BATON_PROJECT", "XDG_DATA_HOME"):
            self.environment.pop(name, None)
        self.times, self.calls = {}, 0

    def hook(self, event, **more):
        given = {"session_id": self.session, "transcript_path": self.path, "cwd": self.cwd,
                 "hook_event_name": event, "permission_mode": "default", **more}
        began = time.perf_counter()
        done = subprocess.run([self.baton, "hook", event], input=json.dumps(given).encode(), capture_output=True,
                              env=self.environment, timeout=20)
        self.times.setdefault(event, []).append((time.perf_counter() - began) * 1000)
        self.calls += 1
        assert done.returncode == 0, (event, done.returncode, done.stderr)
        assert done.stderr == b"", (event, done.stderr)
        if not done.stdout.strip():
            return ""
        assert event in ("SessionStart", "UserPromptSubmit"), (event, done.stdout)
        answer = json.loads(done.stdout)
        assert list(answer) == ["hookSpecificOutput"], answer
        assert answer["hookSpecificOutput"]["hookEventName"] == event
        context = answer["hookSpecificOutput"]["additionalContext"]
        assert len(context.encode("utf-16-le")) // 2 <= 10000, len(context)
        return context

    def append(self, lines):
        with open(self.path, "ab") as file:
            file.write(b"".join(lines))

def play(player, lines, lag):
    player.hook("SessionStart", source="startup")
    waiting, last, prompts = [], "", 0
    def stop():
        held = []
        if lag and waiting:
            at = max((i for i, l in enumerate(waiting) if spoken(l[1])), default=None)
            if at is not None:
                held = waiting[at:]
                del waiting[at:]
        player.append([l[0] for l in waiting])
        player.hook("Stop", stop_hook_active=False, last_assistant_message=last)
        player.append([l[0] for l in held])
        waiting.clear()
    for raw, record in lines:
        prompt = typed_prompt(record)
        if prompt:
            if prompts:
                stop()
            player.hook("UserPromptSubmit", prompt=prompt)
            prompts += 1
        if record.get("subtype") == "compact_boundary":
            player.append([l[0] for l in waiting])
            waiting.clear()
            player.hook("PreCompact", trigger="auto", custom_instructions="")
        waiting.append((raw, record))
        last = spoken(record) or last
        if record.get("isCompactSummary"):
            player.append([l[0] for l in waiting])
            waiting.clear()
            player.hook("SessionStart", source="compact")
    stop()
    player.hook("SessionEnd", reason="prompt_input_exit")

def main():
    options = argparse.ArgumentParser()
    for name in ("baton", "transcript", "work"):
        options.add_argument(name)
    options.add_argument("--gold")
    options.add_argument("--score")
    options.add_argument("--lag", action="store_true")
    given = options.parse_args()
    lines = []
    for raw in open(given.transcript, "rb"):
        try:
            record = json.loads(raw)
        except ValueError:
            record = {}
        lines.append((raw, record if isinstance(record, dict) else {}))
    cwd = next((r["cwd"] for _, r in lines if r.get("cwd")), "/nowhere")
    session = next((r["sessionId"] for _, r in lines if r.get("sessionId")), "0" * 8 + "-0000-4000-8000-" + "0" * 12)
    os.makedirs(given.work, exist_ok=True)
    player = Player(os.path.abspath(given.baton), given.work, cwd, session)
    play(player, lines, given.lag)
    successor = Player(os.path.abspath(given.baton), given.work, cwd, "ffffffff-ffff-4fff-8fff-ffffffffffff")
    context = successor.hook("SessionStart", source="startup")
    with open(os.path.join(given.work, "context.txt"), "w") as file:
        file.write(context)
    report = {"calls": player.calls, "characters": len(context.encode("utf-16-le")) // 2,
              "slowest_ms": {event: round(max(times), 1) for event, times in player.times.items()},
              "median_ms": {event: round(sorted(times)[len(times) // 2], 1) for event, times in player.times.items()}}
    if given.gold:
        said = subprocess.run([sys.executable, given.score, given.gold, os.path.join(given.work, "context.txt")],
                              capture_output=True, text=True, check=True).stdout
        report["kept"] = float(said.split()[1])
    print(json.dumps(report))

main()
