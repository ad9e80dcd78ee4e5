# SPDX-License-Identifier: MIT
"""Mail programs: sets each up with a recipe of contrib/, gives it mail, and reads its mailbox."""

import collections
import glob
import os
import re
import shutil
import signal
import subprocess
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

# The faults during a delivery.
CASES = ("good", "killed", "store full", "disk full", "locked")

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
+the last line
"""
MAIL_END = b"+the last line"

TRIALS = 4  # of a case in which the host's own programs fail


def call(*argv, user=None, text=b"", env=None, limit=120):
    """Runs a command. Returns its exit code and both of its outputs."""
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
    """Starts a daemon. Its children keep its output open."""
    with open("/var/log/daemon", "ab") as out:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=ENV, cwd="/")
    if done.returncode:
        raise RuntimeError("%s: %d: %r" % (argv[0], done.returncode, files("/var/log/daemon")))


def folder(path, mode=0o700):
    """Makes a folder and those above it; they belong to the user."""
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
    """Copies a recipe, unchanged, to where its host looks for it."""
    shutil.copy(os.path.join(RECIPES, name), path)
    os.chmod(path, 0o600 if owner else 0o644)
    if owner:
        own(path)


def write(path, text, mode=0o644):
    with open(path, "w") as f:
        f.write(text)
    os.chmod(path, mode)


def ids_in(texts, whole=False):
    """Counts the Message-IDs of our mails. whole: mails that are cut short do not count."""
    counts = collections.Counter()
    for text in texts:
        found = re.search(rb"^message-id: <(\w+)@example\.org>", text, re.I | re.M)
        if found and (not whole or text.rstrip().endswith(MAIL_END)):
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


def filters():
    """The processes of a program, except zombies."""
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


class Host:
    packages, replaces = {}, []  # {package: its program}
    has_mailbox = True
    spools = [SPOOL]
    # Cases in which the host may deliver the mail once more.
    twice = {}
    # Cases in which only the mailbox gets the mail.
    unrecorded = {}
    # What the host's own programs did wrong, whatever the filter did: then the case is tried again.
    fault = ""

    def set_up(self):
        pass

    def clear(self):
        """Prepares a case, in an empty home."""

    def send(self, mail):
        """Gives the host a mail. Returns False if the host refused it: then the sender still has it."""
        raise NotImplementedError

    def again(self, mail, taken):
        """Does what happens later: the host runs its queue, a sender tries again."""
        return taken or self.send(mail)

    def mailbox(self):
        return ids_in(files(HOME + "/Maildir/new/*", HOME + "/Maildir/cur/*"), whole=True)

    def queue(self):
        return collections.Counter()


class Procmail(Host):
    packages = {"procmail": "/usr/bin/procmail"}

    def clear(self):
        recipe(self.file, HOME + "/.procmailrc")
        with open(HOME + "/.procmailrc", "a") as f:
            f.write("\n:0\n$HOME/Maildir/\n")
        folder(SPOOL)

    def mailbox(self):
        """procmail: if it can't write the user's mailbox, it writes the system's."""
        return super().mailbox() + ids_in(mbox("/var/mail/" + USER), whole=True)

    def send(self, mail):
        return call("/usr/bin/procmail", "-d", USER, text=b"From list@example.org Mon Nov  3 10:00:00 2025\n" + mail)[0] == 0


class ProcmailCopy(Procmail):
    file = "procmailrc.copy"


class ProcmailFilter(Procmail):
    file = "procmailrc.filter"
    # The system's mailbox is on another disk than store and spool.
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
    """Makes a certificate for a server of that name on the loopback."""
    must("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
         "-addext", "subjectAltName=DNS:" + name, "-keyout", "/etc/ssl/imap.key", "-out", "/etc/ssl/imap.pem")
    digest = must("openssl", "x509", "-noout", "-hash", "-in", "/etc/ssl/imap.pem").strip()
    shutil.copy("/etc/ssl/imap.pem", "/etc/ssl/certs/%s.0" % digest)
    with open("/etc/hosts", "a") as f:
        f.write("127.0.0.1 %s\n" % name)


