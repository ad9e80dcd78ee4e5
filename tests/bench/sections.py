# SPDX-License-Identifier: MIT
"""The sections of the benchmark: each prints a table and says which targets it reached."""

import json
import os
import platform
import re
import shutil
import signal
import subprocess
import threading
import time
from datetime import date, datetime
from pathlib import Path

from bench import BEGIN, LIST, WEEK, git, grown, have, remove, say, step, table, verdict, watch_memory

LARGE = 1000000


def machine():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    print(f"{date.today()}; {cpu.group(1) if cpu else platform.machine()}, {os.cpu_count()} CPUs; "
          f"Linux {platform.release()}; load {os.getloadavg()[0]:.1f}\n")


# import

def archive_of(b):
    """The archive, git's command for all of its mails, how many, and these mails as mbox and as Maildir."""
    repositories = b.repositories() if b.given else [b.archive(20000)]
    archive = b.given or repositories[0]
    name = "-".join(archive.parts[-2:]) if b.given else archive.name

    def names(path):
        path.mkdir()
        for i, repository in enumerate(repositories):
            log = git("-C", repository, "log", "--first-parent", "--reverse", "--raw", "--root", "--no-abbrev",
                      "--format=", "HEAD", stdout=subprocess.PIPE, text=True).stdout
            found = [line.split()[3] for line in log.split("\n") if line.endswith("\tm")]
            (path / str(i)).write_text("\n".join(b for b in found if b.strip("0")) + "\n")
    blobs = b.made(name + ".blobs", names)
    cat = ["sh", "-c", 'while [ $# -gt 0 ]; do git -C "$1" cat-file --batch --buffer <"$2" || exit; shift 2; done', "sh"]
    for i, repository in enumerate(repositories):
        cat += [str(repository), str(blobs / str(i))]
    mails = sum(1 for f in blobs.iterdir() for _ in open(f, "rb"))

    def messages():
        with subprocess.Popen(cat, stdout=subprocess.PIPE) as feed:
            while head := feed.stdout.readline():
                yield feed.stdout.read(int(head.split()[2]))
                feed.stdout.read(1)

    def mbox(path):
        with open(path, "wb") as f:
            for mail in messages():
                f.write(as_mbox(mail))

    def maildir(path):
        for sub in ("new", "cur", "tmp"):
            (path / sub).mkdir(parents=True)
        for i, mail in enumerate(messages()):
            (path / "cur" / f"{i}.bench:2,S").write_bytes(mail)
    return archive, cat, mails, b.made(name + ".mbox", mbox), lambda: b.made(name + ".maildir", maildir)


MBOX_FROM = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"


def as_mbox(mail):
    return MBOX_FROM + re.sub(rb"(?m)^(>*From )", rb">\1", mail) + (b"\n" if mail.endswith(b"\n") else b"\n\n")


def indexers(b, mbox, maildir):
    """Programs that read mails into their own database: (name, set up, command, environment, rounds)."""
    home = b.work / "indexers"
    remove(home)
    home.mkdir()
    found = []
    if have("mairix"):
        rc = home / "mairixrc"
        rc.write_text(f"base={mbox.parent}\nmbox={mbox.name}\ndatabase={home}/mairix.db\nmfolder={home}/found\n")
        found.append(("mairix", lambda: remove(home / "mairix.db"), ["mairix", "-f", rc], {}, 3))
    if have("mu"):
        def mu_init():
            remove(home / "mu")
            subprocess.run(["mu", "init", "--quiet", f"--muhome={home}/mu", f"--maildir={maildir}"],
                           check=True, stdout=subprocess.DEVNULL)
        found.append(("mu index", mu_init, ["mu", "index", "--quiet", f"--muhome={home}/mu"], {}, 1))
    if have("notmuch"):
        config = home / "notmuch-config"
        config.write_text(f"[database]\npath={maildir}\n[user]\nname=Bench\nprimary_email=b@example.org\n"
                          "[maildir]\nsynchronize_flags=false\n")
        found.append(("notmuch new", lambda: remove(maildir / ".notmuch"), ["notmuch", "new", "--quiet"],
                      {"NOTMUCH_CONFIG": str(config)}, 1))
    return found


