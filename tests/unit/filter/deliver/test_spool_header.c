/* SPDX-License-Identifier: MIT */
#include "filter/deliver/spool_header.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *file; /* NULL: written from the values */
	const char *store, *list, *commit;
	int64_t arrived;
	const char *rest; /* NULL: no header line, nothing is taken */
} rows[] = {
	{ "all values", NULL, "/srv/mail", "kvm.example.org", "0123456789", 1763000000,
	  "Subject: x\n" },
	{ "no values", NULL, "", "", "", 0, "Subject: x\n" },
	{ "a path that would end the value", NULL, "/a;b%c\r\nSubject: evil", "", "", 1,
	  "Subject: x\n" },
	{ "escapes at the end", NULL, "/a%", ";", "", 1, "Subject: x\n" },
	{ "blanks at the ends", NULL, "  /a b ", "\t", "", 1, "Subject: x\n" },
	{ "as written",
	  "X-Patchdigest-Spool: store=/a%3Bb; list=l; commit=ab; arrived=5\nFrom x\n",
	  "/a;b", "l", "ab", 5, "From x\n" },
	{ "CRLF, other order, unknown keys",
	  "x-patchdigest-spool:list=l;size=7;arrived=5 ;store = /s\r\n\r\nx", "/s", "l",
	  "", 5, "\r\nx" },
	{ "broken escapes stay", "X-Patchdigest-Spool: store=/%zz%4; list=%\n", "/%zz%4",
	  "%", "", 0, "" },
	{ "no number", "X-Patchdigest-Spool: arrived=-1\n", "", "", "", 0, "" },
	{ "nothing else", "X-Patchdigest-Spool:", "", "", "", 0, "" },
	{ "a mail of its own", "Subject: x\nX-Patchdigest-Spool: store=/s\n", "", "", "",
	  0, NULL },
	{ "empty", "", "", "", "", 0, NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct spool_header h = SPOOL_HEADER_INIT;
	struct buf text = BUF_INIT;
	struct str file;

	if (row->file) {
		buf_addstr(&text, row->file);
	} else {
		buf_addstr(&h.store, row->store);
		buf_addstr(&h.list, row->list);
		buf_addstr(&h.commit, row->commit);
		h.arrived = row->arrived;
		spool_header_write(&text, &h);
		assert_int_equal(str_chr(buf_str(&text), '\n'), text.len - 1);
		spool_header_release(&h);
		buf_addstr(&text, row->rest);
		h = SPOOL_HEADER_INIT;
	}
	file = buf_str(&text);
	assert_int_equal(spool_header_take(&file, &h), row->rest != NULL);
	assert_string_equal(buf_cstr(&h.store), row->store);
	assert_string_equal(buf_cstr(&h.list), row->list);
	assert_string_equal(buf_cstr(&h.commit), row->commit);
	assert_int_equal(h.arrived, row->arrived);
	assert_string_equal(file.s, row->rest ? row->rest : row->file);
	spool_header_release(&h);
	buf_release(&text);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("spool_header", &t);
}
