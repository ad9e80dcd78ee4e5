/* SPDX-License-Identifier: MIT */
/* A pack that may be anything: entries stay within it, and deltas within their limit. */
#include <string.h>

#include "filter/archive/pack.h"
#include "filter/archive/pack_delta.h"
#include "tests/fuzz/fuzz.h"

#define LIMIT 100000

static void check_entries(struct str bytes, char *copy)
{
	/* an index of no objects */
	static char index[2048];
	const struct pack pack = { .index = index,
				   .index_size = sizeof(index),
				   .data = copy,
				   .size = bytes.len };
	struct pack_entry e;

	if (bytes.len < 32)
		return;
	for (uint64_t at = 0; at <= bytes.len; at++)
		if (pack_entry_at(&pack, at, &e) &&
		    (e.base > at || e.packed.s < copy + at ||
		     e.packed.s + e.packed.len > copy + bytes.len))
			abort();
}

/* The first bytes are what the others are a delta of. */
static void check_delta(struct str bytes)
{
	const size_t base = (unsigned char)str_at(bytes, 2) & 0x7f;
	struct buf out = BUF_INIT;

	if (pack_delta_apply(str_sub(bytes, 2, bytes.len), str_sub(bytes, 0, base), LIMIT,
			     &out) &&
	    out.len > LIMIT)
		abort();
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy;
	struct str bytes = fuzz_input(data, size, &copy);

	check_entries(bytes, copy);
	check_delta(bytes);
	free(copy);
	return 0;
}
