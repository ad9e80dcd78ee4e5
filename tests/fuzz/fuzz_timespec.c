/* SPDX-License-Identifier: MIT */
/* A time expression. */
#include "store/util/timespec.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf why = BUF_INIT;
	int64_t time;
	char *copy;
	enum status st =
	    timespec_parse(&time, fuzz_input(data, size, &copy), 1763000000, &why);

	if (st != ST_OK && (st != ST_USAGE || !why.len))
		abort();
	buf_release(&why);
	free(copy);
	return 0;
}
