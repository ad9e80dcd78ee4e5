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

int main(void)
{
	static struct tests t;

	add_rows(&t, requests, ARRAY_SIZE(requests), sizeof(requests[0]), check_row);
	return run_group("shortlog", &t);
}
