/* SPDX-License-Identifier: MIT */
/* The header of a spooled message: values that were written are read back. */
#include "filter/deliver/spool_header.h"
#include "tests/fuzz/fuzz.h"

static void expect_value(const struct buf *b, struct str value)
{
	if (!str_eq(buf_str(b), value))
		abort();
}

static void write_and_take(struct str store, struct str list, struct str message)
{
	struct spool_header head = SPOOL_HEADER_INIT, back = SPOOL_HEADER_INIT;
	struct buf file = BUF_INIT;
	struct str rest;

	buf_adds(&head.store, store);
	buf_adds(&head.list, list);
	head.arrived = (int64_t)(store.len * 1000003 % UINT32_MAX);
	spool_header_write(&file, &head);
	buf_adds(&file, message);
	rest = buf_str(&file);
	if (!spool_header_take(&rest, &back) || back.arrived != head.arrived)
		abort();
	expect_value(&back.store, store);
	expect_value(&back.list, list);
	expect_value(&back.commit, STR_EMPTY);
	if (!str_eq(rest, message))
		abort();
	spool_header_release(&head);
	spool_header_release(&back);
	buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct spool_header head = SPOOL_HEADER_INIT;
	char *copy;
	struct str input = fuzz_input(data, size, &copy), rest = input;

	if (spool_header_take(&rest, &head) && rest.len >= input.len)
		abort();
	spool_header_release(&head);
	write_and_take(str_sub(input, 0, size / 2),
		       str_sub(input, size / 2, size / 2 + size / 4),
		       str_sub(input, size / 2 + size / 4, size));
	free(copy);
	return 0;
}
