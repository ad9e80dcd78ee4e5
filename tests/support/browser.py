# SPDX-License-Identifier: MIT
"""Drives a headless Chromium over a pipe, by its DevTools protocol: real keys reach a page, and
what it asks of the network or says on its console is known."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import time

TIMEOUT = 120  # seconds, for a browser's start on a busy machine


def find():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return None


class Browser:
    """requests: the addresses that the pages asked for; said: what stood on their console."""

    def __init__(self, program, profile):
        self.number, self.rest = 0, b""
        self.requests, self.said, self.loaded = [], [], 0
        theirs_in, self.to = os.pipe()
        self.got, theirs_out = os.pipe()
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (theirs_in, theirs_out)]
        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--user-data-dir=" + profile, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(3, 4), preexec_fn=lambda: (os.dup2(theirs[0], 3), os.dup2(theirs[1], 4)))
        for fd in (theirs_in, theirs_out, *theirs):
            os.close(fd)
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    session = None

    def message(self):
        end = time.monotonic() + TIMEOUT
        while b"\0" not in self.rest:
            if not select.select([self.got], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError("the browser says nothing")
            data = os.read(self.got, 1 << 16)
            if not data:
                raise EOFError("the browser ended")
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\0")
        return json.loads(line)

    def note(self, event):
        method, data = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(data["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.said.append(str(data["exceptionDetails"])[:200])
        elif method in ("Runtime.consoleAPICalled", "Log.entryAdded"):
            self.said.append(str(data)[:200])
        elif method == "Page.loadEventFired":
            self.loaded += 1

    def call(self, method, params=None):
        self.number += 1
        call = {"id": self.number, "method": method, "params": params or {}}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") != self.number:
                self.note(answer)
            elif "error" in answer:
                raise RuntimeError("%s: %s" % (method, answer["error"]))
            else:
                return answer["result"]

    def open(self, path, width):
        self.call("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False})
        self.requests, self.said, before = [], [], self.loaded
        self.call("Page.navigate", {"url": "file://" + path})
        while self.loaded == before:
            self.note(self.message())

    def value(self, script):
        answer = self.call("Runtime.evaluate", {"expression": script, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def key(self, name, code, text=""):
        for kind in ("keyDown", "keyUp"):
            params = {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}
            self.call("Input.dispatchKeyEvent", dict(params, text=text) if text and kind == "keyDown" else params)

    def type(self, text):
        self.call("Input.insertText", {"text": text})

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.to)
        os.close(self.got)
