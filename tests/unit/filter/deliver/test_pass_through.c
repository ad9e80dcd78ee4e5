/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "store/util/file.h"
#include "filter/deliver/pass_through.h"
#include "tests/support/rows.h"

#define OURS "X-Patchdigest: patch v2 3/7"

static const struct row {
	const char *name;
	const char *in, *out;
} rows[] = {
	{ "before the empty line", "Subject: x\n\nbody\n",
	  "Subject: x\n" OURS "\n\nbody\n" },
	{ "CRLF", "Subject: x\r\nTo: y\r\n\r\nbody\r\n",
	  "Subject: x\r\nTo: y\r\n" OURS "\r\n\r\nbody\r\n" },
	{ "a From line", "From a@b Mon\nSubject: x\n\nb",
	  "From a@b Mon\nSubject: x\n" OURS "\n\nb" },
	{ "empty lines before a From line are no end",
	  "\n\r\nFrom a@b Mon\nSubject: x\n\nb",
	  "\n\r\nFrom a@b Mon\nSubject: x\n" OURS "\n\nb" },
	{ "an empty line without a From line is one", "\nSubject: x\n\nb",
	  OURS "\n\nSubject: x\n\nb" },
	{ "no empty line: the first line", "Subject: x\nTo: y",
	  OURS "\nSubject: x\nTo: y" },
	{ "no empty line: after the From line", "From a@b Mon\r\nSubject: x\r\n",
	  "From a@b Mon\r\n" OURS "\r\nSubject: x\r\n" },
	{ "a From line only", "From a@b Mon\n", "From a@b Mon\n" OURS "\n" },
	{ "nothing at all", "", OURS "\n" },
	{ "no line end at all", "x", OURS "\nx" },
	{ "what came in under our name goes",
	  "X-Patchdigest: other\nSubject: x\nx-patchDIGEST: a\n b\n\tc\nTo: y\n\nb\n",
	  "Subject: x\nTo: y\n" OURS "\n\nb\n" },
	{ "also with CRLF, and with a blank before the colon",
	  "Subject: x\r\nX-Patchdigest : a\r\n b\r\n\r\nb\r\n",
	  "Subject: x\r\n" OURS "\r\n\r\nb\r\n" },
	{ "also without an empty line", "X-Patchdigest: a\nSubject: x\n",
	  OURS "\nSubject: x\n" },
	{ "similar names stay", "X-Patchdigest-Spool: a\nX-Patch: b\n\n",
	  "X-Patchdigest-Spool: a\nX-Patch: b\n" OURS "\n\n" },
	{ "the body is no header", "Subject: x\n\nX-Patchdigest: a\n",
	  "Subject: x\n" OURS "\n\nX-Patchdigest: a\n" },
	{ "folded fields and lines that are none",
	  "Subject: x\n y\ngarbage\nTo: z\n\nb\n",
	  "Subject: x\n y\ngarbage\nTo: z\n" OURS "\n\nb\n" },
	{ "a line of blanks goes on with the header", "Subject: x\n \nTo: y\n\nb\n",
	  "Subject: x\n \nTo: y\n" OURS "\n\nb\n" },
	{ "mixed line ends: the first one's", "Subject: x\r\nTo: y\n\nb\n",
	  "Subject: x\r\nTo: y\n" OURS "\r\n\nb\n" },
	{ "8-bit bytes", "Subject: \xff\xfe\n\n\x80\xc3\n",
	  "Subject: \xff\xfe\n" OURS "\n\n\x80\xc3\n" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf in = BUF_INIT, out = BUF_INIT;
	int ends[2];

	buf_addstr(&in, row->in);
	assert_int_equal(pipe(ends), 0);
	assert_true(pass_through(ends[1], buf_str(&in), STR("patch v2 3/7")));
	close(ends[1]);
	assert_int_equal(file_read_all(ends[0], &out), ST_OK);
	close(ends[0]);
	assert_string_equal(buf_cstr(&out), row->out);
	buf_release(&in);
	buf_release(&out);
}

/* NUL bytes, and more than a pipe holds. */
static void check_large(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	FILE *file = tmpfile();

	(void)state;
	buf_addstr(&in, "Subject: x\n\n");
	for (int i = 0; i < 1000000; i++)
		buf_addch(&in, i);
	assert_true(pass_through(fileno(file), buf_str(&in), STR("other")));
	assert_int_equal(lseek(fileno(file), 0, SEEK_SET), 0);
	assert_int_equal(file_read_all(fileno(file), &out), ST_OK);
	assert_int_equal(out.len, in.len + strlen("X-Patchdigest: other\n"));
	assert_memory_equal(out.data + out.len - 1000000, in.data + in.len - 1000000,
			    1000000);
	fclose(file);
	buf_release(&in);
	buf_release(&out);
}

static void check_not_taken(void **state)
{
	int full = open("/dev/full", O_WRONLY), ends[2];

	(void)state;
	assert_false(pass_through(full, STR("Subject: x\n\nb"), STR("other")));
	close(full);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	signal(SIGPIPE, SIG_IGN);
	assert_false(pass_through(ends[1], STR("Subject: x\n\nb"), STR("other")));
	close(ends[1]);
	assert_false(pass_through(-1, STR("Subject: x\n\nb"), STR("other")));
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "check_large", check_large);
	add_test(&t, "check_not_taken", check_not_taken);
	return run_group("pass_through", &t);
}
