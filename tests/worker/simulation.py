"""Devices that sync with the Worker in workerd with D1, while its process and theirs are killed at any moment,
also in the middle of a push or a pull; its disk is put back from a copy, and theirs are copied. In the end all
hold one history and show the same, and nothing is missing that a device had answered to be stored.

Usage: simulation.py, by simulation.sh. SEEDS: how many, FIRST: the first seed, CONFIG: the Worker's wrangler.toml,
KEEP: a folder for the stores of the seeds that fail.

A seed decides who does what, and how long after they begin to sync somebody is killed. How far they are by
then is a matter of the machine: a seed that failed need not fail again. TAP."""
import os
import random
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))
from people import Person, Said  # noqa: E402
from shown import difference, lost, shown_by  # noqa: E402
from stores import ANSWERING, Device, Worker  # noqa: E402
from support import finish, folder, ok, require_baton  # noqa: E402

ROUNDS = 9
MOST_DEVICES = 5
MOST_STEPS = 200  # of one sync
MOST_ROUNDS = 30  # until nothing is new
UNDER_WAY = [0.03, 0.15, 0.5, 1.5]  # seconds


class Simulation:
    def __init__(self, seed, path, template):
        self.random, self.path = random.Random(seed), path
        self.worker = Worker(path, template)
        self.devices, self.said = [], Said()
        self.backup = path + "/backup"
        self.figures = dict.fromkeys(["killed Workers", "killed devices", "broken syncs", "clones", "restores"], 0)

    def run(self):
        """What is wrong in the end; "" if nothing is."""
        try:
            self.begin()
            for number in range(ROUNDS):
                self.happen(number)
            return self.wrong_in_the_end() if self.settle() else "it does not come to an end"
        finally:
            for store in [self.worker, *self.devices]:
                store.kill()

    def begin(self):
        self.worker.start()
        for number in range(self.random.randint(2, 3)):
            self.devices.append(self.connected(f"device{number}"))
        self.person(self.random.choice(self.devices)).have_much(self.random.choice([30, 600]), 2_000_000)

    def connected(self, name):
        device = Device(name, self.path)
        device.run("remote", "add", f"http://127.0.0.1:{self.worker.port}", "--all", "--no-token")
        device.start()
        return device

    def person(self, device):
        return Person(self.random, device, self.said)

    def somebody(self):
        """Who works with the Worker itself knows that it may be put back from a copy."""
        if self.random.randrange(100) < 10:
            return Person(self.random, self.worker, Said())
        return self.person(self.random.choice(self.devices))

    def happen(self, number):
        for _ in range(self.random.randint(2, 12)):
            self.somebody().work()
        if self.random.randrange(100) < 15 and len(self.devices) < MOST_DEVICES:
            self.figures["clones"] += 1
            self.devices.append(self.random.choice(self.devices).clone(f"clone{number}", self.path))
        self.sync_some()

    def sync_some(self):
        """Some sync at the same time, and then somebody may be killed."""
        syncing = self.random.sample(self.devices, self.random.randint(1, len(self.devices)))
        what = self.random.randrange(100)
        delay = self.random.random() * self.random.choice(UNDER_WAY)
        syncs = [Sync(device, self.random.randrange(2)) for device in syncing]
        victims = [sync for sync in syncs if self.random.randrange(2)]
        if what < 80:
            time.sleep(delay)
        if what < 40:
            self.kill_worker()
        elif what < 80:
            self.figures["killed devices"] += len(victims)
            for sync in victims:
                sync.kill()
        self.figures["broken syncs"] += sum(not sync.wait() for sync in syncs)
        self.bring_back(self.random.randrange(100))

    def kill_worker(self):
        self.figures["killed Workers"] += 1
        self.worker.kill()

    def bring_back(self, what):
        for device in self.devices:
            if device.server is None:
                device.start()
        if self.worker.process is None:
            restored = self.change_disk(what < 20)
            self.worker.start()
            if restored and self.worker.ask("POST", "/api/admin/restored", {}).status != 200:
                raise RuntimeError("the Worker cannot be told that it was restored")

    def change_disk(self, restores):
        """Copies the Worker's disk once, and later puts the copy back, which is told."""
        if not os.path.exists(self.backup):
            shutil.copytree(self.worker.state, self.backup)
            return False
        if not restores:
            return False
        self.figures["restores"] += 1
        shutil.rmtree(self.worker.state)
        shutil.copytree(self.backup, self.worker.state)
        return True

    def settle(self):
        """Rounds in which every device syncs, until one brings nothing new to anybody."""
        return any(all([self.is_quiet(device) for device in self.devices]) for _ in range(MOST_ROUNDS))

    def is_quiet(self, device):
        quiet = True
        for _ in range(MOST_STEPS):
            step = device.step()
            if step is None:
                return False
            quiet = quiet and step["pushed"] + step["pulled"] == 0 and not step["notice"]
            if step["done"]:
                return quiet
        return False

    def wrong_in_the_end(self):
        expected = shown_by(self.worker)
        for device in self.devices:
            if found := difference(expected, shown_by(device)):
                return f"{device.name} is not as the Worker: {found}"
            if refused := device.data("/api/sync/status")["refused"]:
                return f"{device.name}: refused are {refused[:3]}"
        return lost(expected, self.said.stored)


class Sync:
    """A sync under way: by a process of its own, or by the one that serves the device."""

    def __init__(self, device, by_command):
        self.device, self.whole, self.process = device, False, None
        if by_command:
            self.process = device.begin_sync()
        else:
            self.thread = threading.Thread(target=self.steps)
            self.thread.start()

    def steps(self):
        for _ in range(MOST_STEPS):
            step = self.device.step()
            if step is None or step["done"]:
                self.whole = step is not None
                return

    def kill(self):
        if self.process:
            self.process.kill()
        else:
            self.device.kill()

    def wait(self):
        """Whether it came to its end; it must be over soon."""
        if self.process:
            try:
                return self.process.wait(2 * ANSWERING) == 0
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise RuntimeError(f"{self.device.name}: baton sync does not end") from None
        self.thread.join()
        return self.whole


def run_seed(seed, path, template):
    os.makedirs(path)
    simulation = Simulation(seed, path, template)
    began = time.monotonic()
    try:
        wrong = simulation.run()
    except Exception as fault:  # noqa: BLE001: whatever it is, it is this seed's
        wrong = f"{type(fault).__name__}: {fault}"
    ok(not wrong, f"seed {seed}: devices and the Worker hold one history, and nothing is lost", wrong)
    figures = ", ".join(f"{number} {what}" for what, number in simulation.figures.items())
    print(f"# {len(simulation.said.stored)} words stored, {figures}, {time.monotonic() - began:.0f} s", flush=True)
    if wrong and os.environ.get("KEEP"):
        shutil.copytree(path, f"{os.environ['KEEP']}/{seed}")
    shutil.rmtree(path, ignore_errors=True)


def main():
    require_baton()
    first = int(os.environ.get("FIRST") or 1)
    # A kill loses nothing that the kernel has, so memory will do.
    with folder("/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as path:
        os.makedirs(path + "/template")
        template = Worker(path + "/template")
        template.start()
        template.kill()
        for seed in range(first, first + int(os.environ.get("SEEDS") or 1)):
            run_seed(seed, f"{path}/{seed}", template)
    finish()


main()
