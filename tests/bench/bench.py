# SPDX-License-Identifier: MIT
"""For all benchmarks: makes data, runs programs in alternation, prints tables."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

SEED = "1"
LIST = "patches.lists.example.org"
BEGIN = 1420070400  # when mailgen's list begins
WEEK = 7 * 86400
SLICE = 250000  # mails per mbox: 2.5 GB


def step(n):
    """Seconds between two of n mails: they take ten years, and none is in the future."""
    return 315 if n <= 1000000 else 63


class Bench:
    def __init__(self, out, work, quick=False, archive=None):
        self.quick = quick
        self.given = Path(archive).resolve() if archive else None
        if self.given and not self.repositories():
            raise SystemExit(f"{archive}: expected a bare repository of git, or an inbox of public-inbox (git/0.git)")
        self.out = Path(out).resolve()
        self.tools = self.out / "build/tests/bench"
        self.work = Path(work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.filter = str(self.out / "patchdigest-filter")
        self.report = str(self.out / "patchdigest-report")
        self.nosync = str(self.tools / "nosync.so")

    def repositories(self):
        """The repositories of the archive that was given, the oldest first."""
        epochs = sorted(self.given.glob("git/*.git"), key=lambda p: int(p.stem) if p.stem.isdigit() else 0)
        return epochs or ([self.given] if (self.given / "objects").is_dir() else [])

    def sizes(self):
        """Mails of the made-up stores."""
        return [int(n) for n in os.environ.get("BENCH_SIZES", "10000 100000" + " 1000000" * (not self.quick)).split()]

    # Data is made once, and kept by its name.

    def mails(self, n, skip, of, seed=SEED):
        """The command that prints n mails after the first skip mails of a list of `of` mails."""
        return [str(self.tools / "mailgen"), "-s", seed, "-t", str(step(of)), "-k", str(skip), str(n)]

    def made(self, name, make):
        """The path that make(path) fills, unless an earlier run has finished it."""
        path = self.work / name
        done = self.work / (name + ".done")
        if not done.exists():
            remove(path)
            say(f"making {name}")
            make(path)
            done.touch()
        return path

    def mbox(self, n, skip=0):
        def make(path):
            with open(path, "wb") as f:
                subprocess.run(self.mails(n, skip, skip), stdout=f, check=True)
        return self.made(f"mbox-{skip}-{n}", make)

    def archive(self, n, skip=0):
        def make(path):
            git("init", "-q", "--bare", path)
            mails = self.mails(n, skip, n + skip)
            feed = subprocess.Popen(mails[:1] + ["-f", "epoch"] + mails[1:], stdout=subprocess.PIPE)
            subprocess.run(["git", "-C", path, "-c", "core.compression=1", "fast-import", "--quiet"],
                           stdin=feed.stdout, check=True)
            if feed.wait():
                raise SystemExit("mailgen failed")
            git("-C", path, "symbolic-ref", "HEAD", "refs/heads/master")
            # a clone has one pack too
            git("-C", path, "repack", "-adq")
        return self.made(f"archive-{skip}-{n}.git", make)

    def store(self, n, skip=0):
        """A store of n mails; the file store-*.took has what its import took."""
        def make(path):
            seconds, cpu, peak = self.import_made(path, n, skip)
            (self.work / f"store-{skip}-{n}.took").write_text(f"{seconds} {cpu} {peak}\n")
        return self.made(f"store-{skip}-{n}", make)

    def import_made(self, store, n, skip=0, options=()):
        """
        Seconds, CPU seconds and the greatest resident kilobytes of an import of
        n generated mails. It takes slice after slice, so that the mails need
        little room on the disk.
        """
        slice_file = self.work / f"slice-{os.getpid()}"
        seconds = cpu = peak = 0
        for at in range(skip, skip + n, SLICE):
            with open(slice_file, "wb") as f:
                subprocess.run(self.mails(min(SLICE, skip + n - at), at, skip + n), stdout=f, check=True)
            took = self.took([self.filter, "--quiet", "-s", store, "-l", LIST, *options, "--mbox", slice_file])
            if not took:
                raise SystemExit("the import failed")
            seconds += took[0] / 1e3
            cpu += took[1] / 1e3
            peak = max(peak, took[2])
        slice_file.unlink()
        return seconds, cpu, peak

    def new_mails(self, n, skip=0):
        """A folder of n mails (0, 1 ...) that no store has yet: they follow skip mails of a new seed."""
        path = self.work / "new-mails"
        remove(path)
        path.mkdir()
        text = subprocess.run(self.mails(n, skip, skip, str(time.time_ns())), stdout=subprocess.PIPE,
                              check=True).stdout
        first = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"
        for i, mail in enumerate(text.split(first)[1:]):
            (path / str(i)).write_bytes(mail[:-1])
        return path

    # Measuring

    def warm(self, *folders):
        """Reads the files into the page cache: a busy host has them there."""
        for path in (p for f in folders for p in Path(f).rglob("*") if p.is_file()):
            with open(path, "rb") as f:
                while f.read(1 << 20):
                    pass

    def took(self, command, stdin=None, stdout=None, env=None):
        """Runs a command: (milliseconds, CPU milliseconds, kilobytes), or None if it failed."""
        args = [self.tools / "took"]
        if stdin:
            args += ["-i", stdin]
        if stdout:
            args += ["-o", stdout]
        run = subprocess.run(args + [str(c) for c in command], stderr=subprocess.PIPE, text=True,
                             env={**os.environ, **(env or {})}, check=False)
        lines = run.stderr.strip().split("\n")
        fields = lines[-1].split()
        if run.returncode or len(fields) != 5 or fields[4] != "0":
            return None
        ns, user, system, kilobytes = (int(f) for f in fields[:4])
        return ns / 1e6, (user + system) / 1e3, kilobytes

    def alternate(self, contestants, rounds, settle=False):
        """
        Runs every contestant once per round, so that a slow moment hits all, in
        a random order, so that no program always finds caches that the same
        other program has warmed. settle: syncs the disk before each run.
        A contestant: (name, function of the round's number that returns what
        took() does, most rounds). Returns {name: (median ms, median CPU ms,
        max KB, ms of the fastest tenth)}. On a busy machine the fastest tenth
        repeats best.
        """
        if self.quick:
            rounds = max(3, rounds // 5)
        runs = {name: [] for name, _, _ in contestants}
        order = random.Random(SEED)
        for i in range(rounds):
            for name, run, most in order.sample(contestants, len(contestants)):
                if i < most:
                    if settle:
                        os.sync()
                    runs[name].append(run(i))
        return {name: (median(r[0] for r in rs), median(r[1] for r in rs), max(r[2] for r in rs),
                       sorted(r[0] for r in rs)[len(rs) // 10])
                if rs and all(rs) else None for name, rs in runs.items()}


def watch_memory(child):
    """Waits for the child. Returns the greatest resident set of it and its forks, in KB."""
    peak = {}
    name = Path(os.readlink(f"/proc/{child.pid}/exe")).name if child.poll() is None else ""
    while child.poll() is None:
        for pid in [child.pid] + children(child.pid):
            try:
                if Path(os.readlink(f"/proc/{pid}/exe")).name == name:
                    for line in Path(f"/proc/{pid}/status").read_text().split("\n"):
                        if line.startswith("VmHWM:"):
                            peak[pid] = int(line.split()[1])
            except OSError:
                continue
        time.sleep(0.02)
    return max(peak.values(), default=0)


def children(pid):
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def git(*args, **kwargs):
    return subprocess.run(["git", *map(str, args)], check=True, **kwargs)


def remove(path):
    if Path(path).is_dir():
        shutil.rmtree(path)
    elif Path(path).exists():
        Path(path).unlink()


def have(program):
    if shutil.which(program):
        return True
    print(f"  ({program} is not installed, and is left out: contrib/install-deps --bench)")
    return False


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def table(heads, rows):
    """Prints a table in Markdown, for README.md."""
    cells = [heads] + [[str(c) for c in row] for row in rows]
    width = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for n, row in enumerate(cells):
        print("| " + " | ".join(c.ljust(w) if i == 0 else c.rjust(w)
                                for i, (c, w) in enumerate(zip(row, width))) + " |")
        if n == 0:
            print("| " + " | ".join("-" * w if i == 0 else "-" * (w - 1) + ":"
                                    for i, w in enumerate(width)) + " |")
    print(flush=True)


def grown(value, base, form):
    """A figure, and how many times that of the smallest store it is."""
    return f"{value:{form}} ({value / base:.2f})"


def verdict(what, value, limit, unit=""):
    """Prints whether a target was reached."""
    good = value <= limit
    print(f"- {'reached' if good else 'MISSED '}: {what}: {value:.2f}{unit}, at most {limit:g}{unit}",
          flush=True)
    return good
