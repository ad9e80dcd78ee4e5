# SPDX-License-Identifier: MIT
"""Fetches 10,000 mails of a real list from real servers on the loopback, undisturbed and killed again and again.
The store must tell the same as one made from the git archive of these mails."""

import json
import os
import random
import shutil
import signal
import subprocess
import time

import hosts
from hosts import ENV, FILTER, HOME, REPORT, UID, call, daemon, folder, must, own, wait_for, write

CASES = ("all", "killed", "once more")
MAILS = 10000
BUNDLE = "/tmp/archive.bundle"  # the sandbox has put it there
LIST = "kvmarm.lists.linux.dev"
INBOX = "/srv/inbox"
EPOCH = INBOX + "/git/0.git"
FROM_GIT = "/srv/from-git"
STORE = HOME + "/fetched"
PI = {"PI_CONFIG": "/srv/pi-config", "HOME": "/srv", "PERL_INLINE_DIRECTORY": "/tmp"}
# Facts of a mail's place in an archive, which a mail that was fetched has not.
OF_ARCHIVE = ("from", "to", "commit", "id", "generated")


def git(*args, **kw):
    return must("git", *args, **kw)


def make_archive():
    """The first mails of the archive, as an inbox of public-inbox, and the store made from it."""
    os.makedirs(os.path.dirname(EPOCH))
    git("clone", "--quiet", "--bare", BUNDLE, EPOCH)
    commits = git("-C", EPOCH, "rev-list", "--reverse", "HEAD").split()
    branch = git("-C", EPOCH, "symbolic-ref", "HEAD").strip()
    git("-C", EPOCH, "update-ref", branch, commits[MAILS - 1])
    must(FILTER, "--store", FROM_GIT, "--list", LIST, "--quiet", "--public-inbox", EPOCH, limit=300)


def every_mail(store):
    """What a report of all mails says, without what only an archive knows."""
    code, text = call(REPORT, "--store", store, "--since", "2000-01-01", "--until", "2040-01-01", "--sections", "all",
                      "--format", "json", limit=300)
    if code:
        raise RuntimeError("report: %d: %s" % (code, text[-500:]))

    def without(o):
        if isinstance(o, dict):
            return {k: without(v) for k, v in o.items() if k not in OF_ARCHIVE}
        return [without(x) for x in o] if isinstance(o, list) else o
    return json.dumps(without(json.loads(text[text.index("{"):])), sort_keys=True)


class Feed:
    """A server; url and options: how it is fetched from."""
    replaces = []
    options = ["--ca-file", "/etc/ssl/imap.pem"]

    def fetch(self):
        return call(FILTER, "--store", STORE, "--list", LIST, "--quiet", *self.options, "--fetch", self.url, user=True, limit=600)

    def start(self):
        return subprocess.Popen([FILTER, "--store", STORE, "--list", LIST, "--quiet", *self.options, "--fetch", self.url],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/",
                                env=dict(ENV, HOME=HOME), user=UID, group=UID, extra_groups=[])


class PublicInbox(Feed):
    packages = {"public-inbox": "/usr/bin/public-inbox-nntpd"}

    def set_up(self):
        make_archive()
        must("public-inbox-init", "-V2", "-L", "basic", "kvmarm", INBOX, "http://127.0.0.1/kvmarm", "kvmarm@lists.linux.dev", env=PI)
        git("config", "-f", PI["PI_CONFIG"], "publicinbox.kvmarm.newsgroup", "dev.linux.lists.kvmarm")
        must("public-inbox-index", INBOX, env=PI, limit=300)
        hosts.trusted_certificate("feeds.example.org")
        with open("/var/log/feeds", "wb") as log:
            self.server = subprocess.Popen(
                [self.program, "-W0", "-l", "%s://127.0.0.1:%d?cert=/etc/ssl/imap.pem,key=/etc/ssl/imap.key" % (self.scheme, self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=dict(ENV, **PI), cwd="/")
        wait_for("server", lambda: call("openssl", "s_client", "-connect", "127.0.0.1:%d" % self.port)[0] == 0)


class Nntpd(PublicInbox):
    program, scheme, port = "public-inbox-nntpd", "nntps", 5563
    url = "nntps://feeds.example.org:5563/dev.linux.lists.kvmarm"


class Imapd(PublicInbox):
    program, scheme, port = "public-inbox-imapd", "imaps", 5993
    url = "imaps://anonymous@feeds.example.org:5993/dev.linux.lists.kvmarm.0"
    options = Feed.options + ["--password-command", "echo x"]


class Dovecot(Feed):
    packages = {"dovecot-imapd": "/usr/sbin/dovecot"}
    url = "imap://jdoe@feeds.example.org/INBOX"
    options = Feed.options + ["--password-command", "echo secret"]

    def set_up(self):
        make_archive()
        hosts.trusted_certificate("feeds.example.org")
        self.fill("/srv/imap/jdoe")
        write("/etc/dovecot/dovecot.conf", hosts.DOVECOT % ("maildir:/srv/imap/jdoe", "namespace inbox {\n inbox = yes\n separator = /\n}\n"))
        daemon("dovecot")

    def fill(self, path):
        """Writes the archive's mails into a Maildir, in their order."""
        for sub in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(path, sub))
        names = "".join(c + ":m\n" for c in git("-C", EPOCH, "rev-list", "--reverse", "HEAD").split())
        out = subprocess.run(["git", "-C", EPOCH, "cat-file", "--batch"], input=names.encode(), stdout=subprocess.PIPE, check=True,
                             env=ENV).stdout
        at = n = 0
        while at < len(out):
            end = out.index(b"\n", at)
            words = out[at:end].split()
            at = end + 1
            if words[-1] == b"missing":
                continue
            n += 1
            with open("%s/cur/%d.%06d.mx:2,S" % (path, 1500000000 + n, n), "wb") as f:
                f.write(out[at:at + int(words[2])])
            at += int(words[2]) + 1
        subprocess.run(["chown", "-R", "%d:%d" % (UID, UID), "/srv/imap"], check=True)


def fetch_killed(host):
    """Kills runs at random moments, until one ends by itself. Returns how many were killed, and its exit code."""
    moments = random.Random(20261130)
    for killed in range(1000):
        run = host.start()
        try:
            run.wait(moments.uniform(0.05, 3))
            return killed, run.returncode
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
    return killed, -1


def examine(host, case, _):
    """Returns a list of what is wrong, and what was seen."""
    wrong = []
    begin = time.monotonic()
    if case != "once more":
        shutil.rmtree(STORE, ignore_errors=True)
    folder(HOME)
    own(HOME)
    if case == "killed":
        killed, code = fetch_killed(host)
        seen = "%d runs killed" % killed
        if not killed:
            wrong.append("no run was killed")
    else:
        code, host.said = host.fetch()
        seen = "%.1f s" % (time.monotonic() - begin)
    if code:
        wrong.append("exit %d" % code)
    if not hasattr(host, "wanted"):
        host.wanted = every_mail(FROM_GIT)
    if every_mail(STORE) != host.wanted:
        wrong.append("the store differs from the one made from git")
    code, said = call(REPORT, "--store", STORE, "--check", limit=300)
    if code:
        wrong.append("--check: " + said)
    return wrong, seen


HOSTS = {"public-inbox-nntpd": Nntpd, "public-inbox-imapd": Imapd, "dovecot, fetched": Dovecot}
