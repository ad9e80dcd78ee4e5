/* SPDX-License-Identifier: MIT */
#include "filter/fetch/fetch_url.h"
#include "tests/support/rows.h"

/* text NULL: refused, and why has this word. */
static const struct row {
	const char *name, *url, *text, *user, *host, *folder;
	unsigned port;
	enum fetch_protocol protocol;
	bool tls;
	const char *why;
} rows[] = {
	{ "newsgroup", "nntps://nntp.lore.kernel.org/org.kernel.vger.kvm",
	  "nntps://nntp.lore.kernel.org:563/org.kernel.vger.kvm", "",
	  "nntp.lore.kernel.org", "org.kernel.vger.kvm", 563, FETCH_NNTP, true, NULL },
	{ "without TLS", "nntp://h/g", "nntp://h:119/g", "", "h", "g", 119, FETCH_NNTP,
	  false, NULL },
	{ "news is nntp's old name", "news://h/g", "news://h:119/g", "", "h", "g", 119,
	  FETCH_NNTP, false, NULL },
	{ "case of scheme and host", "NNTP://News.Example.ORG/A.b",
	  "nntp://news.example.org:119/A.b", "", "news.example.org", "A.b", 119,
	  FETCH_NNTP, false, NULL },
	{ "port", "nntp://h:8119/g", "nntp://h:8119/g", "", "h", "g", 8119, FETCH_NNTP,
	  false, NULL },
	{ "IPv6", "nntp://[::1]:8119/g", "nntp://::1:8119/g", "", "::1", "g", 8119,
	  FETCH_NNTP, false, NULL },
	{ "IPv6 without a port", "nntp://[::1]/g", "nntp://::1:119/g", "", "::1", "g",
	  119, FETCH_NNTP, false, NULL },
	{ "folder", "imaps://ada@mx.example.org/Lists/kvm",
	  "imaps://ada@mx.example.org:993/Lists/kvm", "ada", "mx.example.org",
	  "Lists/kvm", 993, FETCH_IMAP, true, NULL },
	{ "STARTTLS", "imap://ada@h/INBOX", "imap://ada@h:143/INBOX", "ada", "h", "INBOX",
	  143, FETCH_IMAP, false, NULL },
	{ "user with an at sign", "imaps://ada@example.org@h/INBOX",
	  "imaps://ada@example.org@h:993/INBOX", "ada@example.org", "h", "INBOX", 993,
	  FETCH_IMAP, true, NULL },
	{ "escapes", "imaps://ada%40example.org@h/My%20lists",
	  "imaps://ada@example.org@h:993/My lists", "ada@example.org", "h", "My lists",
	  993, FETCH_IMAP, true, NULL },
	{ "slash at the end", "nntp://h/g/", "nntp://h:119/g", "", "h", "g", 119,
	  FETCH_NNTP, false, NULL },
	{ "empty", .url = "", .why = "expected" },
	{ "no scheme", .url = "lore.kernel.org/kvm", .why = "expected" },
	{ "web page", .url = "https://lore.kernel.org/kvm/", .why = "expected" },
	{ "no host", .url = "nntp:///g", .why = "expected" },
	{ "no group", .url = "nntp://h", .why = "expected" },
	{ "no group after the slash", .url = "nntp://h/", .why = "expected" },
	{ "no user before the at sign", .url = "imap://@h/x", .why = "expected" },
	{ "port 0", .url = "nntp://h:0/g", .why = "expected" },
	{ "large port", .url = "nntp://h:65536/g", .why = "expected" },
	{ "port in words", .url = "nntp://h:nntp/g", .why = "expected" },
	{ "no bracket", .url = "nntp://[::1/g", .why = "expected" },
	{ "text after the bracket", .url = "nntp://[::1]x/g", .why = "expected" },
	{ "line end", .url = "nntp://h/g%0d%0aQUIT", .why = "expected" },
	{ "NUL", .url = "nntp://h/g%00", .why = "expected" },
	{ "half an escape", .url = "nntp://h/g%4", .why = "expected" },
	{ "no hex", .url = "nntp://h/g%zz", .why = "expected" },
	{ "control byte", .url = "nntp://h/g\033[2J", .why = "expected" },
	{ "password", .url = "imaps://ada:secret@h/INBOX", .why = "password" },
};

static void check_url(void **state)
{
	const struct row *row = *state;
	struct fetch_url u = FETCH_URL_INIT;
	struct buf why = BUF_INIT;
	enum status st = fetch_url_parse(&u, str_from(row->url), &why);

	if (row->why) {
		assert_int_equal(st, ST_USAGE);
		assert_non_null(strstr(buf_cstr(&why), row->why));
		assert_null(strstr(buf_cstr(&why), "secret"));
	} else {
		assert_int_equal(st, ST_OK);
		same_buf(&u.text, row->text);
		same_buf(&u.user, row->user);
		same_buf(&u.host, row->host);
		same_buf(&u.folder, row->folder);
		assert_int_equal(u.port, row->port);
		assert_int_equal(u.protocol, row->protocol);
		assert_int_equal(u.tls, row->tls);
	}
	fetch_url_release(&u);
	buf_release(&why);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_url);
	return run_group("fetch_url", &t);
}