class Imap(Host):
    """A server that has the user's mail, and a program that fetches it."""

    root = remote = "/srv/imap/jdoe"

    def set_up(self):
        trusted_certificate("imap.example.org")
        write("/etc/dovecot/dovecot.conf", DOVECOT % ("maildir:" + self.root, "namespace inbox {\n inbox = yes\n separator = /\n}\n"))
        os.makedirs("/srv/imap", exist_ok=True)
        own("/srv/imap")
        daemon("dovecot")

    def clear(self):
        shutil.rmtree(self.root, ignore_errors=True)
        maildir(self.root)
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
    # It has delivered the mail, but can't record that.
    twice = {"disk full"}

    def clear(self):
        super().clear()
        folder(HOME + "/.config/getmail")
        recipe("getmailrc", HOME + "/.config/getmail/getmailrc")
        maildir(HOME + "/Maildir")

    def fetch(self):
        """Runs getmail. Sometimes it misses the end of its child and waits for ever. Sometimes the server
        keeps a mail that getmail told it to delete."""
        try:
            self.said = call("/usr/bin/getmail", user=True, limit=25)
        except subprocess.TimeoutExpired:
            self.fault = "getmail hangs, with no filter running: %r" % filters()
        else:
            if self.is_kept():
                self.fault = "the server keeps what getmail deleted: %r, %r" % (self.said, files("/var/log/dovecot.log"))

    def is_kept(self):
        """Whether a mail that getmail deleted is still there, also a while later."""
        if " delivered, deleted" not in self.said[1]:
            return False
        try:
            wait_for("removal", lambda: not self.queue(), 5)
        except RuntimeError:
            return True
        return False


class GetmailFilterOnly(Getmail):
    """The server keeps all mails; getmail records those that the filter took."""

    has_mailbox = False
    twice = {}
    remote = Getmail.root + "/.lists.kvm"

    def clear(self):
        super().clear()
        recipe("getmailrc.filter-only", HOME + "/.config/getmail/getmailrc")

    def queue(self):
        taken = sum(text.count(b"\n") for text in files(HOME + "/.config/getmail/oldmail-*"))
        there = super().queue()
        return there if taken < sum(there.values()) else collections.Counter()


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
    # A Sieve script does not learn that a pipe has failed.
    unrecorded = {"killed"}


class Postfix(Host):
    packages = {"postfix": "/usr/sbin/postfix"}
    replaces = ["exim4-daemon-light", "exim4-base", "exim4-config", "bsd-mailx"]
    # local(8) does not record its deliveries: each attempt adds a copy to the mailbox.
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

    def queued(self, *queues):
        return [p for q in queues for p in glob.glob("/var/spool/postfix/%s/**/*" % q, recursive=True)
                if os.path.isfile(p)]

    def settle(self):
        time.sleep(0.3)
        wait_for("end of delivery", lambda: not self.queued("maildrop", "incoming", "active"), 60)

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
        return ids_in(mbox("/var/mail/" + USER), whole=True)

    def queue(self):
        paths = self.queued("maildrop", "incoming", "active", "deferred")
        return ids_in(call("postcat", "-h", "-q", os.path.basename(p))[1].encode() for p in paths)


class ForSystem:
    """The recipes with a system user and a store of the system; jdoe's files are not used."""

    has_mailbox, twice = False, {}
    base, user = "/var/lib/patchdigest", "patchdigest"


class PostfixPipe(ForSystem, Postfix):
    """Puts the parts of the recipe where it says."""

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
%(acls)sbegin routers
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
        return {"acls": "", "routers": "", "transports": ""}

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
        return ids_in(mbox("/var/mail/" + USER), whole=True)

    def queue(self):
        return ids_in(re.sub(rb"^\d+[A-Z* ] ", b"", t, flags=re.M) for t in files("/var/spool/exim4/input/*-H"))


