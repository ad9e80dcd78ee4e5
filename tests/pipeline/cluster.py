# SPDX-License-Identifier: MIT
"""Three hosts, each with a network, an archive and a store of its own. Host a takes mail by public-inbox-mda and
serves the archive over HTTP, b and c mirror it. All hosts' digests must be equal, byte for byte."""

import os
import shutil
import subprocess
import threading
import time

from feeds import BUNDLE
from hosts import ENV, FILTER, REPORT, call, must, wait_for, write

CASES = ("mirrors", "lag", "a lost host", "split brain")
LIST = "kvmarm.lists.linux.dev"
MAILS = 2000
NAMES = "abc"
URL = "http://10.9.0.1:8080/kvmarm"
HOOK = """#!/bin/sh
[ "$1" = committed ] || exit 0
%(filter)s --store %(store)s --list %(list)s --quiet --public-inbox %(inbox)s >>%(log)s 2>&1 </dev/null &
"""
MAIL = """From: Ada <ada@example.org>
To: kvmarm@lists.linux.dev
Subject: [PATCH] KVM: arm64: part %(n)d
Date: Mon, 3 Nov 2025 10:%(n)02d:00 +0000
Message-ID: <cluster-%(n)d@example.org>
List-Id: <kvmarm.lists.linux.dev>

Text %(n)d.
---
 a.c | 1 +
 1 file changed, 1 insertion(+)
"""


class Machine:
    """A host: a network name space and a home."""

    def __init__(self, number, name):
        self.name = name
        self.home = "/srv/" + name
        self.inbox, self.store, self.log = (self.home + "/" + x for x in ("inbox", "store", "log"))
        self.epoch = self.inbox + "/git/0.git"
        self.env = dict(HOME=self.home, PI_CONFIG=self.home + "/pi-config", PERL_INLINE_DIRECTORY="/tmp")
        must("ip", "netns", "add", name)
        must("ip", "link", "add", "to-" + name, "type", "veth", "peer", "name", "eth0", "netns", name)
        must("ip", "link", "set", "to-" + name, "master", "lan", "up")
        for words in ("addr add 10.9.0.%d/24 dev eth0" % (number + 1), "link set eth0 up", "link set lo up"):
            must("ip", "-n", name, *words.split())
        os.makedirs(self.home)

    def run(self, *argv, **kw):
        return must("ip", "netns", "exec", self.name, *argv, env=self.env, limit=300, **kw)

    def cut(self, yes):
        must("ip", "link", "set", "to-" + self.name, "down" if yes else "up")

    def put_hook(self):
        hooks = self.home + "/hooks"
        os.makedirs(hooks, exist_ok=True)
        write(hooks + "/reference-transaction", HOOK % dict(vars(self), list=LIST, filter=FILTER), 0o755)
        self.run("git", "-C", self.epoch, "config", "core.hooksPath", hooks)

    def bring_in(self):
        self.run(FILTER, "--store", self.store, "--list", LIST, "--quiet", "--public-inbox", self.inbox)

    def mirror(self):
        self.run("public-inbox-clone", "-q", URL, self.inbox)
        self.put_hook()
        self.bring_in()

    def fetch(self):
        return call("ip", "netns", "exec", self.name, "public-inbox-fetch", "-q", "-C", self.inbox, env=self.env)[0] == 0

    def deliver(self, n):
        """public-inbox-mda, as a mail server starts it."""
        self.run("public-inbox-mda", "--no-precheck", text=(MAIL % {"n": n}).encode())

    def deliver_live(self, n):
        """The mail reaches this host's store by itself, as to any subscriber."""
        self.run(FILTER, "--store", self.store, "--list", LIST, text=(MAIL % {"n": n}).encode())


def digest(*stores):
    """The digest of all mails. Its third line has the time of the report."""
    code, text = call(REPORT, *[w for s in stores for w in ("--store", s)], "--list", LIST, "--since", "2000-01-01", "--until",
                      "2040-01-01", "--sections", "all", limit=300)
    lines = text.split("\n")
    return "%d\n%s" % (code, "\n".join(lines[:2] + lines[3:]))


def mails_of(store):
    return int(call(REPORT, "--store", store, "--lists")[1].split("\t")[1])


