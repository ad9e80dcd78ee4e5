/* SPDX-License-Identifier: MIT */
#include "filter/patch/reply_verdict.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *text;
	bool robot;
	const char *lines;
} rows[] = {
	{ "nothing", "", false, "" },
	{ "NAK alone", "> patch\n\nNAK\n", false, "nak\n" },
	{ "NAK, and why", "NAK. This breaks the build.\n", false, "nak\n" },
	{ "NACK with a comma", "NACK, see below\n", false, "nak\n" },
	{ "a trailer", "> patch\n\nNacked-by: A U Thor <a@b>\n", false, "nak\n" },
	{ "a trailer in another spelling", "NAKed-by: A U Thor <a@b>\n", false, "nak\n" },
	{ "a quoted trailer", "> Nacked-by: A U Thor <a@b>\n", false, "" },
	{ "NAK to the whole", "NAK to the whole series.\n", false, "nak\n" },
	{ "a sentence", "So it's a NAK from me.\n", false, "nak\n" },
	{ "still", "Still NAK.\n", false, "nak\n" },
	{ "quoted", "> NAK\n\nWhy?\n", false, "" },
	{ "indented", "  NAK\n", false, "" },
	{ "in a signature", "Good.\n-- \nNAK\n", false, "" },
	{ "of a protocol", "NAK packets are dropped\n", false, "" },
	{ "in a long sentence", "The device then sends a NAK to us\n", false, "" },
	{ "a question", "Is that a NAK?\n", false, "" },
	{ "a word that begins so", "NAKED pointers\n", false, "" },
	{ "patchwork's robot", "pw-bot: Changes-Requested\n", false,
	  "pw-bot changes-requested\n" },
	{ "the last command counts", "pw-bot: cr\npw-bot: reject\n", false,
	  "pw-bot reject\n" },
	{ "no command", "pw-bot: $(x)\n", false, "" },
	{ "a robot's count", "3 warnings and 1 error found\nx.c:1: warning: y\n", true,
	  "found 3\nverdict warning\n" },
	{ "a robot's failure", "x.c:1:2: error: y\n", true, "verdict failure\n" },
	{ "a robot is content", "Overall: SUCCESS\n", true, "verdict ok\n" },
	{ "a person is no robot", "x.c:1:2: error: y\n", false, "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf out = BUF_INIT;

	reply_verdict_read(&out, str_from(row->text), row->robot, 4096);
	assert_string_equal(buf_cstr(&out), row->lines);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("reply_verdict", &t);
}
