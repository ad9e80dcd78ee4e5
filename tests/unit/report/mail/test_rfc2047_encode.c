/* SPDX-License-Identifier: MIT */
#include "report/mail/rfc2047_encode.h"
#include "tests/support/rows.h"

#define WORD_MAX 75 /* RFC 2047, 2 */
#define TEN "xxxxxxxxxx"
#define EIGHTY TEN TEN TEN TEN TEN TEN TEN TEN

static const struct row {
	const char *name, *text, *want;
} rows[] = {
	{ "nothing", "", "" },
	{ "plain", "KVM mailing list update from 1a2b to (end)",
	  "KVM mailing list update from 1a2b to (end)" },
	{ "not ASCII", "Größe", "=?utf-8?q?Gr=C3=B6=C3=9Fe?=" },
	{ "an underscore, a question, an equals sign",
	  "é _?=", "=?utf-8?q?=C3=A9_=5F=3F=3D?=" },
	{ "looks encoded", "a =?x?q?y?= b", "=?utf-8?q?a_=3D=3Fx=3Fq=3Fy=3F=3D_b?=" },
	{ "a line end", "a\nBcc: b", "=?utf-8?q?a=0ABcc=3A_b?=" },
	{ "a blank at the start", " a", "=?utf-8?q?_a?=" },
	{ "a blank at the end", "a ", "=?utf-8?q?a_?=" },
	{ "two blanks", "a  b", "=?utf-8?q?a__b?=" },
	{ "a long word", EIGHTY,
	  "=?utf-8?q?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx?= "
	  "=?utf-8?q?xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx?=" },
	{ "characters are not split", "€€€€€€",
	  "=?utf-8?q?=E2=82=AC=E2=82=AC=E2=82=AC=E2=82=AC=E2=82=AC?= "
	  "=?utf-8?q?=E2=82=AC?=" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;
	struct str rest, word;

	rfc2047_encode(&b, str_from(row->text));
	assert_string_equal(buf_cstr(&b), row->want);
	rest = buf_str(&b);
	while (str_token(&rest, ' ', &word))
		assert_true(word.len <= WORD_MAX);
	buf_release(&b);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("rfc2047_encode", &t);
}
