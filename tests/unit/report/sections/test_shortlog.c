/* SPDX-License-Identifier: MIT */
#include "report/sections/shortlog.h"
#include "tests/support/rows.h"

static const struct shortlog_row {
	const char *name;
	const char *text, *titles, *source;
} requests[] = {
	{ "nothing", "", "", "" },
	{ "what git request-pull writes",
	  "Hi,\n\n"
	  "The following changes since commit 9abf23131:\n\n"
	  "  Linux 6.1-rc1 (2026-10-16 15:36:24 -0700)\n\n"
	  "are available in the Git repository at:\n\n"
	  "  git://git.example/arm.git tags/fixes-1\n\n"
	  "for you to fetch changes up to c0ffee:\n\n"
	  "----\nFixes, round one (the others: later):\n - this\n----\n"
	  "Anna Bell (2):\n"
	  "      KVM: arm64: fix it\n"
	  "      KVM: arm64: and again\n\n"
	  "Carl (1):\n"
	  "      virt: more (really)\n\n"
	  " virt/a.c | 2 +-\n 1 file changed\n",
	  "Anna Bell: KVM: arm64: fix it\n"
	  "Anna Bell: KVM: arm64: and again\n"
	  "Carl: virt: more (really)\n",
	  "git://git.example/arm.git tags/fixes-1" },
	{ "on one line", "in the Git Repository at:\n  https://x.example/y main\r\n", "",
	  "https://x.example/y main" },
	{ "two blanks will do", "Anna (1):\n  title\n", "Anna: title\n", "" },
	{ "a wrapped title",
	  "Anna (2):\n  one that is\n    wrapped\n      twice\n  two\nCarl (1):\n  "
	  "three\n    "
	  "too\n\n a | 1 +\n",
	  "Anna: one that is wrapped twice\nAnna: two\nCarl: three too\n", "" },
	{ "wrapped by a mailer",
	  "Anna (2):\n  one that is\nwrapped\n  two\nCarl (1):\n  three\n"
	  "Thanks\n",
	  "Anna: one that is wrapped\nAnna: two\nCarl: three\n", "" },
	{ "an empty line between titles",
	  "Anna (3):\n  one\n\n  two\n\n\n  three\n\n  no\n",
	  "Anna: one\nAnna: two\nAnna: three\n", "" },
	{ "fewer titles than the number says",
	  "Anna (3):\n      one\n\n a.c | 1 +\n 1 file\n", "Anna: one\n", "" },
	{ "an empty line before the titles", "Anna (1):\n\n  one\n", "Anna: one\n", "" },
	{ "the next name after fewer titles", "Anna (3):\n  one\nCarl (1):\n  two\n",
	  "Anna: one\nCarl: two\n", "" },
	{ "an end without titles", "Anna (1):", "", "" },
	{ "no number", "Anna (x):\n  title\n", "", "" },
	{ "no name", " (1):\n  title\n(1):\n  title\n", "", "" },
	{ "nothing below", "the git repository at:\n\n", "", "" },
};

static void check_row(void **state)
{
	const struct shortlog_row *row = *state;
	struct buf titles = BUF_INIT;
	struct shortlog s;

	shortlog_init(&s, str_from(row->text));
	while (shortlog_next(&s)) {
		buf_adds(&titles, s.name);
		buf_addstr(&titles, ": ");
		buf_adds(&titles, s.title);
		buf_addch(&titles, '\n');
	}
	same_buf(&titles, row->titles);
	same_str(shortlog_source(str_from(row->text)), row->source);
}

/* A title beyond the room keeps what fits; all lines are passed over. */
static void test_long(void **state)
{
	struct buf text = BUF_INIT;
	struct shortlog s;

	(void)state;
	buf_addstr(&text, "Anna (2):\n  t\n");
	for (int i = 0; i < 1000; i++)
		buf_addstr(&text, "    word\n");
	buf_addstr(&text, "  next\n");
	shortlog_init(&s, buf_str(&text));
	assert_true(shortlog_next(&s));
	assert_in_range(s.title.len, 1000, sizeof(s.joined));
	assert_true(shortlog_next(&s));
	same_str(s.title, "next");
	assert_false(shortlog_next(&s));
	buf_release(&text);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, requests, ARRAY_SIZE(requests), sizeof(requests[0]), check_row);
	add_test(&t, "a long title", test_long);
	return run_group("shortlog", &t);
}
