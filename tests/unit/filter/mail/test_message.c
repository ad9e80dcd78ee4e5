/* SPDX-License-Identifier: MIT */
#include "filter/mail/message.h"
#include "store/inbox/record.h"
#include "tests/support/rows.h"

#define NOW 1900000000

/* A mail and the values read from it; NULL: any value. */
static const struct row {
	const char *name;
	const char *raw;
	const char *subject, *id, *parent, *references, *list;
} headers[] = {
	{ "nothing", "", "", NULL, "", "", "" },
	{ "all fields",
	  "Subject: [PATCH] x\nMessage-ID: <1@x>\nIn-Reply-To: <2@x>\nReferences: "
	  "<3@x>\n <2@x>\n"
	  "List-Id: <kvm.vger.kernel.org>\n\nbody\n",
	  "[PATCH] x", "1@x", "2@x", "3@x\n2@x\n", "kvm.vger.kernel.org" },
	{ "white space in a subject", "Subject:  a  b\n\tc \n d\n\n", "a b c d", NULL,
	  NULL, NULL, NULL },
	{ "encoded subject", "Subject: =?utf-8?q?a_?=\n =?utf-8?q?_b=0A?=\n\n",
	  "a b\xef\xbf\xbd", NULL, NULL, NULL, NULL },
	{ "the first of two subjects that is not empty",
	  "Subject:\nSubject: a\nSubject: b\n\n", "a", NULL, NULL, NULL, NULL },
	{ "no separator", "Subject: a\nMessage-ID: <1@x>", "a", "1@x", NULL, NULL, NULL },
	{ "mbox line", "\nFrom a@b Fri\nSubject: a\n\n", "a", NULL, NULL, NULL, NULL },
	{ "garbage between", "Subject: a\nFooBar\nMessage-ID: <1@x>\n\n", "a", "1@x",
	  NULL, NULL, NULL },
	{ "id without brackets", "Message-ID: abc\n\n", NULL, "abc", NULL, NULL, NULL },
	{ "parent by References", "References: <1@x> <2@x>\n\n", NULL, NULL, "2@x",
	  "1@x\n2@x\n", NULL },
	{ "parent without brackets", "In-Reply-To: 2@x\nReferences: <1@x>\n\n", NULL,
	  NULL, "2@x", NULL, NULL },
	{ "parent in words",
	  "In-Reply-To: Your mail of Monday, a@b\nReferences: <1@x>\n\n", NULL, NULL,
	  "1@x", NULL, NULL },
	{ "first of two parents", "In-Reply-To: <1@x> <2@x>\n\n", NULL, NULL, "1@x", "",
	  NULL },
	{ "two References fields", "References: <1@x>\nReferences: <2@x>\n\n", NULL, NULL,
	  "2@x", "1@x\n2@x\n", NULL },
	{ "References with blank lines", "References: <1@x>\n\t\n \n <2@x>\n\n", NULL,
	  NULL, "2@x", "1@x\n2@x\n", NULL },
	{ "X-Mailing-List", "X-Mailing-List: a@b.c\n\n", NULL, NULL, NULL, NULL,
	  "a.b.c" },
	{ "empty List-Id", "List-Id: <>\nX-Mailing-List: a@b.c\n\n", NULL, NULL, NULL,
	  NULL, "a.b.c" },
};

static void same_or_any(struct str got, const char *want)
{
	if (want)
		same_str(got, want);
}

static void same_header(const struct message *m, const struct row *row)
{
	same_or_any(m->subject, row->subject);
	same_or_any(m->message_id, row->id);
	same_or_any(m->in_reply_to, row->parent);
	same_or_any(m->references, row->references);
	same_or_any(m->list_id, row->list);
}

static void check_header(void **state)
{
	const struct row *row = *state;
	struct message m = MESSAGE_INIT;

	message_parse(&m, str_from(row->raw), NOW);
	same_header(&m, row);
	message_release(&m);
	message_parse_header(&m, str_from(row->raw), NOW);
	same_header(&m, row);
	same_str(m.text, "");
	message_release(&m);
}

static const struct date_row {
	const char *name;
	const char *header;
	int64_t date, arrival;
} dates[] = {
	{ "Date and Received",
	  "Received: from a by b\n\t(x; y) id 1;\n\tFri, 13 Nov 2026 08:00:00 +0100\n"
	  "Received: by c; Fri, 13 Nov 2026 06:00:00 +0000\nDate: Fri, 13 Nov 2026 "
	  "06:59:00 +0000\n",
	  1794553140, 1794553200 },
	{ "Date alone", "Date: Fri, 13 Nov 2026 07:00:00 +0000\n", 1794553200,
	  1794553200 },
	{ "Received without a date",
	  "Received: by c\nDate: Fri, 13 Nov 2026 07:00:00 +0000\n", 1794553200,
	  1794553200 },
	{ "Received alone", "Received: by c; Fri, 13 Nov 2026 07:00:00 +0000\n",
	  DATE_NONE, 1794553200 },
	{ "a date in the future", "Date: Fri, 13 Nov 2099 07:00:00 +0000\n", 4098236400,
	  NOW },
	{ "no date", "Subject: x\n", DATE_NONE, NOW },
};

