/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "store/tdb/open_error.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	int error;
	const char *path;
	enum status st;
	const char *why;
} rows[] = {
	{ "a file of others", EACCES, "/dev/null", ST_NOINPUT,
	  "/dev/null: not allowed to write to it" },
	{ "a file that may not be read", EACCES, "/nonexistent/0.tdb", ST_NOINPUT,
	  "/nonexistent/0.tdb: not allowed to open it" },
	{ "a full disk", ENOSPC, "/dev/null", ST_NOSPACE, "/dev/null: the disk is full" },
	{ "a lock", EAGAIN, "/dev/null", ST_BUSY, "/dev/null: it is locked" },
	{ "TDB's number for both", EIO, "/dev/null", ST_DAMAGED,
	  "/dev/null: no sound store file, or it can't be read (neither an empty nor a "
	  "foreign file is touched); move it away, or build the store again from the "
	  "archive" },
	{ "no number that is known", EINVAL, "/dev/null", ST_DAMAGED,
	  "/dev/null: no sound store file (neither an empty nor a foreign file is "
	  "touched); move it away, or build the store again from the archive" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf why = BUF_INIT;

	assert_int_equal(open_error_explain(row->error, row->path, &why), row->st);
	same_buf(&why, row->why);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("open_error", &t);
}
