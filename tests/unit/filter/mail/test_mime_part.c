/* SPDX-License-Identifier: MIT */
#include "filter/mail/mime_part.h"
#include "store/util/utf8.h"
#include "tests/support/rows.h"

#define BAD UTF8_REPLACEMENT
#define SIGNED "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\n"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"

static const struct text_row {
	const char *name;
	const char *type, *encoding, *body;
	const char *text; /* NULL: the body, not copied */
} texts[] = {
	{ "plain", "text/plain", "7bit", "one\ntwo\n", NULL },
	{ "no MIME", "", "", "one\ntwo\n", NULL },
	{ "utf-8", "text/plain; charset=utf-8", "8bit", "Ren\xc3\xa9\n", NULL },
	{ "utf-8 without a charset", "", "", "Ren\xc3\xa9\n", NULL },
	{ "latin-1 without a charset", "", "", "Ren\xe9\n", "Ren\xc3\xa9\n" },
	{ "latin-1", "text/plain; charset=\"iso-8859-1\"", "8bit", "Ren\xe9\n",
	  "Ren\xc3\xa9\n" },
	{ "unknown encoding", "", "x-uuencode", "one\n", NULL },
	{ "no line end", "", "", "one\ntwo", NULL },
	{ "empty", "", "", "", NULL },
	{ "empty lines at the end", "", "", "one\n\n\n", "one\n" },
	{ "empty lines only", "", "", "\n\n", "\n" },
	{ "CRLF", "", "", "one\r\ntwo\r\n\r\n", "one\ntwo\n" },
	{ "CRCRLF", "", "", "one\r\r\ntwo\r\r\n", "one\ntwo\n" },
	{ "CRs before text, and at the end", "", "", "a\r\rb\r\n\r\r", "a\r\rb\n" },
	{ "lone CR", "", "", "one\rtwo\n", "one\rtwo\n" },
	{ "base64", "text/plain; charset=utf-8", "base64", "UmVuw6kK\n",
	  "Ren\xc3\xa9\n" },
	{ "base64 with a footer", "", "Base64", "b25lCg==\n____\nlist\n", "one\n" },
	{ "text that claims base64", "", "base64", "plain text\n", "plain text\n" },
	{ "base64 of CRLF and gb18030", "text/plain; charset=gb2312", "base64",
	  "xOMNCg==\n", "\xe4\xbd\xa0\n" },
	{ "base64 of NUL", "", "base64", "YQBiCg==\n", "a" BAD "b\n" },
	{ "quoted-printable", "text/plain; charset=iso-8859-1", "Quoted-Printable",
	  "Ren=E9=\n=20x\n", "Ren\xc3\xa9 x\n" },
	{ "flowed", "text/plain; format=flowed", "", "one \ntwo\n", "one two\n" },
	{ "flowed, CRLF, delsp", "text/plain; Format=\"Flowed\"; delsp=YES", "",
	  "one \r\ntwo\r\n", "onetwo\n" },
	{ "flowed in quoted-printable", "text/plain; format=flowed", "quoted-printable",
	  "one=20\ntwo\n", "one two\n" },
	{ "clear-signed", "", "", SIGNED "one\n- -- \ntwo\n" SIGNATURE,
	  "one\n-- \ntwo\n" },
	{ "clear-signed, CRLF", "", "",
	  "\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\none\r\n", "one\n" },
	{ "clear-signed below text", "", "", "one\n" SIGNED "two\n", NULL },
};

static void check_text(void **state)
{
	const struct text_row *row = *state;
	struct mime_part p = MIME_PART_INIT;
	struct arena arena = ARENA_INIT;
	struct str text;

	p.type = str_from(row->type);
	p.encoding = str_from(row->encoding);
	p.body = str_from(row->body);
	text = mime_part_text(&p, &arena);
	same_str(text, row->text ? row->text : row->body);
	if (!row->text)
		assert_ptr_equal(text.s, p.body.s);
	arena_release(&arena);
}

static const struct kind_row {
	const char *name;
	const char *header;
	bool text, alone, multipart; /* alone: text if nothing else is there */
} kinds[] = {
	{ "no header", "", true, true, false },
	{ "text/plain", "Content-Type: text/plain; charset=x\n", true, true, false },
	{ "no subtype", "content-type: TEXT\n", true, true, false },
	{ "text/x-patch", "Content-Type: text/x-patch\n", true, true, false },
	{ "text/x-diff", "Content-Type: Text/X-Diff; name=a\n", true, true, false },
	{ "a text of another kind", "Content-Type: text/x-csrc\n", true, true, false },
	{ "an image", "Content-Type: Image/png\n", false, false, false },
	{ "text/calendar", "Content-Type: text/calendar\n", false, true, false },
	{ "text/html", "Content-Type: text/html\n", false, true, false },
	{ "application", "Content-Type: application/octet-stream\n", false, true, false },
	{ "patch by its file name",
	  "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
	  " filename=\"0001-x.patch\"\n",
	  true, true, false },
	{ "patch by its file name, RFC 2231",
	  "Content-Type: application/octet-stream\nContent-Disposition: attachment;\n"
	  " filename*=utf-8''0001-x.patch\n",
	  true, true, false },
	{ "diff by its name", "Content-Type: application/octet-stream; name=x.diff\n",
	  true, true, false },
	{ "no patch", "Content-Type: application/gzip; name=x.patch.gz\n", false, true,
	  false },
	{ "the last of two types", "Content-Type: text/html\nContent-Type: text/plain\n",
	  true, true, false },
	{ "multipart", "Content-Type: Multipart/Mixed; boundary=x\n", false, true, true },
	{ "message", "Content-Type: message/rfc822\n", false, false, false },
};

static void check_kind(void **state)
{
	const struct kind_row *row = *state;
	struct mime_part p;

	mime_part_read(&p, str_from(row->header), STR("body"));
	same_str(p.body, "body");
	assert_int_equal(mime_part_is_text(&p), row->text);
	assert_int_equal(mime_part_may_be_text(&p), row->alone);
	assert_int_equal(mime_part_is_multipart(&p), row->multipart);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, texts, ARRAY_SIZE(texts), sizeof(texts[0]), check_text);
	add_rows(&t, kinds, ARRAY_SIZE(kinds), sizeof(kinds[0]), check_kind);
	return run_group("mime_part", &t);
}