class EximTransport(ForSystem, Exim):
    def parts(self):
        with open(RECIPES + "/exim-transport") as f:
            text = f.read()
        routers, transports = re.split(r"^# ---- .*\n", text, flags=re.M)[1:]
        return {"acls": "", "routers": routers, "transports": transports}

    def send(self, mail):
        return super().send(mail, "kvm-digest@example.org")


class Sendmail(Host):
    packages = {"sendmail-bin": "/usr/sbin/sendmail-mta", "sendmail-cf": "/usr/share/sendmail/cf/m4/cf.m4",
                "procmail": "/usr/bin/procmail"}
    replaces = Postfix.replaces

    config = """include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
OSTYPE(`linux')dnl
define(`confDOMAIN_NAME', `mx.example.org')dnl
define(`confSERVICE_SWITCH_FILE', `/etc/mail/service.switch')dnl
define(`QUEUE_DIR', `/run/mqueue')dnl
FEATURE(`nocanonify')dnl
LOCAL_DOMAIN(`example.org')dnl
FEATURE(`local_procmail', `/usr/bin/procmail', `procmail -Y -d $u')dnl
MAILER(`local')dnl
MAILER(`smtp')dnl
"""

    def set_up(self):
        os.mkdir("/run/mqueue", 0o700)
        must("hostname", "mx")  # without a full name sendmail waits a minute
        write("/etc/hosts", "127.0.0.1 localhost\n127.0.0.2 mx.example.org mx\n")
        write("/etc/mail/service.switch", "hosts files\n")
        write("/etc/mail/own.mc", self.config)
        write("/etc/mail/sendmail.cf", must("m4", "/etc/mail/own.mc"))

    def clear(self):
        recipe("forward.sendmail", HOME + "/.forward")
        for path in glob.glob("/var/mail/*") + glob.glob("/run/mqueue/*"):
            os.unlink(path)

    def sendmail(self, *args, **kw):
        return call("/usr/sbin/sendmail-mta", "-Am", *args, **kw)

    def send(self, mail):
        self.said = self.sendmail("-odi", "-i", "-f", "list@example.org", USER, text=mail)
        return self.said[0] == 0

    def again(self, mail, taken):
        self.said = self.sendmail("-q", "-v")
        return taken or self.send(mail)

    def mailbox(self):
        return ids_in(mbox("/var/mail/" + USER), whole=True)

    def queue(self):
        return ids_in(re.sub(rb"^H\?\?", b"", t, flags=re.M) for t in files("/run/mqueue/qf*"))


def run(name, host, cases, examine):
    """Runs all cases of a host; prints a line per case."""
    must("groupadd", "--gid", str(UID), USER)
    must("useradd", "--uid", str(UID), "--gid", USER, "--no-create-home", "--home-dir", HOME, "--shell", "/bin/sh", USER)
    must("useradd", "--system", "--user-group", "--home-dir", ForSystem.base, ForSystem.user)
    os.makedirs(HOME, exist_ok=True)
    own(HOME)
    try:
        host.set_up()
    except Exception as e:  # only the cases of this host fail
        print("FAILED %s: %s: %s" % (name, type(e).__name__, e))
        return
    for n, case in enumerate(cases):
        for _ in range(TRIALS):
            host.fault = ""
            try:
                wrong, counts = examine(host, case, "mail%d" % n)
            except Exception as e:  # only this case fails
                wrong, counts = ["%s: %s" % (type(e).__name__, e)], ""
            if not wrong or not host.fault:
                break
            print("   %s, %s, tried again: %s" % (name, case, host.fault))
            for pid in filters():
                os.kill(pid, signal.SIGKILL)
        if wrong:
            print("FAILED %s, %s: %s; %s" % (name, case, "; ".join(wrong), counts))
            print("   %r" % (getattr(host, "said", ""),))
        else:
            print("ok %-20s %-11s %s" % (name, case, counts), flush=True)
