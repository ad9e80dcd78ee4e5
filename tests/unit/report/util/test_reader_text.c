/* SPDX-License-Identifier: MIT */
#include "report/util/address_mask.h"
#include "report/util/reader_text.h"
#include "tests/support/rows.h"

#define REPLACED "\xef\xbf\xbd"

static const struct row {
	const char *name;
	const char *text;
	bool lines, masked;
	const char *added;
} rows[] = {
	{ "an escape", "a@b.example\033", false, false, "a@b.example" REPLACED },
	{ "the end of a line", "a\nb", false, false, "a" REPLACED "b" },
	{ "lines", "a\nb\r", true, false, "a\nb" REPLACED },
	{ "a direction of writing",
	  "a\xe2\x80\xae"
	  "b",
	  false, false, "a" REPLACED "b" },
	{ "masked lines", "a@b.example\n", true, true, "a@\xe2\x80\xa6\n" },
	{ "masked, an escape", "<a@b>\033[2J", false, true,
	  "<a@\xe2\x80\xa6>" REPLACED "[2J" },
	{ "masked, no address", "a\nb", false, true, "a" REPLACED "b" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	address_mask_use(row->masked);
	reader_text_add(&b, str_from(row->text), row->lines);
	address_mask_use(false);
	same_buf(&b, row->added);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("text as readers get it", &t);
}
