# SPDX-License-Identifier: MIT
"""Sends digests through the sendmail of real mail servers, over SMTP on the loopback, into a mailbox."""

import email
import email.policy
import glob
import os
import re
import shutil
import subprocess
import time

import hosts
from hosts import FILTER, HOME, LIST, MAIL, REPORT, call, folder, mbox, must, own, write

CASES = ("sent", "refused", "sent later")
TO = "jdoe@example.net"
AUTHOR = "=?utf-8?q?J=C3=B6rg_M=C3=BCller?= <j@example.org>"
# Text that a mail server might change: a line too long for SMTP, lone dots, a line with From, blanks at a line end.
TEXT = "Größe\n" + "x" * 1200 + "\n.\n..\nFrom the start\n  =20 \n"


class ByPostfix(hosts.Postfix):
    """postfix: sendmail(1), pickup, cleanup, smtp; then smtpd, as if on another host, and local delivery."""

    def main_cf(self):
        with open("/etc/postfix/master.cf", "a") as f:
            f.write("127.0.0.1:2525 inet n - n - - smtpd -o myhostname=in.example.net -o cleanup_service_name=arrived\n"
                    "arrived unix n - n - 0 cleanup -o virtual_alias_maps=inline:{{%s=jdoe@mx.example.org}}\n" % TO)
        return "transport_maps = inline:{{example.net = smtp:[127.0.0.1]:2525}}\n"

    def refuse(self, yes):
        """The server refuses all mail of the user."""
        must("postconf", "authorized_submit_users = " + ("root" if yes else "static:anyone"))


class ByExim(hosts.Exim):
    """exim as sendmail, which sends by SMTP to exim as server."""

    def parts(self):
        return {"acls": """tls_advertise_hosts =
acl_smtp_rcpt = arriving
acl_not_smtp = leaving
begin acl
arriving:
  accept
leaving:
  deny
    condition = ${if exists{/run/refuse}}
    recipients = %s
  accept
""" % TO, "routers": """out:
  driver = manualroute
  condition = ${if eq{$received_port}{2525}{no}{yes}}
  domains = example.net
  route_list = * 127.0.0.1 byname
  self = send
  transport = smtp
in:
  driver = accept
  domains = example.net
  transport = arrived
""", "transports": """smtp:
  driver = smtp
  port = 2525
arrived:
  driver = appendfile
  file = /var/mail/jdoe
  user = jdoe
  group = mail
"""}

    def set_up(self):
        super().set_up()
        # not -bd: a child of process 1, as it is here, does not go into the background
        subprocess.Popen(["/usr/sbin/exim4", "-bdf", "-oX", "127.0.0.1.2525"], stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=hosts.ENV, cwd="/")
        hosts.wait_for("server", lambda: not call("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/2525")[0])

    def settle(self):
        hosts.wait_for("end of delivery", lambda: not glob.glob("/var/spool/exim4/input/*"))

    def refuse(self, yes):
        """The server does not know the recipient."""
        if yes:
            write("/run/refuse", "")
        elif os.path.exists("/run/refuse"):
            os.unlink("/run/refuse")


HOSTS = {
    "digest by postfix": ByPostfix,
    "digest by exim": ByExim,
}


def report(*args):
    return call(REPORT, "--list", LIST, "--since-last=weekly", *args, user=True)


def fresh():
    """Returns how many mails the next digest will have."""
    code, said = report("--peek")
    return said.count("\nNew: ") if code == 0 else -1


def faults_of(text, digest):
    """Checks the mail that arrived; digest: the text that it should have."""
    mail = email.message_from_bytes(text, policy=email.policy.default)
    faults = [repr(d) for d in mail.defects] + [repr(d) for field in mail.values() for d in field.defects]
    for field, wanted in (("To", TO), ("Auto-Submitted", "auto-generated"),
                          ("Content-Type", 'text/plain; charset="utf-8"')):
        if mail[field] != wanted:
            faults.append("%s: %r" % (field, mail[field]))
    if not re.fullmatch(r"\[.+\] .+ \d{4}: \d+ series, \d+ applied, \d+ ready", str(mail["Subject"])):
        faults.append("Subject: %r" % mail["Subject"])
    if any(len(mail.get_all(field, [])) != 1 for field in ("From", "Date", "Message-ID")):
        faults.append("From, Date, Message-ID: not one of each")
    if len(mail.get_all("Received", [])) < 2:
        faults.append("it came by no SMTP")
    # The third line has the time of the report; the mailbox has an empty line after each mail.
    got, wanted = (t.rstrip("\n").split("\n") for t in (mail.get_content(), digest))
    if got[:2] + got[3:] != wanted[:2] + wanted[3:]:
        faults.append("not the digest: %r" % got)
    return faults


def clear(host):
    host.refuse(False)
    for path in glob.glob("/var/mail/*"):
        os.unlink(path)
    shutil.rmtree(HOME)
    folder(HOME)
    own(HOME)
    now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    for name in ("first", "second"):
        mail = (MAIL % {"name": name}).replace("Mon, 3 Nov 2025 10:00:00 +0000", now).replace("Received:", "X-Received:")
        mail = mail.replace("\nText.\n", "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                                               "Content-Transfer-Encoding: 8bit\n\n" + TEXT)
        mail = mail.replace("A U Thor <author@example.org>\nTo", AUTHOR + "\nTo")
        must(FILTER, user=True, text=mail.encode())


def examine(host, case, _):
    """Returns a list of what is wrong, and what was seen."""
    wrong = []
    clear(host)
    if fresh() != 2:
        wrong.append("%d mails wait for the digest" % fresh())
    digest = report("--peek", "--title", "Größe")[1]
    if case != "sent":
        host.refuse(True)
        code, host.said = report("--format=mail", "--title", "Größe", "--to", TO, "--send")
        if code != 75 or fresh() != 2:
            wrong.append("refused: exit %d, %d mails left for the next digest" % (code, fresh()))
        host.refuse(False)
    if case != "refused":
        code, host.said = report("--format=mail", "--title", "Größe", "--to", TO, "--send")
        if code or fresh():
            wrong.append("exit %d, %d mails left for the next digest" % (code, fresh()))
    host.settle()
    arrived = mbox("/var/mail/jdoe")[1:]
    if len(arrived) != (case != "refused"):
        wrong.append("%d digests arrived" % len(arrived))
    for text in arrived:
        wrong += faults_of(text, digest)
    return wrong, "%d digests arrived, %d mails left for the next" % (len(arrived), fresh())
