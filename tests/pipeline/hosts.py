# SPDX-License-Identifier: MIT
"""Mail programs as hosts of the filter: how each is set up, given mail, and asked what it holds."""

import collections
import fcntl
import glob
import os
import re
import shutil
import signal
import subprocess
import threading
import time

USER, UID = "jdoe", 4711
HOME = "/home/jdoe"
LIST = "kvm.vger.kernel.org"
RECIPES = "/tmp/contrib"
FILTER = "/usr/local/bin/patchdigest-filter"
REPORT = "/usr/local/bin/patchdigest-report"
STORE = HOME + "/.local/share/patchdigest"
SPOOL = HOME + "/.local/state/patchdigest/spool"
ENV = {"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

MAIL = """Received: from list by mx; Mon, 3 Nov 2025 10:00:01 +0000
From: A U Thor <author@example.org>
To: kvm@vger.kernel.org
Subject: [PATCH] kvm: mail %(name)s
Date: Mon, 3 Nov 2025 10:00:00 +0000
Message-ID: <%(name)s@example.org>
List-Id: <kvm.vger.kernel.org>

Text.

From a line that begins like this, hosts make something else.

Signed-off-by: A U Thor <author@example.org>
---
 a.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1 +1 @@
-a
+b
"""


def call(*argv, user=None, text=b"", env=None, limit=120):
    """Exit code and output, both streams."""
    kw = {"user": UID, "group": UID, "extra_groups": []} if user else {}
    e = dict(ENV, HOME=HOME, USER=USER, LOGNAME=USER) if user else ENV
    done = subprocess.run(argv, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(e, **(env or {})), cwd="/", timeout=limit, **kw)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def must(*argv, **kw):
    code, said = call(*argv, **kw)
    if code:
        raise RuntimeError("%s: %d: %s" % (" ".join(argv), code, said))
    return said


def own(path):
    os.chown(path, UID, UID)


def daemon(*argv):
    """Its children keep what they are given as output."""
    with open("/var/log/daemon", "ab") as out:
        subprocess.run(argv, check=True, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=ENV, cwd="/")


def folder(path, mode=0o700):
    """With all above it, the user's."""
    if not os.path.isdir(path):
        if path.startswith(HOME) and path != HOME:
            folder(os.path.dirname(path))
        os.mkdir(path)
        os.chmod(path, mode)
        own(path)


def maildir(path):
    for sub in ("", "/cur", "/new", "/tmp"):
        folder(path + sub)


def recipe(name, path, owner=True):
    """A recipe where its host looks for it; not a byte of it is changed."""
    shutil.copy(os.path.join(RECIPES, name), path)
    os.chmod(path, 0o600 if owner else 0o644)
    if owner:
        own(path)


def write(path, text, mode=0o644):
    with open(path, "w") as f:
        f.write(text)
    os.chmod(path, mode)


def ids_in(texts):
    """How often each Message-ID of ours stands at the head of a mail."""
    counts = collections.Counter()
    for text in texts:
        found = re.search(rb"^message-id: <(\w+)@example\.org>", text, re.I | re.M)
        if found:
            counts[found.group(1).decode()] += 1
    return counts


def files(*patterns):
    texts = []
    for pattern in patterns:
        for path in glob.glob(pattern):
            with open(path, "rb") as f:
                texts.append(f.read())
    return texts


def mbox(path):
    if not os.path.exists(path):
        return []
    with open(path, "rb") as f:
        return re.split(rb"^From .*\n", f.read(), flags=re.M)


def wait_for(what, condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError("no %s after %d s" % (what, seconds))
        time.sleep(0.05)


class Host:
    """packages: {name: its program}. twice: cases in which the host itself delivers the mail once more."""

    packages, replaces = {}, []
    twice = {}
    # Cases in which the mail passes, although it can be neither stored nor spooled.
    unrecorded = {}
    has_mailbox = True
    spools = [SPOOL]
    cases = ["good", "killed", "store full", "disk full", "locked"]
    store_user = True

    def set_up(self):
        pass

    def clear(self):
        """Before each case, in an empty home."""

    def send(self, mail):
        """True: the host has taken the mail. False: whoever sent it still has it."""
        raise NotImplementedError

    def again(self, mail, taken):
        """What happens later: a queue is run, a sender comes again."""
        return taken or self.send(mail)

    def mailbox(self):
        return ids_in(files(HOME + "/Maildir/new/*", HOME + "/Maildir/cur/*"))

    def queue(self):
        return collections.Counter()

    def report(self):
        """As the digest's reader."""
        return call(REPORT, "--list", LIST, "--since", "2025-01-01", user=True)

    def drain(self):
        for spool in self.spools:
            if os.path.isdir(spool):
                must(FILTER, "--drain", "--spool", spool, "--list", LIST, user=True)


class Procmail(Host):
    packages = {"procmail": "/usr/bin/procmail"}

    def clear(self):
        recipe(self.file, HOME + "/.procmailrc")
        with open(HOME + "/.procmailrc", "a") as f:
            f.write("\n:0\n$HOME/Maildir/\n")
        folder(SPOOL)

    def mailbox(self):
        """procmail puts into the system's mailbox what it can't put into the one asked for."""
        return super().mailbox() + ids_in(mbox("/var/mail/" + USER))

    def send(self, mail):
        return call("/usr/bin/procmail", "-d", USER, text=b"From list@example.org Mon Nov  3 10:00:00 2025\n" + mail)[0] == 0


class ProcmailCopy(Procmail):
    file = "procmailrc.copy"


class ProcmailFilter(Procmail):
    file = "procmailrc.filter"
    # The system's mailbox lies on another disk than store and spool.
    unrecorded = {"disk full"}


class Maildrop(Host):
    packages = {"maildrop": "/usr/bin/maildrop"}

    def clear(self):
        recipe(self.file, HOME + "/.mailfilter")
        with open(HOME + "/.mailfilter", "a") as f:
            f.write('\nto "$HOME/Maildir"\n')
        maildir(SPOOL)
        maildir(HOME + "/Maildir")

    def send(self, mail):
        return call("/usr/bin/maildrop", "-d", USER, text=mail)[0] == 0


class MaildropCopy(Maildrop):
    file = "mailfilter.cc"


class MaildropFilter(Maildrop):
    file = "mailfilter.xfilter"


DOVECOT = """protocols = imap
listen = 127.0.0.1
base_dir = /run/dovecot
log_path = /var/log/dovecot.log
ssl = yes
ssl_cert = </etc/ssl/imap.pem
ssl_key = </etc/ssl/imap.key
auth_mechanisms = plain
mail_location = %s
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=jdoe gid=jdoe home=/home/jdoe
}
%s
"""


def trusted_certificate(name):
    """For a server of that name on the loopback."""
    must("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
         "-addext", "subjectAltName=DNS:" + name, "-keyout", "/etc/ssl/imap.key", "-out", "/etc/ssl/imap.pem")
    digest = must("openssl", "x509", "-noout", "-hash", "-in", "/etc/ssl/imap.pem").strip()
    shutil.copy("/etc/ssl/imap.pem", "/etc/ssl/certs/%s.0" % digest)
    with open("/etc/hosts", "a") as f:
        f.write("127.0.0.1 %s\n" % name)


class Imap(Host):
    """A server that holds the user's mail, and a program that fetches it."""

    remote = "/srv/imap/jdoe"

    def set_up(self):
        trusted_certificate("imap.example.org")
        write("/etc/dovecot/dovecot.conf", DOVECOT % ("maildir:" + self.remote, ""))
        os.makedirs("/srv/imap", exist_ok=True)
        own("/srv/imap")
        daemon("dovecot")

    def clear(self):
        shutil.rmtree(self.remote, ignore_errors=True)
        maildir(self.remote)

    def send(self, mail):
        path = "%s/new/%d.mail" % (self.remote, time.time_ns())
        with open(path, "wb") as f:
            f.write(mail)
        own(path)
        self.fetch()
        return True

    def again(self, mail, taken):
        self.fetch()
        return True

    def queue(self):
        return ids_in(files(self.remote + "/new/*", self.remote + "/cur/*"))


class Fetchmail(Imap):
    packages = {"fetchmail": "/usr/bin/fetchmail", "dovecot-imapd": "/usr/lib/dovecot/imap",
                "maildrop": "/usr/bin/maildrop"}

    def clear(self):
        super().clear()
        recipe("fetchmailrc", HOME + "/.fetchmailrc")
        recipe("mailfilter.cc", HOME + "/.mailfilter")
        with open(HOME + "/.mailfilter", "a") as f:
            f.write('\nto "$HOME/Maildir"\n')
        maildir(SPOOL)
        maildir(HOME + "/Maildir")

    def fetch(self):
        self.said = call("/usr/bin/fetchmail", user=True)


class Getmail(Imap):
    packages = {"getmail6": "/usr/bin/getmail", "dovecot-imapd": "/usr/lib/dovecot/imap"}
    # It has delivered the mail, but can't note that down.
    twice = {"disk full"}

    def clear(self):
        super().clear()
        folder(HOME + "/.config/getmail")
        recipe("getmailrc", HOME + "/.config/getmail/getmailrc")
        maildir(HOME + "/Maildir")

    def fetch(self):
        """Now and then getmail misses the end of its own child and waits for ever: killed, and run again."""
        for limit in (30, 30, 60):
            try:
                self.said = call("/usr/bin/getmail", user=True, limit=limit)
                return
            except subprocess.TimeoutExpired:
                print("   getmail hangs, with no filter running: %r" % filters())
                self.twice = set(self.cases)


class Sieve(Host):
    packages = {"dovecot-sieve": "/usr/bin/sievec"}
    spools = [SPOOL, HOME + "/Maildir/.patchdigest-spool"]
    script = "patchdigest.sieve"

    def set_up(self):
        trusted_certificate("imap.example.org")
        os.makedirs("/etc/dovecot/sieve", exist_ok=True)
        os.makedirs("/etc/dovecot/conf.d", exist_ok=True)
        os.makedirs("/usr/local/lib/dovecot/sieve-programs")
        os.symlink(FILTER, "/usr/local/lib/dovecot/sieve-programs/patchdigest-filter")
        recipe("dovecot/95-patchdigest.conf", "/etc/dovecot/conf.d/95-patchdigest.conf", owner=False)
        write("/etc/dovecot/dovecot.conf", DOVECOT % ("maildir:~/Maildir", "!include conf.d/95-patchdigest.conf"))
        recipe("dovecot/" + self.script, "/etc/dovecot/sieve/patchdigest.sieve", owner=False)
        must("sievec", "-x", "+vnd.dovecot.execute +vnd.dovecot.pipe", "/etc/dovecot/sieve/patchdigest.sieve")
        daemon("dovecot")

    def clear(self):
        maildir(HOME + "/Maildir")

    def send(self, mail):
        self.said = call("/usr/lib/dovecot/dovecot-lda", "-d", USER, text=mail.replace(b"\n", b"\r\n"))
        return self.said[0] == 0


class SievePipe(Sieve):
    script = "patchdigest-pipe.sieve"
    # A pipe with :try says nothing of a filter that failed: the mail is in the mailbox alone.
    cases = ["good", "store full", "locked"]


class Postfix(Host):
    packages = {"postfix": "/usr/sbin/postfix"}
    replaces = ["exim4-daemon-light", "exim4-base", "exim4-config", "bsd-mailx"]
    # local(8) keeps no account of what it has delivered: each attempt brings one more copy to the mailbox.
    twice = {"killed", "disk full"}

    def set_up(self):
        write("/etc/postfix/main.cf", """compatibility_level = 3.6
myhostname = mx.example.org
mydestination = mx.example.org, localhost, example.org
inet_interfaces = loopback-only
mynetworks_style = host
maillog_file = /var/log/postfix.log
alias_maps =
home_mailbox =
mail_spool_directory = /var/mail
%s
""" % self.main_cf())
        daemon("postfix", "start")

    def main_cf(self):
        return ""

    def clear(self):
        recipe("forward.postfix", HOME + "/.forward")
        for path in glob.glob("/var/mail/*"):
            os.unlink(path)
        call("postsuper", "-d", "ALL")

    def busy(self):
        """Something of it is being delivered."""
        return any(glob.glob("/var/spool/postfix/%s/**/*" % q, recursive=True) and
                   any(os.path.isfile(p) for p in glob.glob("/var/spool/postfix/%s/**/*" % q, recursive=True))
                   for q in ("maildrop", "incoming", "active"))

    def settle(self):
        time.sleep(0.3)
        wait_for("end of delivery", lambda: not self.busy(), 60)

    def send(self, mail, to=USER):
        must("/usr/sbin/sendmail", "-f", "list@example.org", to, text=mail)
        self.settle()
        return True

    def again(self, mail, taken):
        must("postsuper", "-r", "ALL")
        must("postqueue", "-f")
        self.settle()
        return True

    def mailbox(self):
        return ids_in(mbox("/var/mail/" + USER))

    def queue(self):
        texts = []
        for q in ("maildrop", "incoming", "active", "deferred"):
            for path in glob.glob("/var/spool/postfix/%s/**/*" % q, recursive=True):
                if os.path.isfile(path):
                    texts.append(call("postcat", "-h", "-q", os.path.basename(path))[1].encode())
        return ids_in(texts)


class ForSystem:
    """The recipes with a user and a store of the system's: nothing of jdoe's plays a role."""

    has_mailbox = False
    base = "/var/lib/patchdigest"
    cases = ["good", "killed", "store full", "disk full", "locked"]


class PostfixPipe(ForSystem, Postfix):
    """The parts of the recipe, put where it says."""

    def parts(self):
        with open(RECIPES + "/postfix-pipe") as f:
            text = f.read()
        return re.split(r"^# ---- .*\n", text, flags=re.M)[1:]

    def main_cf(self):
        master, main = self.parts()
        with open("/etc/postfix/master.cf", "a") as f:
            f.write(master)
        return main

    def send(self, mail):
        return super().send(mail, "kvm-digest@example.org")


class Exim(Host):
    packages = {"exim4-daemon-light": "/usr/sbin/exim4"}

    config = """primary_hostname = mx.example.org
domainlist local_domains = mx.example.org : example.org : localhost
qualify_domain = example.org
never_users = root
log_file_path = /var/log/exim4/%%slog
trusted_users = root
begin routers
%(routers)s
forward:
  driver = redirect
  domains = +local_domains
  check_local_user
  file = $home/.forward
  no_verify
  no_expn
  check_ancestor
  allow_filter
  pipe_transport = address_pipe
  file_transport = address_file
local:
  driver = accept
  domains = +local_domains
  check_local_user
  transport = mbox
begin transports
mbox:
  driver = appendfile
  file = /var/mail/$local_part_data
  delivery_date_add
  envelope_to_add
  return_path_add
  group = mail
  mode = 0660
  mode_fail_narrower = false
address_pipe:
  driver = pipe
  return_fail_output
address_file:
  driver = appendfile
%(transports)s
begin retry
*  *  F,2h,15m
"""

    def set_up(self):
        write("/etc/exim4/exim4.conf", self.config % self.parts(), 0o640)
        shutil.chown("/etc/exim4/exim4.conf", "root", "Debian-exim")

    def parts(self):
        return {"routers": "", "transports": ""}

    def clear(self):
        recipe("forward.exim", HOME + "/.forward")
        for path in glob.glob("/var/mail/*") + glob.glob("/var/spool/exim4/input/*") + glob.glob("/var/spool/exim4/db/*"):
            os.unlink(path)

    def exim(self, *args, **kw):
        return call("/usr/sbin/exim4", *args, **kw)

    def send(self, mail, to=USER):
        self.said = self.exim("-odf", "-f", "list@example.org", to, text=mail)
        return self.said[0] == 0

    def again(self, mail, taken):
        self.said = self.exim("-qff")
        return taken or self.send(mail)

    def mailbox(self):
        return ids_in(mbox("/var/mail/" + USER))

    def queue(self):
        return ids_in(re.sub(rb"^\d+[A-Z* ] ", b"", t, flags=re.M) for t in files("/var/spool/exim4/input/*-H"))


class EximTransport(ForSystem, Exim):
    def parts(self):
        with open(RECIPES + "/exim-transport") as f:
            text = f.read()
        routers, transports = re.split(r"^# ---- .*\n", text, flags=re.M)[1:]
        return {"routers": routers, "transports": transports}

    def send(self, mail):
        return super().send(mail, "kvm-digest@example.org")


HOSTS = {
    "procmail copy": ProcmailCopy,
    "procmail filter": ProcmailFilter,
    "maildrop cc": MaildropCopy,
    "maildrop xfilter": MaildropFilter,
    "fetchmail, dovecot": Fetchmail,
    "getmail": Getmail,
    "dovecot sieve": Sieve,
    "dovecot sieve pipe": SievePipe,
    "postfix .forward": Postfix,
    "postfix pipe": PostfixPipe,
    "exim .forward": Exim,
    "exim transport": EximTransport,
}


class System:
    """Whose store and spool it is, and what is in them."""

    def __init__(self, host):
        self.host = host
        self.base = host.base if isinstance(host, ForSystem) else HOME
        self.user = "patchdigest" if isinstance(host, ForSystem) else USER
        if isinstance(host, ForSystem):
            self.store = self.base + "/store"
            self.spools = [self.base + "/.local/state/patchdigest/spool"]
        else:
            self.store, self.spools = STORE, host.spools

    def run(self, *argv):
        return call("setpriv", "--reuid", self.user, "--regid", self.user, "--clear-groups", "env",
                    "HOME=" + self.base, *argv)

    def stored(self):
        """From the digest that a reader gets."""
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


def filters():
    """The processes that are one; what is dead but not buried is none."""
    pids = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path) as f:
                stat = f.read()
        except OSError:
            continue
        if "(patchdigest-fil) " in stat and stat.split(") ")[1][0] != "Z":
            pids.append(int(path.split("/")[2]))
    return pids


class Lock:
    """Another process is inside the store and doesn't go on."""

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
    """A disk of its own, so that it can be filled."""
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
    """kill -9 while it waits for the store's lock."""
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
    """The store is on a disk of its own, which is full."""
    must("runuser", "-u", system.user, "--", "mkdir", "-p", system.store)
    must("mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", system.store)
    shutil.chown(system.store, system.user, system.user)
    taken = host.send(mail)

    def empty():
        must("umount", system.store)
    return taken, empty


def case_disk_full(host, system, mail):
    """All of the user's home is full: store, spool and mailbox."""
    filler = system.base + "/filler"
    fill(filler)
    taken = host.send(mail)
    return taken, lambda: os.unlink(filler)


CASES = {"good": case_good, "killed": case_killed, "store full": case_store_full, "disk full": case_disk_full,
         "locked": case_locked}


def check(host, system, case, name):
    """What is wrong, as a list; the counts, for the table."""
    mail = (MAIL % {"name": name}).encode()
    wrong = []
    fresh_home(system)
    host.clear()
    taken, mend = CASES[case](host, system, mail)
    at_once = (host.mailbox()[name], system.stored()[name], system.spooled()[name], host.queue()[name])
    if case == "good" and at_once[1:] != (1, 0, 0):
        wrong.append("not in the store at once")
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


def run(host):
    """All cases of one host; prints a line each."""
    must("groupadd", "--gid", str(UID), USER)
    must("useradd", "--uid", str(UID), "--gid", USER, "--no-create-home", "--home-dir", HOME, "--shell", "/bin/sh", USER)
    must("useradd", "--system", "--user-group", "--home-dir", ForSystem.base, "patchdigest")
    title = [k for k, v in HOSTS.items() if v is type(host)][0]
    system = System(host)
    os.makedirs(HOME, exist_ok=True)
    own(HOME)
    host.set_up()
    for n, case in enumerate(host.cases):
        try:
            wrong, counts = check(host, system, case, "mail%d" % n)
        except Exception as e:
            wrong, counts = ["%s: %s" % (type(e).__name__, e)], ""
        if wrong:
            print("FAILED %s, %s: %s; %s" % (title, case, "; ".join(wrong), counts))
            print("   %r" % (getattr(host, "said", ""),))
        else:
            print("ok %-20s %-11s %s" % (title, case, counts), flush=True)
    return 0


def table():
    """What hosts do that the filter can't help."""
    lines = []
    for text, cases in (("The host itself may bring a mail to the mailbox more than once:", "twice"),
                        ("The mail passes, though there is no room for it in store and spool:", "unrecorded")):
        lines.append(text)
        lines += ["  %-20s %s" % (title, ", ".join(sorted(getattr(host, cases))))
                  for title, host in HOSTS.items() if getattr(host, cases) and host.has_mailbox]
    return "\n".join(lines)
