/* SPDX-License-Identifier: MIT */
/* A bookmark: if it can be read, writing and reading it again changes nothing. */
#include "report/window/bookmark.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bookmark mark = BOOKMARK_INIT, back = BOOKMARK_INIT;
	struct buf once = BUF_INIT, again = BUF_INIT, why = BUF_INIT;
	char *copy;
	enum status st = bookmark_parse(&mark, fuzz_input(data, size, &copy), &why);

	if ((st == ST_OK) != !why.len ||
	    (st != ST_OK && st != ST_DAMAGED && st != ST_NEWER))
		abort();
	if (st == ST_OK) {
		bookmark_print(&once, &mark);
		if (bookmark_parse(&back, buf_str(&once), &why) != ST_OK)
			abort();
		bookmark_print(&again, &back);
		if (!str_eq(buf_str(&once), buf_str(&again)))
			abort();
		for (size_t i = 0; i < mark.n; i++)
			bookmark_set(&back, &mark.lines[i]);
	}
	bookmark_release(&mark);
	bookmark_release(&back);
	buf_release(&once);
	buf_release(&again);
	buf_release(&why);
	free(copy);
	return 0;
}
