/* SPDX-License-Identifier: MIT */
/* Addresses, bodies, a header; tests/e2e/check-mail reads whole messages. */
#include "report/mail/rfc5322_write.h"
#include "tests/support/rows.h"

#define DIGEST "From a to b\nToys mailing list update from a to b\n"
#define SUBJECT "Toys mailing list update from a to b (Only: author a@b)"
#define SEVENTY "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct rfc5322_body digest = { STR(DIGEST), STR_EMPTY };

/* field: the To field for the argument to; NULL: the argument is refused. */
static const struct row {
	const char *name, *to, *field;
} rows[] = {
	{ "an address", "a@b.example", "a@b.example" },
	{ "an address in brackets", "<a@b.example>", "a@b.example" },
	{ "a user of this host", "root", "root" },
	{ "a name", "A B <a@b>", "A B <a@b>" },
	{ "a name in quotes", "\"B, A\" <a@b>", "\"B, A\" <a@b>" },
	{ "several", "a@b, C <c@d>", "a@b, C <c@d>" },
	{ "a name that is not ASCII", "J\xc3\xb6rg <a@b>",
	  "=?utf-8?q?J=C3=B6rg?= <a@b>" },
	{ "a name that is no UTF-8", "J\xf6rg <a@b>", "=?utf-8?q?J=EF=BF=BDrg?= <a@b>" },
	{ "nothing", "", NULL },
	{ "blanks", "  ", NULL },
	{ "no user", "@b", NULL },
	{ "no domain", "a@", NULL },
	{ "a blank in the address", "a b@c", NULL },
	{ "two users", "a b", NULL },
	{ "no comma", "a@b c@d", NULL },
	{ "two commas", "a@b,, c@d", NULL },
	{ "a line end and a field", "a@b\nBcc: c@d", NULL },
	{ "a CR", "a@b\r", NULL },
	{ "text after the address", "A <a@b> x", NULL },
	{ "a group", "x: a@b;", NULL },
	{ "an address that is not ASCII", "a@\xc3\xb6.example", NULL },
	{ "a quoted user", "\"a b\"@c", NULL },
};

/* Appends the value of a field, unfolded. */
static void get_field(struct buf *out, struct str message, const char *name)
{
	struct str line, prefix = str_from(name);
	bool inside = false;

	while (str_line(&message, &line) && line.len) {
		inside = str_starts(line, prefix) || (inside && line.s[0] == ' ');
		if (inside)
			buf_adds(out, str_starts(line, prefix)
					  ? str_sub(line, prefix.len, line.len)
					  : line);
	}
}

static struct str body_of(struct str message)
{
	return str_sub(message, str_find(message, STR("\n\n")) + 2, message.len);
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf why = BUF_INIT, message = BUF_INIT, to = BUF_INIT;
	struct rfc5322_head *head;
	enum status st = rfc5322_head_parse(&head, "me@here.example", row->to, &why);

	assert_int_equal(st, row->field ? ST_OK : ST_USAGE);
	assert_int_equal(why.len > 0, !row->field);
	if (st == ST_OK) {
		rfc5322_write(&message, head, STR(SUBJECT), &digest, 1795178315);
		get_field(&to, buf_str(&message), "To: ");
		assert_string_equal(buf_cstr(&to), row->field);
	}
	rfc5322_head_free(head);
	buf_release(&why);
	buf_release(&message);
	buf_release(&to);
}

static void check_body(const char *text, const char *want)
{
	const struct rfc5322_body only_text = { str_from(text), STR_EMPTY };
	struct buf why = BUF_INIT, message = BUF_INIT;
	struct rfc5322_head *head;
	struct str body;

	assert_int_equal(rfc5322_head_parse(&head, "me@here.example", NULL, &why), ST_OK);
	rfc5322_write(&message, head, STR(SUBJECT), &only_text, 1795178315);
	body = body_of(buf_str(&message));
	assert_int_equal(body.len, strlen(want));
	assert_memory_equal(body.s, want, body.len);
	rfc5322_head_free(head);
	buf_release(&why);
	buf_release(&message);
}

