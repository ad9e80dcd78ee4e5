/* SPDX-License-Identifier: MIT */
#include "filter/mail/recipients.h"
#include "store/inbox/mail_id.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name, *to, *cc;
	const char *addresses; /* with blanks between them */
} rows[] = {
	{ "nobody", "", "", "" },
	{ "one", "Jane <jane@x.example>", "", "jane@x.example" },
	{ "To, then Cc", "a@x, \"B, C\" <b@x>", "D <d@x>", "a@x b@x d@x" },
	{ "each once, in any case", "a@x, A@X", "a@x", "a@x" },
	{ "folded", "a@x,\n b@x", "", "a@x b@x" },
	{ "no address", "undisclosed-recipients:;", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct str got = recipients_hash(str_from(row->to), str_from(row->cc), &arena);
	struct str rest = str_from(row->addresses), address;
	size_t n = 0;

	while (str_token(&rest, ' ', &address)) {
		unsigned char hash[ID_HASH];

		id_hash_address(hash, address);
		assert_true(got.len >= (n + 1) * ID_HASH);
		assert_memory_equal(got.s + n++ * ID_HASH, hash, ID_HASH);
	}
	assert_int_equal(got.len, n * ID_HASH);
	arena_release(&arena);
}

static void bounded(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf to = BUF_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_addf(&to, "%sa%d@x", i ? "," : "", i);
	assert_int_equal(recipients_hash(buf_str(&to), STR_EMPTY, &arena).len,
			 RECIPIENTS_MAX * ID_HASH);
	buf_release(&to);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "bounded", bounded);
	return run_group("recipients", &t);
}