static void check_date(void **state)
{
	const struct date_row *row = *state;
	struct message m = MESSAGE_INIT;

	message_parse(&m, str_from(row->header), NOW);
	assert_int_equal(m.date, row->date);
	assert_int_equal(m.arrival, row->arrival);
	message_release(&m);
}

#define MIXED "Content-Type: multipart/mixed; boundary=\"=x\"\n\n"

static const struct text_row {
	const char *name;
	const char *raw, *text, *more;
} texts[] = {
	{ "one text", "Subject: x\n\none\n\n", "one\n", "" },
	{ "the last of two types",
	  "Content-Type: text/html\nContent-Type: text/plain\n\none\n", "one\n", "" },
	{ "html alone", "Content-Type: text/html\n\n<p>\n", "<p>\n", "" },
	{ "octet-stream alone", "Content-Type: application/octet-stream\n\none\n",
	  "one\n", "" },
	{ "a file alone, in base64",
	  "Content-Type: text/x-csrc; name=a.c\n"
	  "Content-Transfer-Encoding: base64\n\ndHdvCg==\n",
	  "two\n", "" },
	{ "an image alone", "Content-Type: image/png\n\none\n", "", "" },
	{ "octet-stream as the only part",
	  MIXED "--=x\nContent-Type: application/octet-stream\n\none\n--=x--\n", "one",
	  "" },
	{ "an image as the only part",
	  MIXED "--=x\nContent-Type: image/png\n\none\n--=x--\n", "", "" },
	{ "two parts, neither a text",
	  MIXED "--=x\nContent-Type: text/html\n\n<p>\n--=x\n"
		"Content-Type: application/octet-stream\n\none\n--=x--\n",
	  "", "" },
	{ "an unknown text",
	  MIXED "--=x\nContent-Type: text/x-csrc\n\none\n--=x\n"
		"Content-Type: text/x-log\n\ntwo\n--=x--\n",
	  "one", "two\n" },
	{ "a forwarded message", "Content-Type: message/rfc822\n\nSubject: x\n\none\n",
	  "", "" },
	{ "alternative",
	  "Content-Type: multipart/alternative; "
	  "boundary=x\n\npreamble\n--x\n\none\n\n--x\n"
	  "Content-Type: text/html\n\n<p>\n--x--\nepilogue\n",
	  "one\n", "" },
	{ "html first",
	  MIXED "--=x\nContent-Type: text/html\n\n<p>\n--=x\n\none\n--=x--\n", "one",
	  "" },
	{ "an attached patch",
	  MIXED "--=x\n\none\n--=x\nContent-Type: "
		"text/x-patch\nContent-Transfer-Encoding: base64\n\n"
		"dHdvCg==\n--=x\nContent-Type: application/octet-stream; "
		"name=a.diff\n\nthree\n--=x--\n",
	  "one", "two\nthree\n" },
	{ "other attachments",
	  MIXED "--=x\n\none\n--=x\nContent-Type: image/png\n\nxx\n--=x--\n", "one", "" },
	{ "signed",
	  "Content-Type: multipart/signed; boundary=a\n\n--a\n" MIXED
	  "--=x\n\none\n--=x\n\ntwo\n--=x--\n\n"
	  "--a\nContent-Type: application/pgp-signature\n\niQ\n--a--\n",
	  "one", "two\n" },
	{ "a forwarded message attached",
	  MIXED "--=x\n\none\n--=x\nContent-Type: message/rfc822\n\nSubject: "
		"x\n\ntwo\n--=x--\n",
	  "one", "" },
	{ "a digest",
	  "Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: "
	  "x\n\none\n--a--\n",
	  "", "" },
	{ "charset of a part",
	  MIXED "--=x\nContent-Type: text/plain; charset=iso-8859-1\n\nRen\xe9\n--=x--\n",
	  "Ren\xc3\xa9", "" },
	{ "part without an empty line",
	  MIXED "--=x\nContent-Type: text/plain\none\n--=x--\n", "one", "" },
	{ "no closing boundary", MIXED "--=x\n\none\n", "one", "" },
	{ "no part", MIXED "--=x--\n", "", "" },
	{ "boundary nowhere", MIXED "one\ntwo\n", "one\ntwo", "" },
	{ "no boundary", "Content-Type: multipart/mixed\n\none\n", "one\n", "" },
	{ "boundary of odd bytes",
	  "Content-Type: multipart/mixed; boundary=(\"(\n\n--((\n\none\n--((--\n", "one",
	  "" },
	{ "CRLF",
	  "Content-Type: multipart/mixed; "
	  "boundary=x\r\n\r\n--x\r\n\r\none\r\ntwo\r\n--x--\r\n",
	  "one\ntwo", "" },
};

static void check_text(void **state)
{
	const struct text_row *row = *state;
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	buf_addstr(&raw, row->raw);
	message_parse(&m, buf_str(&raw), NOW);
	same_str(m.text, row->text);
	same_str(m.more, row->more);
	message_release(&m);
	buf_release(&raw);
}