def bench_import(b):
    archive, cat, mails, mbox, maildir = archive_of(b)
    store = b.work / "import-store"

    def ours(*source):
        def run(_):
            remove(store)
            return b.took([b.filter, "--quiet", "-s", store, "-l", LIST, *source])
        return run

    contestants = [
        ("git cat-file, to /dev/null", lambda _: b.took(cat), 99),
        ("patchdigest-filter --public-inbox", ours("--public-inbox", archive), 99),
        ("patchdigest-filter --mbox", ours("--mbox", mbox), 99),
        ("git cat-file, into a pipe that is read",
         lambda _: b.took(["sh", "-c", '"$@" | cat', "sh", *cat]), 99),
    ]
    if not b.given:
        contestants.append(("git log -p", lambda _: b.took(["git", "-C", archive, "log", "-p", "HEAD"]), 3))
    for name, set_up, command, env, most in [] if b.quick or b.given else indexers(b, mbox, maildir()):
        def run(_, set_up=set_up, command=command, env=env):
            set_up()
            return b.took(command, env=env)
        contestants.append((name, run, most))
    size = mbox.stat().st_size
    print(f"## Import: {mails} mails, {size / 1e6:.0f} MB\n")
    r = b.alternate(contestants, 9, settle=True)
    base = r["git cat-file, to /dev/null"][0]
    table(["", "s", "CPU s", "times git", "mails/s", "MB/s"],
          [[n, f"{v[0] / 1e3:.2f}", f"{v[1] / 1e3:.2f}", f"{v[0] / base:.2f}", f"{mails / v[0] * 1e3:.0f}",
            f"{size / v[0] / 1e3:.0f}"] for n, v in r.items() if v])
    inbox, box = r["patchdigest-filter --public-inbox"][0], r["patchdigest-filter --mbox"][0]
    piped = r["git cat-file, into a pipe that is read"][0]
    verdict("import of the archive, times git cat-file to /dev/null", inbox / base, 1.15)
    verdict("import of the archive, times git cat-file into a pipe", inbox / piped, 1.15)
    verdict("import of an mbox of these mails, times the archive's import", box / inbox, 1)
    for other, limit in (("mairix", 1), ("mu index", 1 / 15), ("notmuch new", 1 / 15)):
        if r.get(other):
            verdict(f"import, times {other}", inbox / r[other][0], limit)
    remove(store)
    child = subprocess.Popen([b.filter, "--quiet", "-s", store, "-l", LIST, "--public-inbox", archive])
    verdict("memory of an import beside git's", watch_memory(child) / 1024, 64, " MB")
    print()


# delivery

def plain_copy(program, home):
    copy = home / (program + ".copy")
    shutil.copyfile(shutil.which(program), copy)
    copy.chmod(0o755)
    return copy


def delivery_contestants(b, stores):
    """Programs that take a mail on standard input. Each round has another mail."""
    home = b.work / "delivery"
    remove(home)
    home.mkdir()
    for box in ("procmail", "maildrop"):
        for sub in ("new", "cur", "tmp"):
            (home / box / sub).mkdir(parents=True)
    found = [("/bin/true", ["/bin/true"], {})]
    if have("procmail"):
        rc = home / "procmailrc"
        rc.write_text(f"DEFAULT={home}/procmail/\nLOGFILE=/dev/null\n")
        # set-id programs ignore LD_PRELOAD; copies of them don't
        found.append(("procmail into a Maildir", [plain_copy("procmail", home), rc], {}))
    for n, store in stores:
        found.append((f"patchdigest-filter, {n:,} mails",
                      [b.filter, "-s", store, "-l", LIST, "--no-spool"], {}))
    if have("maildrop"):
        rc = home / "mailfilter"
        rc.write_text(f'to "{home}/maildrop/"\n')
        rc.chmod(0o600)
        found.append(("maildrop into a Maildir", [plain_copy("maildrop", home), rc], {"HOME": str(home)}))
    if have("bogofilter"):
        found.append(("bogofilter -u", ["bogofilter", "-u", "-e", "-d", home], {}))
    if have("notmuch"):
        config = home / "notmuch-config"
        for sub in ("new", "cur", "tmp"):
            (home / "mail" / sub).mkdir(parents=True)
        config.write_text(f"[database]\npath={home}/mail\n[user]\nname=Bench\nprimary_email=b@example.org\n")
        env = {"NOTMUCH_CONFIG": str(config)}
        subprocess.run(["notmuch", "new", "--quiet"], env={**os.environ, **env}, check=True)
        found.append(("notmuch insert", ["notmuch", "insert"], env))
    return found


