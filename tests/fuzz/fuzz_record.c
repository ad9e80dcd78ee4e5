/* SPDX-License-Identifier: MIT */
/* An encoded record: if it can be decoded, encoding it again gives what decodes to it. */
#include <string.h>

#include "store/inbox/record.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = BUF_INIT, again = BUF_INIT;
	struct record r, back;
	char *copy = xmalloc(size);

	memcpy(copy, data, size);
	if (record_decode(&r, copy, size) == ST_OK) {
		record_encode(&once, &r);
		if (record_decode(&back, once.data, once.len) != ST_OK)
			abort();
		record_encode(&again, &back);
		if (!str_eq(buf_str(&once), buf_str(&again)))
			abort();
		record_release(&back);
	}
	record_release(&r);
	buf_release(&once);
	buf_release(&again);
	free(copy);
	return 0;
}
