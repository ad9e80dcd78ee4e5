/* SPDX-License-Identifier: MIT */
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/types.h>
#include <unistd.h>

#include <libetpan/mailmime.h>

#include "report/mail/rfc2047_encode.h"
#include "report/mail/rfc5322_write.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

#define HOST_LIMIT 256 /* bytes; RFC 1035 has 255 */
#define LINE_MAX_QP 76 /* RFC 2045, 6.7 (5) */

struct rfc5322_head {
	struct mailimf_mailbox_list *from;
	struct mailimf_address_list *to;
	struct buf domain; /* of from: where the Message-ID is unique */
};

static enum status refuse_address(struct buf *why, const char *option, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_add_clean(&clean, str_from(text), false);
	buf_addf(why, "%s %s: expected an address, as in 'Name <user@example.org>'",
		 option, buf_cstr(&clean));
	buf_release(&clean);
	return ST_USAGE;
}

/* libetpan also accepts what may be meant as an address; a mail must not go there. */
static bool is_address(const char *addr)
{
	struct str s = str_from(addr ? addr : "");
	size_t at = str_chr(s, '@');

	for (size_t i = 0; i < s.len; i++)
		if (s.s[i] <= ' ' || s.s[i] > '~' || strchr("<>()[]:;,\\\"", s.s[i]))
			return false;
	/* without a domain it is a user of this host */
	return at && (at == s.len || (at + 1 < s.len && str_rchr(s, '@') == at));
}

/* Encodes the display name for the header. */
static void encode_display_name(struct mailimf_mailbox *m)
{
	struct buf valid = BUF_INIT, words = BUF_INIT;

	if (!m->mb_display_name)
		return;
	utf8_add_clean(&valid, str_from(m->mb_display_name), false);
	rfc2047_encode(&words, buf_str(&valid));
	free(m->mb_display_name);
	m->mb_display_name = xstrdup(buf_cstr(&words));
	buf_release(&valid);
	buf_release(&words);
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == '\177')
			return true;
	return false;
}

/* Returns NULL if part of text is no address. */
static struct mailimf_mailbox_list *parse_mailboxes(const char *text)
{
	struct mailimf_mailbox_list *list;
	size_t end = 0, len = strlen(text);

	if (has_control(text) ||
	    mailimf_mailbox_list_parse(text, len, &end, &list) != MAILIMF_NO_ERROR)
		return NULL;
	for (clistiter *i = clist_begin(list->mb_list); i; i = clist_next(i)) {
		struct mailimf_mailbox *m = clist_content(i);

		/* "a b" would be read as "ab" */
		if (!is_address(m->mb_addr_spec) || !strstr(text, m->mb_addr_spec))
			end = 0;
		encode_display_name(m);
	}
	if (text[end + strspn(text + end, " ")] == '\0')
		return list;
	mailimf_mailbox_list_free(list);
	return NULL;
}

/* Appends the domain of mail from this host (/etc/mailname, on Debian), else its name. */
static void add_domain(struct buf *b)
{
	const struct addrinfo hints = { .ai_flags = AI_CANONNAME };
	char host[HOST_LIMIT] = "localhost", name[HOST_LIMIT];
	struct addrinfo *found = NULL;
	FILE *f = fopen("/etc/mailname", "re");

	if (gethostname(host, sizeof(host) - 1) < 0 || !*host)
		strcpy(host, "localhost");
	if (f && fscanf(f, "%255s", name) == 1)
		buf_addstr(b, name);
	else if (strchr(host, '.') || getaddrinfo(host, NULL, &hints, &found) != 0)
		buf_addstr(b, host);
	else
		buf_addstr(b, found->ai_canonname ? found->ai_canonname : host);
	if (f)
		fclose(f);
	if (found)
		freeaddrinfo(found);
}

static void add_own_address(struct buf *b)
{
	struct passwd *user = getpwuid(getuid());

	buf_addf(b, "%s@", user ? user->pw_name : "nobody");
	add_domain(b);
}

static enum status parse_from(struct rfc5322_head *h, const char *from, struct buf *why)
{
	struct buf own = BUF_INIT;
	const char *address;
	clistiter *only;

	if (!from)
		add_own_address(&own);
	h->from = parse_mailboxes(from ? from : buf_cstr(&own));
	only = h->from ? clist_begin(h->from->mb_list) : NULL;
	if (!only || clist_next(only)) {
		refuse_address(why, "--from", from ? from : buf_cstr(&own));
		buf_release(&own);
		return ST_USAGE;
	}
	address = ((struct mailimf_mailbox *)clist_content(only))->mb_addr_spec;
	if (strchr(address, '@'))
		buf_addstr(&h->domain, strchr(address, '@') + 1);
	else
		add_domain(&h->domain);
	buf_release(&own);
	return ST_OK;
}

static enum status parse_to(struct rfc5322_head *h, const char *to, struct buf *why)
{
	struct mailimf_mailbox_list *list;
	clistiter *i;

	if (!to)
		return ST_OK;
	list = parse_mailboxes(to);
	if (!list)
		return refuse_address(why, "--to", to);
	h->to = mailimf_address_list_new_empty();
	for (i = clist_begin(list->mb_list); i; i = clist_next(i))
		mailimf_address_list_add(
		    h->to,
		    mailimf_address_new(MAILIMF_ADDRESS_MAILBOX, clist_content(i), NULL));
	clist_free(list->mb_list); /* the mailboxes live on */
	free(list);
	return ST_OK;
}

