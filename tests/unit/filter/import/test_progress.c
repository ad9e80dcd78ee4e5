/* SPDX-License-Identifier: MIT */
#include "filter/import/progress.h"
#include "tests/support/rows.h"

static const struct row {
	const char *line;
	uint64_t first, items, done, total;
	int64_t ms;
} rows[] = {
	{ "0 mails", 0, 0, 0, 0, 0 },
	{ "10 mails, 10/s", 0, 10, 10, 0, 1000 },
	{ "50 mails, 25/s, 50%, 0:02 left", 0, 50, 50, 100, 2000 },
	/* After a restart: earlier items do not count for the speed. */
	{ "10 mails, 10/s, 90%, 0:01 left", 80, 10, 90, 100, 1000 },
	{ "0 mails, 0/s, 80%", 80, 0, 80, 100, 1000 },
	{ "1 mail, 1/s, 0%, 2:46:39 left", 0, 1, 1, 10000, 1000 },
	/* Measured in bytes. */
	{ "2 mails, 2/s, 25%, 0:03 left", 0, 2, 1ull << 40, 1ull << 42, 1000 },
	/* The archive has grown since it was counted. */
	{ "12 mails, 12/s", 0, 12, 12, 10, 1000 },
	{ "10 mails, 10/s, 100%, 0:00 left", 0, 10, 10, 10, 1000 },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf line = BUF_INIT;
	struct progress p;

	progress_start(&p, true, "mails", row->first, 5000);
	progress_line(&line, &p, row->items, row->done, row->total, 5000 + row->ms);
	assert_string_equal(buf_cstr(&line), row->line);
	buf_release(&line);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("progress", &t);
}
