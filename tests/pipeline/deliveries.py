# SPDX-License-Identifier: MIT
"""Sends mail through the recipes of contrib/, with and without faults, and counts where it arrives."""

import collections
import fcntl
import glob
import os
import re
import shutil
import signal
import threading
import time

import hosts
from hosts import CASES, FILTER, HOME, LIST, MAIL, REPORT, STORE, USER, call, files, filters, ids_in, must, own, wait_for

HOSTS = {
    "procmail copy": hosts.ProcmailCopy,
    "procmail filter": hosts.ProcmailFilter,
    "maildrop cc": hosts.MaildropCopy,
    "maildrop xfilter": hosts.MaildropFilter,
    "fetchmail, dovecot": hosts.Fetchmail,
    "getmail": hosts.Getmail,
    "getmail, filter only": hosts.GetmailFilterOnly,
    "dovecot sieve": hosts.Sieve,
    "dovecot sieve pipe": hosts.SievePipe,
    "postfix .forward": hosts.Postfix,
    "postfix pipe": hosts.PostfixPipe,
    "exim .forward": hosts.Exim,
    "exim transport": hosts.EximTransport,
    "sendmail .forward": hosts.Sendmail,
}



class System:
    """A user's store and spool."""

    def __init__(self, host):
        if isinstance(host, hosts.ForSystem):
            self.base, self.user = host.base, host.user
            self.store = self.base + "/store"
            self.spools = [self.base + "/.local/state/patchdigest/spool"]
        else:
            self.base, self.user = HOME, USER
            self.store, self.spools = STORE, host.spools

    def run(self, *argv):
        return call("setpriv", "--reuid", self.user, "--regid", self.user, "--clear-groups", "env",
                    "HOME=" + self.base, *argv)

    def stored(self):
        """Counts the mails in the digest."""
        code, said = self.run(REPORT, "-s", self.store, "--list", LIST, "--since", "2025-01-01")
        return collections.Counter(re.findall(r"^ *Message-ID: <(\w+)@example", said, re.M)) if code == 0 else collections.Counter()

    def spooled(self):
        return ids_in(files(*(s + "/%s/*" % sub for s in self.spools for sub in ("new", "cur"))))

    def drain(self):
        for spool in self.spools:
            if os.path.isdir(spool):
                code, said = self.run(FILTER, "--drain", "-s", self.store, "--spool", spool, "--list", LIST)
                if code:
                    raise RuntimeError("--drain: %d: %s" % (code, said))


class Lock:
    """Another process is stopped while it has the store locked."""

    def __init__(self, store):
        self.file = open("%s/%s/0.tdb" % (store, LIST), "r+b")
        fcntl.lockf(self.file, fcntl.LOCK_EX)

    def end(self):
        self.file.close()


def fill(path):
    with open(path, "wb", buffering=0) as f:
        try:
            while True:
                f.write(b"x" * 4096)
        except OSError:
            pass


def fresh_home(system):
    """Mounts a small disk that can be filled."""
    for path in (system.base + "/.local/share/patchdigest", system.base):
        call("umount", "-l", path)
    os.makedirs(system.base, exist_ok=True)
    must("mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", system.base)
    shutil.chown(system.base, system.user, system.user)
    if system.base != HOME:
        call("umount", "-l", HOME)
        os.makedirs(HOME, exist_ok=True)
        own(HOME)


def case_good(host, system, mail):
    return host.send(mail), lambda: None


def case_killed(host, system, mail):
    """Kills the filter while it waits for the store's lock."""
    host.send((MAIL % {"name": "before"}).encode())
    lock = Lock(system.store)
    result = []
    sender = threading.Thread(target=lambda: result.append(host.send(mail)))
    sender.start()
    wait_for("filter at work", lambda: len(filters()) >= 2)
    time.sleep(0.3)
    for pid in filters():
        os.kill(pid, signal.SIGKILL)
    sender.join()
    lock.end()
    return result[0], lambda: None


def case_locked(host, system, mail):
    host.send((MAIL % {"name": "before"}).encode())
    lock = Lock(system.store)
    taken = host.send(mail)
    lock.end()
    return taken, lambda: None


def case_store_full(host, system, mail):
    """The store's disk is full."""
    must("runuser", "-u", system.user, "--", "mkdir", "-p", system.store)
    must("mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", system.store)
    shutil.chown(system.store, system.user, system.user)
    fill(system.store + "/filler")
    taken = host.send(mail)

    def empty():
        must("umount", system.store)
    return taken, empty


def case_disk_full(host, system, mail):
    """The disk of the user's home is full: store, spool and mailbox."""
    filler = system.base + "/filler"
    fill(filler)
    taken = host.send(mail)
    return taken, lambda: os.unlink(filler)


FAULTS = dict(zip(CASES, (case_good, case_killed, case_store_full, case_disk_full, case_locked)))


def examine(host, case, name):
    """Returns a list of what is wrong, and the counts."""
    system = System(host)
    mail = (MAIL % {"name": name}).encode()
    wrong = []
    fresh_home(system)
    host.clear()
    taken, mend = FAULTS[case](host, system, mail)
    at_once = (host.mailbox()[name], system.stored()[name], system.spooled()[name], host.queue()[name])
    if case == "good" and at_once[1:] != (1, 0, 0):
        wrong.append("not in the store at once")
    if case != "good" and at_once[1]:
        wrong.append("in the store at once, as if nothing had been in the way")
    if sum(at_once[1:]) == 0 and taken and case not in host.unrecorded:
        wrong.append("neither in the store nor in the spool nor in a queue")
    if host.has_mailbox and at_once[0] + at_once[3] == 0 and taken:
        wrong.append("neither in the mailbox nor in a queue")
    mend()
    for _ in range(5):
        taken = host.again(mail, taken)
        if taken and not host.queue()[name]:
            break
    system.drain()
    later = (host.mailbox()[name], system.stored()[name], system.spooled()[name], host.queue()[name])
    if later[1:] != (0 if case in host.unrecorded else 1, 0, 0):
        wrong.append("at last %d in the store, %d in the spool, %d in the queue" % later[1:])
    if host.has_mailbox and later[0] < 1:
        wrong.append("at last not in the mailbox")
    if host.has_mailbox and later[0] > 1 and case not in host.twice:
        wrong.append("at last %d times in the mailbox" % later[0])
    left = [p for s in system.spools for p in glob.glob(s + "/*/*")]
    if left:
        wrong.append("left in the spool: %s" % left)
    return wrong, "mailbox %d, store %d, spool %d, queue %d; at last mailbox %d, store %d" % (at_once + later[:2])


def table():
    """What hosts do that the filter can't prevent; patchdigest-recipes(7) has this table too."""
    lines = []
    for text, cases in (("The host itself may bring the mail to the mailbox more than once:", "twice"),
                        ("The mail is in the mailbox, but in no digest:", "unrecorded")):
        lines.append(text)
        lines += ["  %-20s %s" % (title, ", ".join(sorted(getattr(host, cases))))
                  for title, host in HOSTS.items() if getattr(host, cases)]
    return "\n".join(lines)