static void test_people(void **state)
{
	struct message m = MESSAGE_INIT;

	(void)state;
	message_parse(&m,
		      STR("From: =?utf-8?q?Ren=C3=A9?= via list\n <l@x.org>\nReply-To: "
			  "=?utf-8?q?Ren=C3=A9?= <r@a>\n"
			  "List-Id: <l.x.org>\n\n"),
		      NOW);
	same_str(m.from, "Ren\xc3\xa9 via list <l@x.org>");
	same_str(m.from_name, "Ren\xc3\xa9 via list");
	same_str(m.from_addr, "l@x.org");
	same_str(m.author_name, "Ren\xc3\xa9");
	same_str(m.author_addr, "r@a");
	message_release(&m);
}

/* A mail has one id however a host delivers it; another mail has another id. */
static void test_shapes(void **state)
{
	static const struct str shapes[] = {
		{ "Subject: x\n\nbody\nmore\n", 22 },
		{ "Subject: x\r\n\r\nbody\r\nmore\r\n", 26 },
		{ "From a@b Fri\nSubject: x\n\nbody\nmore\n\n", 36 },
		{ "\nFrom a@b Fri\r\nSubject: x\r\n\r\nbody\r\nmore\r\n\r\n", 43 },
	};
	struct message first = MESSAGE_INIT, other = MESSAGE_INIT;

	(void)state;
	message_parse(&first, shapes[0], NOW);
	assert_int_equal(first.message_id.len, 40);
	for (size_t i = 1; i < ARRAY_SIZE(shapes); i++) {
		message_parse(&other, shapes[i], NOW);
		assert_true(str_eq(first.message_id, other.message_id));
		assert_true(str_eq(first.text, other.text));
		message_release(&other);
	}
	message_parse(&other, STR("Subject: x\n\nbody\nMore\n"), NOW);
	assert_false(str_eq(first.message_id, other.message_id));
	message_release(&other);
	message_release(&first);
}

static void repeat(struct buf *b, const char *unit, size_t times)
{
	while (times--)
		buf_addstr(b, unit);
}

/* A mail beyond a limit is read as one text: nothing is lost, nothing is nested. */
static const struct deep_row {
	const char *name;
	const char *unit;
	size_t times;
} deep[] = {
	{ "nested multiparts", "Content-Type: multipart/mixed; boundary==x\n\n--=x\n",
	  20000 },
	{ "nested messages", "Content-Type: message/rfc822\n\n", 30000 },
	{ "many parts", "Content-Type: text/plain\n\none\n--=x\n", 20000 },
	{ "open brackets", "(", 300000 },
	{ "escaped brackets", "(\\)", 300000 },
};

static void check_deep(void **state)
{
	const struct deep_row *row = *state;
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	buf_addstr(&raw, MIXED "--=x\nContent-Type: message/rfc822\n\nFrom: ");
	repeat(&raw, row->unit, row->times);
	buf_addstr(&raw, "\n\none\n--=x--\n");
	message_parse(&m, buf_str(&raw), NOW);
	assert_true(
	    str_starts(m.text, STR("--=x\nContent-Type: message/rfc822\n\nFrom: ")));
	assert_true(str_ends(m.text, STR("\none\n--=x--\n")));
	message_release(&m);
	buf_release(&raw);
}

/* The mail's own Content-Type never reaches libetpan. */
static void test_hostile_type(void **state)
{
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	buf_addstr(&raw, "Content-Type: multipart/mixed ");
	repeat(&raw, "(", 300000);
	buf_addstr(&raw, "; boundary=x\n\n--x\n\none\n--x--\n");
	message_parse(&m, buf_str(&raw), NOW);
	same_str(m.text, "one");
	message_release(&m);
	buf_release(&raw);
}

static void test_large(void **state)
{
	struct message m = MESSAGE_INIT;
	struct buf raw = BUF_INIT;

	(void)state;
	buf_addstr(&raw, MIXED "--=x\n\n");
	repeat(&raw, "0123456789abcde\n", MESSAGE_TEXT_LIMIT / 16 + 1);
	message_parse(&m, buf_str(&raw), NOW);
	assert_true(m.text.len <= MESSAGE_TEXT_LIMIT);
	assert_true(m.text.len > MESSAGE_TEXT_LIMIT - 16);
	assert_true(str_starts(m.text, STR("--=x\n\n0123")));
	assert_true(str_ends(m.text, STR("e\n")));
	message_release(&m);
	buf_release(&raw);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, headers, ARRAY_SIZE(headers), sizeof(headers[0]), check_header);
	add_rows(&t, dates, ARRAY_SIZE(dates), sizeof(dates[0]), check_date);
	add_rows(&t, texts, ARRAY_SIZE(texts), sizeof(texts[0]), check_text);
	add_test(&t, "people", test_people);
	add_test(&t, "shapes of one mail", test_shapes);
	add_rows(&t, deep, ARRAY_SIZE(deep), sizeof(deep[0]), check_deep);
	add_test(&t, "hostile type", test_hostile_type);
	add_test(&t, "large body", test_large);
	return run_group("message", &t);
}
