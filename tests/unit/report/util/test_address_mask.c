/* SPDX-License-Identifier: MIT */
#include "report/util/address_mask.h"
#include "tests/support/rows.h"

#define HIDDEN "@\xe2\x80\xa6"

static const struct row {
	const char *name, *text, *masked;
} rows[] = {
	{ "an address", "jane@example.org", "jane" HIDDEN },
	{ "of a person", "Jane Doe <jane@example.org>", "Jane Doe <jane" HIDDEN ">" },
	{ "a trailer", "Cc: a@b.example, c@d.example # 5.4",
	  "Cc: a" HIDDEN ", c" HIDDEN " # 5.4" },
	{ "in brackets", "(jane@example.org)", "(jane" HIDDEN ")" },
	{ "at the end of a sentence", "Ask jane@example.org.", "Ask jane" HIDDEN "." },
	{ "a Message-ID", "20251103.1-jane@example.org", "20251103.1-jane" HIDDEN },
	{ "a Message-ID of a host", "87.fsf@laptop", "87.fsf" HIDDEN },
	{ "the same in <>", "see <87.fsf@laptop> for it",
	  "see <87.fsf" HIDDEN "> for it" },
	{ "with an address for a host", "a <x@[10.0.0.1]>", "a <x" HIDDEN ">" },
	{ "two @", "<a@b@c.example>", "<a" HIDDEN ">" },
	{ "two @ in a text", "of a@b@c.example then", "of a" HIDDEN " then" },
	{ "a URL", "https://lore.example/r/1-jane@example.org/ x",
	  "https://lore.example/r/1-jane" HIDDEN "/ x" },
	{ "another alphabet", "x j\xc3\xa4n@ex\xc3\xa4mple.\xd1\x80\xd1\x84",
	  "x j\xc3\xa4n" HIDDEN },
	{ "lines", "a@b.example\n\tc@d.example\n", "a" HIDDEN "\n\tc" HIDDEN "\n" },
	{ "a node of a device tree", "dts: add i2c@40 and cpu@0,1.5",
	  "dts: add i2c@40 and cpu@0,1.5" },
	{ "the path of a node", "soc/i2c@40", "soc/i2c@40" },
	{ "a version of a symbol", "memcpy@@GLIBC_2.14 f@GLIBC_2.14",
	  "memcpy@@GLIBC_2.14 f@GLIBC_2.14" },
	{ "a hunk", "@@ -1,2 +1,3 @@ int a.b", "@@ -1,2 +1,3 @@ int a.b" },
	{ "nothing before", "@example.org", "@example.org" },
	{ "nothing behind", "jane@ example.org", "jane@ example.org" },
	{ "git's", "HEAD@{1} v5.4@{upstream}", "HEAD@{1} v5.4@{upstream}" },
	{ "no @", "Jane", "Jane" },
	{ "nothing", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	address_mask_add(&b, str_from(row->text));
	same_buf(&b, row->masked);
}

/* A text in which each "@" can't be decided before the text's end. */
static const char *const hostile[] = { "a@1", "a@1(", "<a@", "a/@", "@" };

static void check_hostile(void **state)
{
	struct buf text = BUF_INIT, b = BUF_INIT;

	for (int i = 0; i < 1000000; i++)
		buf_addstr(&text, *(const char *const *)*state);
	address_mask_add(&b, buf_str(&text));
	assert_true(b.len && b.len <= 2 * text.len);
	buf_release(&text);
	buf_release(&b);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	for (size_t i = 0; i < ARRAY_SIZE(hostile); i++)
		add_rows(&t, &hostile[i], 1, sizeof(hostile[i]), check_hostile);
	return run_group("address mask", &t);
}
