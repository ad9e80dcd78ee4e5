/* SPDX-License-Identifier: MIT */
#include "filter/mail/rfc2047.h"
#include "store/util/utf8.h"
#include "tests/support/rows.h"

#define BAD UTF8_REPLACEMENT

static const struct row {
	const char *name;
	const char *in, *out;
	bool word; /* in holds an encoded word */
} rows[] = {
	{ "plain", "plain text", "plain text", false },
	{ "empty", "", "", false },
	{ "folded", "a\n b\r\n\tc", "a b\tc", false },
	{ "Q", "=?utf-8?q?Ren=C3=A9_S?= <a@b>", "Ren\xc3\xa9 S <a@b>", true },
	{ "B", "=?UTF-8?B?UmVuw6k=?=", "Ren\xc3\xa9", true },
	{ "B without padding", "=?UTF-8?B?UmVuw6k?= x", "Ren\xc3\xa9 x", true },
	{ "latin-1", "=?iso-8859-1?Q?Ren=E9?=", "Ren\xc3\xa9", true },
	{ "language", "=?iso-8859-1*fr?Q?Ren=E9?=", "Ren\xc3\xa9", true },
	{ "blanks between words go", "=?utf-8?q?a?= \n =?utf-8?q?b?=", "ab", true },
	{ "blanks beside words stay", "x =?utf-8?q?a?=  y =?utf-8?q?b?=", "x a  y b",
	  true },
	{ "a character across two words", "=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "\xc3\xa9",
	  true },
	{ "across a Q and a B word", "=?utf-8?q?=C3?= =?UTF-8?b?qQ==?=", "\xc3\xa9",
	  true },
	{ "two charsets", "=?utf-8?q?=C3=A9?= =?iso-8859-1?q?=E9?=", "\xc3\xa9\xc3\xa9",
	  true },
	{ "two charsets of one family",
	  "=?koi8-r?q?=C1?= =?koi8-u?q?=C1?=", "\xd0\xb0\xd0\xb0", true },
	{ "inside a word", "foo=?utf-8?q?bar?=baz", "foobarbaz", true },
	{ "adjacent without a blank", "=?utf-8?q?a?==?utf-8?q?b?=", "ab", true },
	{ "blanks inside a word", "=?utf-8?q?a b?=", "a b", true },
	{ "question mark inside a word", "=?utf-8?q?why?_?=", "why? ", true },
	{ "empty word",
	  "a =?GBK?B?"
	  "?= b",
	  "a  b", true },
	{ "a word that is only a sign", "=?utf-8?q?=?=", "=", true },
	{ "lone =?", "fix =?b thing", "fix =?b thing", false },
	{ "lone =? before a word", "=? =?utf-8?q?a?=", "=? a", true },
	{ "unknown encoding", "=?utf-8?X?abc?= d", "=?utf-8?X?abc?= d", false },
	{ "no end", "=?utf-8?q?abc", "=?utf-8?q?abc", false },
	{ "no charset",
	  "=?"
	  "?q?abc?=",
	  "=?"
	  "?q?abc?=",
	  false },
	{ "blank in the charset", "=?a b?q?abc?=", "=?a b?q?abc?=", false },
	{ "cut everywhere", "=?utf-8?q?", "=?utf-8?q?", false },
	{ "unknown charset", "=?x-none?q?Ren=C3=A9?=", "Ren\xc3\xa9", true },
	{ "NUL", "a =?iso-8859-1?q?=00?= b", "a " BAD " b", true },
	{ "line ends", "=?utf-8?q?a=0Ab=0Dc?=", "a" BAD "b" BAD "c", true },
	{ "control bytes stay", "=?utf-8?q?a=1Bb?=",
	  "a\x1b"
	  "b",
	  true },
	{ "bad bytes", "=?utf-8?q?a=E9b?=", "a" BAD "b", true },
	{ "raw utf-8", "Ren\xc3\xa9", "Ren\xc3\xa9", false },
	{ "raw latin-1", "Ren\xe9", "Ren\xc3\xa9", false },
	{ "raw latin-1 beside a word",
	  "Ren\xe9 =?utf-8?q?=C3=A9?=", "Ren\xc3\xa9 \xc3\xa9", true },
	{ "japanese", "=?iso-2022-jp?B?GyRCJCIbKEI=?= =?iso-2022-jp?B?GyRCJCIbKEI=?=",
	  "\xe3\x81\x82\xe3\x81\x82", true },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	assert_int_equal(rfc2047_has_word(str_from(row->in)), row->word);
	rfc2047_decode(&b, str_from(row->in));
	same_buf(&b, row->out);
}

static void test_raw_nul(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	rfc2047_decode(&b, (struct str){ "a\0b\rc", 5 });
	same_buf(&b, "a" BAD "b" BAD "c");
}

/* A word with an overlong charset name is no encoded word. */
static void test_long_name(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_addstr(&in, "=?");
	for (int i = 0; i < 100; i++)
		buf_addch(&in, 'x');
	buf_addstr(&in, "?q?abc?=");
	rfc2047_decode(&out, buf_str(&in));
	same_buf(&out, buf_cstr(&in));
	buf_release(&in);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "raw NUL and CR", test_raw_nul);
	add_test(&t, "long charset name", test_long_name);
	return run_group("rfc2047", &t);
}