enum status rfc5322_head_parse(struct rfc5322_head **out, const char *from,
			       const char *to, struct buf *why)
{
	struct rfc5322_head *h = xcalloc(1, sizeof(*h));
	enum status st = parse_from(h, from, why);

	*out = h;
	if (st == ST_OK)
		st = parse_to(h, to, why);
	if (st != ST_OK) {
		rfc5322_head_free(h);
		*out = NULL;
	}
	return st;
}

void rfc5322_head_free(struct rfc5322_head *h)
{
	if (!h)
		return;
	if (h->from)
		mailimf_mailbox_list_free(h->from);
	if (h->to)
		mailimf_address_list_free(h->to);
	buf_release(&h->domain);
	free(h);
}

/* libetpan ends lines with CRLF, sendmail expects LF. libetpan writes no other CR. */
static int write_lf(void *arg, const char *s, size_t len)
{
	struct buf *b = arg;

	for (size_t i = 0; i < len; i++)
		if (s[i] != '\r')
			buf_addch(b, s[i]);
	return (int)len;
}

/* A kernel without random numbers leaves those of the clock. */
static uint64_t random_number(void)
{
	struct timespec now;
	uint64_t random;

	if (getrandom(&random, sizeof(random), 0) == (ssize_t)sizeof(random))
		return random;
	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static char *make_message_id(const struct rfc5322_head *h, time_t now)
{
	struct buf id = BUF_INIT;

	buf_addf(&id, "%lld.%ld.%016llx.patchdigest@%s", (long long)now, (long)getpid(),
		 (unsigned long long)random_number(), buf_cstr(&h->domain));
	return id.data; /* libetpan frees it */
}

static char *make_subject(struct str subject)
{
	struct buf words = BUF_INIT;

	rfc2047_encode(&words, subject);
	buf_addstr(&words, "");
	return words.data ? words.data : xstrdup("");
}

static struct mailimf_fields *make_header(struct rfc5322_head *h, struct str subject,
					  time_t now)
{
	static const char *const custom[][2] = {
		{ "Auto-Submitted", "auto-generated" }, /* RFC 3834 */
		{ "Precedence", "bulk" },
		{ "MIME-Version", "1.0" },
	};
	struct mailimf_fields *fields = mailimf_fields_new_with_data_all(
	    mailimf_get_date(now), h->from, NULL, NULL, h->to, NULL, NULL,
	    make_message_id(h, now), NULL, NULL, make_subject(subject));

	h->from = NULL;
	h->to = NULL;
	for (size_t i = 0; i < ARRAY_SIZE(custom); i++)
		mailimf_fields_add(fields,
				   mailimf_field_new_custom(xstrdup(custom[i][0]),
							    xstrdup(custom[i][1])));
	return fields;
}

/*
 * libetpan writes a blank at the end of a line twice, plain and encoded. So it gets such
 * lines without their last blank, which is written here.
 */
static void write_text(struct buf *b, struct str text)
{
	int column = 0;

	while (text.len) {
		size_t end = str_chr(text, '\n'), next = end < text.len ? end + 1 : end;
		bool blank = end && (text.s[end - 1] == ' ' || text.s[end - 1] == '\t');

		mailmime_quoted_printable_write_driver(write_lf, b, &column, 1, text.s,
						       blank ? end - 1 : next);
		if (blank) {
			buf_addf(b, "%s=%02X%s", column + 3 > LINE_MAX_QP ? "=\n" : "",
				 (unsigned char)text.s[end - 1], next > end ? "\n" : "");
			column = 0;
		}
		text = str_sub(text, next, text.len);
	}
}

static void write_text_part(struct buf *b, struct str text)
{
	buf_addstr(b, "Content-Type: text/plain; charset=utf-8\n"
		      "Content-Transfer-Encoding: quoted-printable\n\n");
	write_text(b, text);
}

/* Nobody reads the source of HTML: base64 says beforehand how long the part gets. */
static void write_html_part(struct buf *b, struct str html)
{
	int column = 0;

	buf_addstr(b, "Content-Type: text/html; charset=utf-8\n"
		      "Content-Transfer-Encoding: base64\n\n");
	mailmime_base64_write_driver(write_lf, b, &column, html.s, html.len);
}

/* "=_" is in no quoted-printable text and in no base64. */
static void write_alternatives(struct buf *b, const struct rfc5322_body *body)
{
	unsigned long long boundary = random_number();

	buf_addf(b,
		 "Content-Type: multipart/alternative;\n boundary=\"=_%016llx\"\n\n"
		 "--=_%016llx\n",
		 boundary, boundary);
	write_text_part(b, body->text);
	buf_addf(b, "\n--=_%016llx\n", boundary);
	write_html_part(b, body->html);
	buf_addf(b, "\n--=_%016llx--\n", boundary);
}

void rfc5322_write(struct buf *b, struct rfc5322_head *h, struct str subject,
		   const struct rfc5322_body *body, time_t now)
{
	struct mailimf_fields *fields = make_header(h, subject, now);
	int column = 0;

	mailimf_fields_write_driver(write_lf, b, &column, fields);
	mailimf_fields_free(fields);
	if (body->html.len)
		write_alternatives(b, body);
	else
		write_text_part(b, body->text);
}
