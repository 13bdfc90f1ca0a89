"""What people do with the devices of the simulation, on the same few projects and sessions."""

SHARED = 4  # uids of each kind that everybody uses

KINDS = {"project": 1, "session": 2, "knowledge": 3}


class Said:
    """What a device answered to be stored: words that are nowhere else, and the session that they belong to."""

    def __init__(self):
        self.stored = {}  # word: uid of the session, or None
        self.tried = 0


class Person:
    def __init__(self, random, device, said):
        self.random, self.device, self.said = random, device, said

    def chance(self, of_hundred):
        return self.random.randrange(100) < of_hundred

    def some_uid(self, kind):
        number = self.random.randrange(SHARED) if self.chance(60) else self.random.randrange(16, 1_000_000)
        return f"00000000-0000-4000-8{KINDS[kind]:03x}-{number:012x}"

    def word(self):
        self.said.tried += 1
        return f"said{self.random.randrange(10**12):012d}"

    def send(self, method, target, body, word=None, session=None):
        """Whether it is stored; the words count from then on."""
        answer = self.device.ask(method, target, body)
        stored = answer is not None and answer.status in (200, 201)
        if stored and word and answer.data().get("created", True):
            self.said.stored[word] = session
        return stored

    def some(self, target):
        """One of the things that the device lists, or None."""
        answer = self.device.ask("GET", target)
        things = answer.data() if answer is not None and answer.status == 200 else None
        return self.random.choice(things)["uid"] if things else None

    def some_project(self):
        return self.some("/api/projects")

    def some_session(self):
        project = self.some_project()
        return project and self.some(f"/api/projects/{project}/sessions")

    def work(self):
        self.random.choice([self.begin_project, self.change_project, self.begin_session, self.end_session,
                            self.note, self.change_note, self.talk, self.talk, self.talk, self.talk])()

    def begin_project(self):
        word = self.word()  # one that is there already is answered as it is
        self.send("POST", "/api/projects", {"uid": self.some_uid("project"), "name": word}, word)

    def change_project(self):
        project = self.some_project()
        if project is None:
            return self.begin_project()
        if self.chance(10):
            return self.send("DELETE", f"/api/projects/{project}", None)
        word = self.word()
        field = self.random.choice(["name", "description"])
        body = {field: word, "tags": [f"tag{self.random.randrange(3)}"]}
        return self.send("PATCH", f"/api/projects/{project}", body, word)

    def begin_session(self):
        project = self.some_project()
        if project is None:
            return self.begin_project()
        body = {"uid": self.some_uid("session"), "project_id": project, "account_name": "a"}
        return self.send("POST", "/api/sessions", body)

    def end_session(self):
        session = self.some_session()
        if session is None:
            return
        word = self.word()
        if self.chance(50):
            self.send("POST", f"/api/sessions/{session}/complete", {"accomplishments": [word]}, word)
        else:
            self.send("PATCH", f"/api/sessions/{session}", {"title": word}, word)

    def note(self):
        word = self.word()
        body = {"uid": self.some_uid("knowledge"), "category": "pattern", "title": "t", "content": word}
        self.send("POST", "/api/knowledge", body)

    def change_note(self):
        item = self.some("/api/knowledge")
        if item is None:
            return self.note()
        if self.chance(15):
            return self.send("DELETE", f"/api/knowledge/{item}", None)
        if self.chance(50):
            return self.send("POST", f"/api/knowledge/{item}/use", {"success": True})
        word = self.word()
        return self.send("PATCH", f"/api/knowledge/{item}", {"content": word}, word)

    def talk(self):
        session = self.some_session()
        if session is None:
            return self.begin_session()
        size = self.random.randrange(20_000) if self.chance(20) else 10
        return self.say(session, size)

    def say(self, session, size):
        word = self.word()
        text = f"{word} " + "".join(f"{self.random.randrange(10**8):x} " for _ in range(size // 8))
        body = {"session_id": session, "conversation": [{"role": "user", "content": text}]}
        return self.send("POST", "/api/conversations/save", body, word, session)

    def have_much(self, events, bytes_of_texts):
        """Whoever syncs for the first time has more than a few pages to send."""
        project, session = self.some_uid("project"), self.some_uid("session")
        self.send("POST", "/api/projects", {"uid": project, "name": self.word()})
        self.send("POST", "/api/sessions", {"uid": session, "project_id": project, "account_name": "a"})
        for _ in range(events):
            self.say(session, bytes_of_texts // events)
