# SPDX-License-Identifier: MIT
"""Servers of NNTP (RFC 3977) and IMAP (RFC 3501) for tests: they say what a test tells them to, also lies."""
import re
import socket
import ssl
import threading


class Lost(Exception):
    """The server ends the connection here."""


class Server:
    """Listens on a free port of the loopback. mails: number -> bytes."""

    def __init__(self, mails, certificate=None):
        self.mails = dict(mails)
        self.sizes = {}  # number -> the size that is said
        self.gone = set()  # listed, but not there any more
        self.lost_at = None  # the connection ends inside of this mail
        self.endless = None  # this mail does not end
        self.user = None  # (name, password)
        self.greeting = None  # instead of the right one
        self.said = []  # what clients said
        self.certificate = certificate  # (file with certificate and key) for TLS
        self.tls_at_start = certificate is not None
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            # Else each mail waits for the client's delayed acknowledgement.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def close(self):
        self.listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self.listening.close()

    def wrap(self, connection):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(connection, server_side=True)

    def serve(self, connection):
        try:
            if self.tls_at_start:
                connection = self.wrap(connection)
            self.talk(connection)
        except (Lost, OSError):
            pass
        finally:
            connection.close()

    def lines(self, connection):
        rest = b""
        while True:
            while b"\n" not in rest:
                more = connection.recv(65536)
                if not more:
                    return
                rest += more
            line, rest = rest.split(b"\n", 1)
            self.said.append(line.decode("latin-1").rstrip("\r"))
            yield self.said[-1]

    def size(self, number):
        return self.sizes.get(number, len(self.mails[number]))

    def check_limits(self, connection, number):
        """For a mail that is being sent."""
        if self.lost_at == number:
            connection.sendall(b"\r\n".join(self.mails[number].split(b"\n"))[:40])
            raise Lost
        while self.endless == number:
            connection.sendall(b"x" * 1000 + b"\r\n")


class Nntp(Server):
    first = last = None  # of the group, if they are lies
    overview = True

    def talk(self, connection):
        def say(text):
            connection.sendall(text.encode("latin-1") + b"\r\n")

        known = self.user is None
        say(self.greeting or "200 news server ready")
        for line in self.lines(connection):
            word, _, rest = line.partition(" ")
            word = word.upper()
            if word == "QUIT":
                say("205 bye")
                return
            if word == "MODE":
                say("200 reader")
            elif word == "AUTHINFO":
                kind, _, value = rest.partition(" ")
                if kind.upper() == "USER":
                    say("381 password?")
                else:
                    known = self.user is not None and value == self.user[1]
                    say("281 welcome" if known else "481 no")
            elif not known:
                say("480 who are you?")
            elif word == "GROUP":
                self.open_group(say, rest)
            elif word in ("XOVER", "OVER"):
                self.list_mails(say, rest)
            elif word == "ARTICLE":
                self.send_mail(connection, say, int(rest))
            else:
                say("500 what?")

    def open_group(self, say, name):
        if name != "test.group":
            say("411 no such group")
            return
        first = self.first or min(self.mails, default=1)
        last = self.last if self.last is not None else max(self.mails, default=0)
        say("211 %d %d %d %s" % (len(self.mails), first, last, name))

    def list_mails(self, say, numbers):
        low, _, high = numbers.partition("-")
        found = [n for n in sorted(self.mails) if int(low) <= n <= int(high or low)]
        if not self.overview:
            say("500 what?")
        elif not found:
            say("423 none")
        else:
            say("224 overview")
            for n in found:
                date = re.search(rb"^Date: (.*)", self.mails[n], re.M)
                say("%d\tSubject\tFrom\t%s\t<%d@x>\t\t%d\t1" % (n, date.group(1).decode() if date else "", n, self.size(n)))
            say(".")

    def send_mail(self, connection, say, number):
        if number in self.gone or number not in self.mails:
            say("423 no such article")
            return
        say("220 %d <%d@x>" % (number, number))
        self.check_limits(connection, number)
        for line in self.mails[number].split(b"\n")[:-1]:
            connection.sendall((b"." if line.startswith(b".") else b"") + line + b"\r\n")
        say(".")


class Imap(Server):
    validity = 7
    starttls = False

    def talk(self, connection):
        connection.sendall((self.greeting or "* OK IMAP4rev1 ready").encode() + b"\r\n")
        while connection:
            connection = self.answer_all(connection)

    def answer_all(self, connection):
        """Answers up to the end, or up to STARTTLS: returns the connection that goes on."""
        def say(text):
            connection.sendall(text.encode("latin-1") + b"\r\n")

        for line in self.lines(connection):
            tag, _, rest = line.partition(" ")
            command = rest.upper()
            if command.startswith("STARTTLS") and self.starttls:
                say(tag + " OK go on")
                return self.wrap(connection)
            say(tag + " " + self.answer(connection, say, rest, command))
            if command.startswith("LOGOUT"):
                return None
        return None

    def answer(self, connection, say, rest, command):
        """Returns the tagged answer's words."""
        if command.startswith("CAPABILITY"):
            say("* CAPABILITY IMAP4rev1" + (" STARTTLS" if self.starttls else ""))
        elif command.startswith("LOGIN"):
            if self.user and not all(word in rest for word in self.user):
                return "NO wrong password"
        elif command.startswith("EXAMINE"):
            if "INBOX" not in command:
                return "NO no such folder"
            self.open_folder(say)
        elif command.startswith("UID SEARCH"):
            say("* SEARCH" + "".join(" %d" % n for n in sorted(self.mails)[-2:]))
        elif command.startswith("UID FETCH"):
            self.fetch(connection, say, rest)
        elif command.startswith("LOGOUT"):
            say("* BYE bye")
        else:
            return "BAD what?"
        return "OK done"

    def open_folder(self, say):
        say("* %d EXISTS" % len(self.mails))
        say("* 0 RECENT")
        say("* FLAGS (\\Seen)")
        say("* OK [UIDVALIDITY %d] valid" % self.validity)
        say("* OK [UIDNEXT %d] next" % (max(self.mails, default=0) + 1))

    def fetch(self, connection, say, command):
        numbers = command.split()[2]
        low, _, high = numbers.partition(":")
        found = [n for n in sorted(self.mails) if int(low) <= n <= int(high or low)]
        for i, n in enumerate(found, 1):
            if "BODY" not in command.upper():
                say("* %d FETCH (UID %d RFC822.SIZE %d)" % (i, n, self.size(n)))
            elif n not in self.gone:
                text = self.mails[n].replace(b"\n", b"\r\n")
                if self.endless == n:
                    connection.sendall(b"* %d FETCH (UID %d BODY[] {4000000000}\r\n" % (i, n))
                else:
                    connection.sendall(b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (i, n, len(text)))
                self.check_limits(connection, n)
                connection.sendall(text + b")\r\n")