static void check_bodies(void **state)
{
	(void)state;
	check_body("", "");
	check_body("a\n", "a\n");
	check_body("a\nb", "a\nb");
	check_body("\n\na\n\n", "\n\na\n\n");
	check_body("a \n", "a=20\n");
	check_body("a\t\n", "a=09\n");
	check_body(" \n", "=20\n");
	check_body("a  ", "a =20");
	check_body("From a to b\n", "=46rom a to b\n");
	check_body(".\n", ".\n");
	check_body("=\xc3\xa9\n", "=3D=C3=A9\n");
	check_body(SEVENTY "xxxx\n", SEVENTY "xxx=\nx\n");
	check_body(
	    "\xc3\xa9 " SEVENTY "\xc3\xa9  \n",
	    "=C3=A9 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\n"
	    "xxxx=C3=A9 =20\n");
}

/* The boundary is random: it is left out. */
static void check_alternatives(void **state)
{
	const struct rfc5322_body both = { STR("a =\n"), STR("<p>a</p>\n") };
	struct buf why = BUF_INIT, message = BUF_INIT, got = BUF_INIT, type = BUF_INIT;
	struct rfc5322_head *head;
	struct str rest, line, boundary;

	(void)state;
	assert_int_equal(rfc5322_head_parse(&head, "me@here.example", NULL, &why), ST_OK);
	rfc5322_write(&message, head, STR(SUBJECT), &both, 1795178315);
	get_field(&type, buf_str(&message), "Content-Type: ");
	boundary = str_sub(buf_str(&type), str_find(buf_str(&type), STR("=_")), type.len);
	boundary.len--; /* the quote */
	assert_int_equal(boundary.len, 18);
	rest = body_of(buf_str(&message));
	while (str_line(&rest, &line)) {
		size_t at = str_find(line, boundary);

		buf_adds(&got, str_sub(line, 0, at));
		buf_addf(&got, "%s\n", at < line.len ? "BOUNDARY" : "");
		buf_adds(&got, str_sub(line, at + boundary.len, line.len));
	}
	same_buf(&got, "--BOUNDARY\n"
		       "Content-Type: text/plain; charset=utf-8\n"
		       "Content-Transfer-Encoding: quoted-printable\n\na =3D\n\n"
		       "--BOUNDARY\n"
		       "Content-Type: text/html; charset=utf-8\n"
		       "Content-Transfer-Encoding: base64\n\nPHA+YTwvcD4K\n\n"
		       "--BOUNDARY\n--");
	rfc5322_head_free(head);
	buf_release(&type);
	buf_release(&why);
	buf_release(&message);
}

static void check_header(void **state)
{
	static const char *const want[][2] = {
		{ "From: ", "me@here.example" },
		{ "Subject: ", SUBJECT },
		{ "To: ", "" },
		{ "Auto-Submitted: ", "auto-generated" },
		{ "Precedence: ", "bulk" },
		{ "MIME-Version: ", "1.0" },
		{ "Content-Transfer-Encoding: ", "quoted-printable" },
		{ "List-Id: ", "" },
	};
	struct buf why = BUF_INIT, message = BUF_INIT, field = BUF_INIT;
	struct rfc5322_head *head;

	(void)state;
	assert_int_equal(rfc5322_head_parse(&head, "me@here.example", NULL, &why), ST_OK);
	rfc5322_write(&message, head, STR(SUBJECT), &digest, 1795178315);
	for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
		buf_reset(&field);
		get_field(&field, buf_str(&message), want[i][0]);
		assert_string_equal(buf_cstr(&field), want[i][1]);
	}
	buf_reset(&field);
	get_field(&field, buf_str(&message), "Message-ID: ");
	assert_true(str_ends(buf_str(&field), STR("@here.example>")));
	rfc5322_head_free(head);
	buf_release(&why);
	buf_release(&message);
	buf_release(&field);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "bodies", check_bodies);
	add_test(&t, "a header without To", check_header);
	add_test(&t, "text and HTML", check_alternatives);
	return run_group("rfc5322_write", &t);
}
