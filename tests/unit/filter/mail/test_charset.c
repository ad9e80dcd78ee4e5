/* SPDX-License-Identifier: MIT */
#include "filter/mail/charset.h"
#include "store/util/utf8.h"
#include "tests/support/rows.h"

#define BAD UTF8_REPLACEMENT

static const struct row {
	const char *name;
	const char *charset, *in;
	const char *out; /* NULL: unchanged, as charset_is_plain says */
} rows[] = {
	{ "ascii", "us-ascii", "plain", NULL },
	{ "no charset", "", "plain", NULL },
	{ "utf-8", "UTF-8", "Ren\xc3\xa9", NULL },
	{ "utf-8 without its dash", "utf8", "Ren\xc3\xa9", NULL },
	{ "utf-8 with a bad byte", "utf-8", "Ren\xe9 \xc3\xa9", "Ren" BAD " \xc3\xa9" },
	{ "us-ascii that is utf-8", "us-ascii", "Ren\xc3\xa9", NULL },
	{ "us-ascii that is latin-1", "us-ascii", "Ren\xe9", "Ren\xc3\xa9" },
	{ "line by line", "", "Ren\xc3\xa9\nRen\xe9\nx", "Ren\xc3\xa9\nRen\xc3\xa9\nx" },
	{ "latin-1", "ISO-8859-1", "Ren\xe9", "Ren\xc3\xa9" },
	{ "latin-1, ascii only", "iso-8859-1", "Rene", NULL },
	{ "latin-1 that is windows-1252", "iso-8859-1", "\x93x\x94 \x80",
	  "\xe2\x80\x9cx\xe2\x80\x9d \xe2\x82\xac" },
	{ "windows-1252 holes", "windows-1252", "\x81\x8d", BAD BAD },
	{ "latin-2", "iso-8859-2", "\xb1", "\xc4\x85" },
	{ "koi8-r", "koi8-r", "\xf0\xd2\xc9", "\xd0\x9f\xd1\x80\xd0\xb8" },
	{ "gb2312 beyond gb2312", "gb2312", "\xc4\xe3\x95\xf2",
	  "\xe4\xbd\xa0\xe6\x9b\xad" },
	{ "gb18030", "GB18030", "\x81\x30\x81\x30", "\xc2\x80" },
	{ "gb2312 with a bad byte", "gb2312",
	  "a\xff"
	  "b",
	  "a" BAD "b" },
	{ "gb2312 that is cut", "gb2312", "a\xc4", "a" BAD },
	{ "big5", "big5", "\xa4\xa4", "\xe4\xb8\xad" },
	{ "iso-2022-jp", "iso-2022-jp", "\x1b$B$\"\x1b(B!", "\xe3\x81\x82!" },
	{ "shift_jis", "Shift_JIS", "\x82\xa0", "\xe3\x81\x82" },
	{ "euc-kr", "ks_c_5601-1987", "\xb0\xa1", "\xea\xb0\x80" },
	{ "logical Hebrew", "iso-8859-8-i", "\xf9", "\xd7\xa9" },
	{ "name without its first dash", "ISO8859-8", "\xf9", "\xd7\xa9" },
	{ "held back by the converter", "tcvn5712-1", "a", "a" },
	{ "utf-7", "utf-7", "a+AOk-", "a\xc3\xa9" },
	{ "beyond Unicode", "ucs-4", "\x7f\xff\xff\xfe", BAD BAD BAD BAD BAD BAD },
	{ "beyond Unicode, in five bytes", "+utf-8", "a\xfa\x96\xad\xa2\x87",
	  "a" BAD BAD BAD BAD BAD },
	{ "unknown, utf-8 inside", "x-nonsense", "Ren\xc3\xa9", "Ren\xc3\xa9" },
	{ "unknown, latin-1 inside", "x-nonsense", "Ren\xe9", "Ren\xc3\xa9" },
	{ "no name at all", "utf-8//IGNORE", "\xe9", "\xc3\xa9" },
	{ "a path", "../../etc", "\xe9", "\xc3\xa9" },
	{ "nothing", "koi8-r", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct charset c = CHARSET_INIT;
	struct buf b = BUF_INIT;

	assert_int_equal(charset_is_plain(str_from(row->in), str_from(row->charset)),
			 !row->out);
	charset_add(&c, &b, str_from(row->in), str_from(row->charset));
	charset_release(&c);
	same_buf(&b, row->out ? row->out : row->in);
}

/* A character may lie across two chunks of the converter's output. */
static void test_long(void **state)
{
	struct charset c = CHARSET_INIT;
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_addch(&in, 'x');
	for (int i = 0; i < 10000; i++)
		buf_addstr(&in, "\xc4\xe3");
	charset_add(&c, &out, buf_str(&in), STR("gbk"));
	charset_release(&c);
	assert_int_equal(out.len, 1 + 30000);
	assert_true(utf8_valid(buf_str(&out)));
	assert_int_equal(str_find(buf_str(&out), STR(BAD)), out.len);
	buf_release(&in);
	buf_release(&out);
}

/* After CHARSET_OPENS_MAX converters the output is still text. */
static void test_opens(void **state)
{
	struct charset c = CHARSET_INIT;
	struct buf out = BUF_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		charset_add(&c, &out, STR("\xc1"),
			    i % 2 ? STR("koi8-r") : STR("iso-8859-2"));
	charset_release(&c);
	assert_true(utf8_valid(buf_str(&out)));
	assert_int_equal(out.len, 200);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "long text", test_long);
	add_test(&t, "many changes", test_opens);
	return run_group("charset", &t);
}
