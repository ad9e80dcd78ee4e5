# SPDX-License-Identifier: MIT
"""Makes the text of the section mine out of a JSON digest, for render.py."""
import board


class Mine(board.Board):
    def __init__(self, data, rules, top, explain):
        super().__init__({**data, "board": data["mine"]}, "", rules, top, explain)

    def state(self, own):
        row = own["series"]
        applied = row["applied"] and row["applied"] >= row["arrived"]
        text = own.get("group") or ("applied" if applied else "not on the board")
        if row["arrived"] and not row["reviewed"]:
            return text + "; no review"
        return text + ("; no review of " + self.ranges(own["unreviewed"]) if own["unreviewed"] else "")

    def reason(self, asked):
        texts = {
            "recipient": "in To or Cc",
            "maintainer": "by MAINTAINERS",
            "answered_older": "an older version was answered",
        }
        return "; ".join(text for key, text in texts.items() if asked[key])

    def rows(self, key, heading, put):
        rows = self.board[key]
        if not rows:
            return
        self.out.append(heading)
        for row in rows[:self.top]:
            put(row)
        if len(rows) > self.top:
            self.out.append(f"  and {len(rows) - self.top} more")

    def own(self, own):
        self.figure_row(own["series"], False, self.state(own))

    def asked(self, asked):
        self.waiting_row(asked["series"], self.reason(asked))

    def answer(self, a):
        day = board.day(a["arrival"], self.data["window"]["until"])
        self.lines("  ", f"{day}, {board.short(a['author'])}: {a.get('tag', '')}")
        self.address(a)

    def render(self):
        self.lines("", f"===== For {', '.join(self.board['for'])} =====")
        self.out.append("")
        self.rows("yours", board.figures_heading("YOURS"), self.own)
        self.rows("asked", "ASKED OF YOU: no answer of yours to this version", self.asked)
        self.rows("answers", "ANSWERED YOU: not answered by you yet", self.answer)
        if not any(self.board[key] for key in ("yours", "asked", "answers")):
            self.out.append("(none)")
        self.unknown()
        return self.out + [""]