def settle(b, store, mail):
    """Delivers a mail: the first one after a file grew looks for room that a killed process left."""
    with open(mail, "rb") as f:
        subprocess.run([b.filter, "-s", store, "-l", LIST, "--no-spool"], stdin=f, check=True)


def count_syncs(b, store, mail):
    trace = b.work / "strace"
    with open(mail, "rb") as f:
        subprocess.run(["strace", "-f", "-o", trace, "-e",
                        "trace=fsync,fdatasync,msync,sync_file_range,sync,syncfs",
                        b.filter, "-s", store, "-l", LIST, "--no-spool"], stdin=f, check=True)
    return sum(1 for line in open(trace) if re.search(r"sync\w*\(.*= 0", line))


def bench_delivery(b):
    rounds = 200
    sizes = b.sizes()
    mails = b.new_mails(2 * rounds + 2, max(sizes))
    stores = [(n, b.store(n)) for n in sizes]
    contestants = delivery_contestants(b, stores)
    b.warm(*(store for _, store in stores))
    for _, store in stores:
        settle(b, store, mails / str(2 * rounds))
    print("## Delivery: one mail on standard input, from the start of the process to its end\n")

    def entries(offset, preload):
        def entry(name, command, env):
            env = {**env, **({"LD_PRELOAD": b.nosync} if preload else {})}
            return (name, lambda i: b.took(command, stdin=mails / str(offset + i), env=env), rounds)
        return [entry(*c) for c in contestants]
    quick = b.alternate(entries(0, True), rounds)
    durable = b.alternate(entries(rounds, False), rounds // 2)
    base = quick.get("procmail into a Maildir")
    table(["", "ms, syncs void", "times procmail", "fastest tenth", "times procmail", "CPU ms", "ms, durable", "max MB"],
          [[n, f"{v[0]:.2f}", f"{v[0] / base[0]:.2f}" if base else "-",
            f"{v[3]:.2f}", f"{v[3] / base[3]:.2f}" if base else "-", f"{v[1]:.2f}",
            f"{durable[n][0]:.2f}" if durable[n] else "-", f"{v[2] / 1024:.1f}"]
           for n, v in quick.items() if v])
    ours = [(n, quick[f"patchdigest-filter, {n:,} mails"]) for n in sizes]
    if base:
        for n, v in ours:
            verdict(f"delivery into {n} mails, times procmail", v[0] / base[0], 1.25)
    verdict("flat: slowest store, times the fastest", max(v[0] for _, v in ours) / min(v[0] for _, v in ours), 1.1)
    verdict("memory of a delivery", max(v[2] for _, v in ours) / 1024, 10, " MB")
    if have("strace"):
        for n, store in stores:
            verdict(f"sync calls into {n} mails", count_syncs(b, store, mails / str(2 * rounds + 1)), 8)
            remove(b.work / "strace")
    print()


# report

def week_of(n):
    """The arrival times of the last whole week of n mails, and the number of mails before it."""
    until = BEGIN + (n - 1) * step(n)
    skip = (until - WEEK - BEGIN) // step(n) + 1
    return until - WEEK, until, skip


def bench_report(b):
    n = LARGE if LARGE in b.sizes() else max(b.sizes())
    since, until, skip = week_of(n)
    large, week = b.store(n), b.store(n - skip, skip)
    size = min(20000, n)
    archive = b.archive(size, n - size)
    window = ["--since", f"@{since}", "--until", f"@{until}"]
    b.warm(large, week, archive)
    print(f"## Report: a week ({n - skip - 1} mails) out of {n}\n")

    def report(store, *args):
        return lambda _: b.took([b.report, "-s", store, *args])
    r = b.alternate([
        ("patchdigest-report, whole store", report(large, *window), 99),
        ("patchdigest-report, store of that week", report(week, *window), 99),
        (f"git log -p, archive of {size}", lambda _: b.took(
            ["git", "-C", archive, "log", "-p", f"--since=@{since}", f"--until=@{until}", "HEAD"]), 99),
        ("patchdigest-report, everything", report(large, "--since", "@0"), 1),
    ], 9)
    table(["", "ms", "CPU ms", "max MB"],
          [[k, f"{v[0]:.1f}", f"{v[1]:.1f}", f"{v[2] / 1024:.1f}"] for k, v in r.items() if v])
    a, w, g = (r[k][0] for k in list(r)[:3])
    verdict("a week out of all, times the week alone", a / w, 2)
    verdict("a week, times git log -p", a / g, 0.2)
    print()


# scale

def arrivals(b, store):
    """When the store's first and last mail arrived."""
    lists = subprocess.run([b.report, "-s", store, "--lists"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [int(datetime.fromisoformat(t.replace("Z", "+00:00")).timestamp()) for t in lists.split("\t")[2:4]]


def given_stores(b):
    """A tenth of the mails of the archive given, and all of them."""
    _, _, mails, mbox, _ = archive_of(b)
    name = "-".join(b.given.parts[-2:])
    for n in (max(mails // 10, 1), mails):
        def part(path, n=n):
            with open(mbox, "rb") as f, open(path, "wb") as to:
                for line in f:
                    n -= line == MBOX_FROM
                    if n < 0:
                        break
                    to.write(line)

        def fill(path, n=n):
            took = b.took([b.filter, "--quiet", "-s", path, "-l", LIST, "--mbox", b.made(f"{name}-{n}.mbox", part)])
            if not took:
                raise SystemExit("the import failed")
            (b.work / f"{path.name}.took").write_text(f"{took[0] / 1e3} {took[1] / 1e3} {took[2]}\n")
        yield n, b.made(f"store-{name}-{n}", fill)


def bench_scale(b):
    print("## Scale: figures, and how many times those of the smallest store\n")
    rows, base = [], None
    for n, store in given_stores(b) if b.given else [(n, b.store(n)) for n in b.sizes()]:
        name = store.name if b.given else f"store-0-{n}"
        took, cpu, peak = (float(f) for f in (b.work / f"{name}.took").read_text().split())
        mails = b.new_mails(200, n)
        deliver = [b.filter, "-s", store, "-l", LIST, "--no-spool"]
        until = arrivals(b, store)[1] if b.given else week_of(n)[1]
        week = [b.report, "-s", store, "--since", f"@{until - WEEK}", "--until", f"@{until}"]
        r = b.alternate([
            ("quick", lambda i: b.took(deliver, stdin=mails / str(i), env={"LD_PRELOAD": b.nosync}), 100),
            ("durable", lambda i: b.took(deliver, stdin=mails / str(100 + i)), 100),
            ("digest", lambda i: b.took(week), 9),
            ("board", lambda i: b.took([*week, "--sections=board"]), 9),
            ("all", lambda i: b.took([*week, "--sections=all"]), 9),
            ("page", lambda i: b.took([*week, "--format=html"]), 9),
        ], 100)
        size = sum(f.stat().st_size for f in store.glob("*/*.tdb"))
        figures = [(n / took, ".0f"), (1e6 * cpu / n, ".0f"), (peak / 1024, ".0f"), (size / n, ".0f"),
                   (len(list(store.glob("*/*.tdb"))), ""), (r["quick"][0], ".2f"), (r["durable"][0], ".2f"),
                   *((r[kind][1], ".1f") for kind in ("digest", "board", "all", "page")), (r["digest"][2] / 1024, ".1f")]
        base = base or figures
        rows.append([n] + [grown(v, first, form) for (v, form), (first, _) in zip(figures, base)])
    table(["mails", "mails/s", "CPU us a mail", "MB", "bytes/mail", "files", "delivery ms, syncs void",
           "durable ms", "week: digest, CPU ms", "board", "all sections", "page", "digest MB"], rows)
    if b.given:
        print("The weeks are the last ones of the two parts, and have different numbers of mails.\n")


# crowd

def bench_crowd(b):
    crowd, each = 64, 20
    store = b.work / "crowd-store"
    remove(store)
    b.import_made(store, 10000)
    mails = b.new_mails(crowd * each, 10000)
    waits, reports, failed = [], [], []
    done = threading.Event()

    def deliver(k):
        for i in range(each):
            t = b.took([b.filter, "-s", store, "-l", LIST, "--no-spool"], stdin=mails / str(k * each + i))
            (waits if t else failed).append(t and t[0])

    def report():
        while not done.is_set():
            t = b.took([b.report, "-s", store, "--since", f"@{BEGIN}", "--until", f"@{BEGIN + WEEK}"])
            (reports if t else failed).append(t and t[0])
    print(f"## Crowd: {crowd} deliverers of {each} mails each, and a report in a loop\n")
    threads = [threading.Thread(target=deliver, args=(k,)) for k in range(crowd)]
    reader = threading.Thread(target=report)
    start = time.monotonic()
    reader.start()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    seconds = time.monotonic() - start
    done.set()
    reader.join()
    lists = subprocess.run([b.report, "-s", store, "--lists"], stdout=subprocess.PIPE, text=True, check=True)
    stored = int(lists.stdout.split("\t")[1]) - 10000
    table(["", "number", "per second", "median ms", "longest ms"],
          [[what, len(t), f"{len(t) / seconds:.0f}", f"{sorted(t)[len(t) // 2]:.1f}", f"{max(t):.1f}"]
           for what, t in (("deliveries, durable", waits), ("reports of a week", reports))])
    verdict("deliveries or reports that failed", len(failed), 0)
    verdict("mails lost", crowd * each - stored, 0)
    held_report(b, store)
    print()


def held_report(b, store):
    """A report whose output is not read: it blocks while it prints."""
    reader = subprocess.Popen([b.report, "-s", store, "--since", "@0"], stdout=subprocess.PIPE)
    reader.stdout.read(1)
    time.sleep(1)  # the pipe is full now
    mails = b.new_mails(50, 20000)
    times = [b.took([b.filter, "-s", store, "-l", LIST, "--no-spool", "--wait", "1"], stdin=mails / str(i))
             for i in range(50)]
    still = reader.poll() is None
    reader.send_signal(signal.SIGKILL)
    reader.wait()
    verdict("deliveries held up by a report that blocks while it prints"
            if still else "(the report was too short to stand still)", sum(1 for t in times if not t), 0)


# page

PAGE = "board,pulls,applied,unanswered,discussions,reviewers,standard"
PAGE_FORMATS = [("text", ["--format=text"]), ("text, the page's sections", ["--format=text", "--sections", PAGE]),
                ("JSON, the page's sections", ["--format=json", "--sections", PAGE]), ("page", ["--format=html"]),
                ("mail with a page", ["--format=mail", "--html"])]


def page_windows(b):
    """Name, store, options of a window: BENCH_PAGES of the archive given, else the last week of each made store."""
    if not b.given:
        for n in b.sizes():
            since, until, _ = week_of(n)
            yield f"a week of {n} mails", b.store(n), ["--since", f"@{since}", "--until", f"@{until}"]
        return
    archive = b.given
    store = b.work / "page-store"
    remove(store)
    subprocess.run([b.filter, "--quiet", "-s", store, "-l", LIST, "--public-inbox", archive], check=True)
    first, last = arrivals(b, store)
    weeks = " ".join(f"@{t - WEEK}:@{t}" for t in (first + (last - first) // 2, last))
    for pair in os.environ.get("BENCH_PAGES", weeks).split():
        since, until = pair.split(":")
        yield f"{archive.name}, {since} to {until}", store, ["--since", since, "--until", until]


def bench_page(b):
    print("## Page: its time, memory and bytes, beside text and JSON\n")
    for name, store, window in page_windows(b):
        options = ["-s", store, *window, "--archive-url", "https://lists.example.org/list"]
        out = b.work / "page-out"
        b.warm(store)

        def run(i, args, options=options, out=out):
            return b.took([b.report, *options, *args], stdout=out)
        sizes, rows = {}, []
        for what, args in PAGE_FORMATS:
            run(0, args)
            sizes[what] = out.stat().st_size
            if what.startswith("JSON"):
                mails = json.loads(out.read_bytes())["board"]["totals"]["mails"]
        r = b.alternate([(what, lambda i, args=args: run(i, args), 99) for what, args in PAGE_FORMATS], 15)
        for what, _ in PAGE_FORMATS:
            v = r[what]
            rows.append([what, f"{v[0]:.1f}", f"{v[3]:.1f}", f"{v[1]:.1f}", f"{v[2] / 1024:.1f}", sizes[what]])
        print(f"{name}: {mails} mails\n")
        table(["", "ms", "fastest tenth", "CPU ms", "max MB", "bytes"], rows)
        verdict("CPU time of a page, times the text's", r["page"][1] / r["text"][1], 5)
        verdict("CPU time of a page", r["page"][1], 150, " ms")
        # 1 MB for a week of 500 mails
        verdict("bytes of a page for each mail", sizes["page"] / max(mails, 1), 2000)
        print()


# bytes

def bench_bytes(b):
    archive, _, _, _, _ = archive_of(b)
    store = b.work / "bytes-store"
    remove(store)
    subprocess.run([b.filter, "--quiet", "-s", store, "-l", LIST, "--public-inbox", archive], check=True)
    print(f"## Bytes: {archive.name}\n")
    out = subprocess.run([b.tools / "where", store, LIST], stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = [re.split(r"  +", line.strip()) for line in out.rstrip().split("\n")[1:]]
    table(["", "number", "bytes", "per mail"], rows)
    records = next(float(r[3]) for r in rows if r[0] == "records in all")
    verdict("bytes a mail in records", records, 900)
    print()


# calls

def instructions(b, name, command, stdin, env=None):
    """
    Prints the instructions of a command, and the functions that take most of
    them. A forked child continues the count of its parent: the larger count
    is that of the process that does the work.
    """
    home = b.work / "callgrind"
    remove(home)
    home.mkdir()
    with open(stdin or os.devnull, "rb") as f:
        subprocess.run(["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={home}/out.%p", *map(str, command)],
                       stdin=f, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
                       env={**os.environ, "TZ": "UTC", **(env or {})})
    most = {}
    for out in home.glob("out.*"):
        functions = {}
        text = subprocess.run(["callgrind_annotate", "--threshold=100", "--auto=no", out], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=True).stdout
        for line in text.split("\n"):
            m = re.match(r"\s*([\d,]+) \([ \d.]+%\)\s+(?:\S+:)?([\w.@'\[\]-]+)", line)
            if m and "PROGRAM" not in line:
                key = m.group(2)
                functions[key] = functions.get(key, 0) + int(m.group(1).replace(",", ""))
        most = max(most, functions, key=lambda f: sum(f.values()))
    total = sum(most.values())
    print(f"### {name}: {total:,} instructions\n")
    top = sorted(most.items(), key=lambda x: -x[1])[:20]
    table(["function", "instructions", "%"], [[k, f"{v:,}", f"{100 * v / total:.1f}"] for k, v in top])


def bench_calls(b):
    print("## Instructions, which repeat exactly\n")
    if not have("valgrind"):
        return
    n = min(b.sizes())
    store = b.work / "calls-store"
    remove(store)
    b.import_made(store, n)
    first, mails = b.mbox(1, n), b.mbox(1, n + 1)
    settle(b, store, first)
    since, until, _ = week_of(n)
    instructions(b, "one delivery", [b.filter, "-s", store, "-l", LIST, "--no-spool"], mails)
    instructions(b, "a report of a week", [b.report, "-s", store, "--since", f"@{since}", "--until", f"@{until}"], None)


def default_names(b):
    if b.given:
        return ["import", "scale"] if b.quick else ["import", "scale", "page", "bytes"]
    return ["import", "delivery", "scale"] if b.quick else list(ALL)


ALL = {
    "import": bench_import,
    "delivery": bench_delivery,
    "report": bench_report,
    "scale": bench_scale,
    "crowd": bench_crowd,
    "page": bench_page,
    "bytes": bench_bytes,
    "calls": bench_calls,
}