class Cluster:
    packages = {"public-inbox": "/usr/bin/public-inbox-httpd"}
    replaces = []

    def set_up(self):
        must("ip", "link", "add", "lan", "type", "bridge")
        must("ip", "link", "set", "lan", "up")
        self.machines = [Machine(i, name) for i, name in enumerate(NAMES)]
        a = self.machines[0]
        os.makedirs(os.path.dirname(a.epoch))
        a.run("git", "clone", "--quiet", "--bare", BUNDLE, a.epoch)
        commits = a.run("git", "-C", a.epoch, "rev-list", "--reverse", "HEAD").split()
        a.run("git", "-C", a.epoch, "update-ref", a.run("git", "-C", a.epoch, "symbolic-ref", "HEAD").strip(), commits[MAILS - 1])
        a.run("public-inbox-init", "-V2", "-L", "basic", "kvmarm", a.inbox, URL, "kvmarm@lists.linux.dev")
        a.run("git", "config", "-f", a.env["PI_CONFIG"], "publicinboxmda.spamcheck", "none")
        a.env["ORIGINAL_RECIPIENT"] = "kvmarm@lists.linux.dev"
        a.run("public-inbox-index", a.inbox)
        a.put_hook()
        a.bring_in()
        with open(a.log, "ab") as log:
            subprocess.Popen(["ip", "netns", "exec", "a", "public-inbox-httpd", "-W0", "-l", "http://10.9.0.1:8080"], stdin=subprocess.DEVNULL,
                             stdout=log, stderr=log, env=dict(ENV, **a.env), cwd="/")
        wait_for("server", lambda: call("ip", "netns", "exec", "b", "curl", "-sf", "-o", "/dev/null", URL + "/")[0] == 0)

    def unequal(self, machines=None):
        """Which hosts' digests differ from a's."""
        texts = {m.name: digest(m.store) for m in machines or self.machines}
        return ["%s's digest differs" % name for name, text in texts.items() if text != texts["a"] or not text.startswith("0\n")]


def check_mirrors(cluster):
    for m in cluster.machines[1:]:
        m.mirror()
    return cluster.unequal(), "%d mails" % mails_of(cluster.machines[0].store)


def check_lag(cluster):
    """b and c fetch each second; how long a delivered mail takes to every digest."""
    ended = threading.Event()

    def follow(machine):
        while not ended.wait(1):
            machine.fetch()

    threads = [threading.Thread(target=follow, args=(m,)) for m in cluster.machines[1:]]
    for t in threads:
        t.start()
    lags = []
    try:
        for n in range(1, 6):
            before = [mails_of(m.store) for m in cluster.machines]
            begin = time.monotonic()
            cluster.machines[0].deliver(n)
            wait_for("mail %d" % n, lambda: [mails_of(m.store) for m in cluster.machines] == [b + 1 for b in before], 60)
            lags.append(time.monotonic() - begin)
    finally:
        ended.set()
        for t in threads:
            t.join()
    return cluster.unequal(), "after %.1f to %.1f s in every digest" % (min(lags), max(lags))


def check_lost_host(cluster):
    c = cluster.machines[2]
    shutil.rmtree(c.home)
    os.makedirs(c.home)
    begin = time.monotonic()
    c.mirror()
    return cluster.unequal(), "%d mails again in %.1f s" % (mails_of(c.store), time.monotonic() - begin)


def check_split_brain(cluster):
    """a and b both take mail while the network between them is cut; one mail comes to both."""
    a, b = cluster.machines[:2]
    wrong = []
    before = mails_of(a.store)
    b.cut(True)
    for n in (11, 12, 13):
        a.deliver(n)
    for n in (13, 14, 15):
        b.deliver_live(n)
    wait_for("mails of a", lambda: mails_of(a.store) == before + 3, 60)
    if b.fetch():
        wrong.append("the network was not cut")
    together, again = digest(a.store, b.store), digest(b.store, a.store)
    for n in range(11, 16):
        if together.count("part %d\n" % n) == 0:
            wrong.append("mail %d is missing in the digest of both stores" % n)
    if together != again:
        wrong.append("the digest depends on the order of the stores")
    b.cut(False)
    # What only b has reaches a too, as the sender's mail server tries again.
    for n in (14, 15):
        a.deliver(n)
    want = before + 5
    wait_for("mails of a", lambda: mails_of(a.store) == want, 60)
    for m in cluster.machines[1:]:
        if not m.fetch():
            wrong.append("%s can't fetch" % m.name)
    wait_for("mails of all", lambda: all(mails_of(m.store) == want for m in cluster.machines), 60)
    wait_for("equal digests", lambda: not cluster.unequal(), 60)
    return wrong + cluster.unequal(), "5 mails, one of them taken by both"


def examine(cluster, case, _):
    """Returns a list of what is wrong, and what was seen."""
    return {"mirrors": check_mirrors, "lag": check_lag, "a lost host": check_lost_host, "split brain": check_split_brain}[case](cluster)


HOSTS = {"cluster": Cluster}
