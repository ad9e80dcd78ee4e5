/* SPDX-License-Identifier: MIT */
#include "filter/mail/address.h"
#include "filter/mail/date.h"
#include "filter/mail/rfc2047.h"
#include "filter/mail/dmarc.h"
#include "filter/mail/message_header.h"
#include "filter/mail/list_id.h"
#include "filter/mail/message_id.h"
#include "filter/mail/recipients.h"
#include "store/inbox/mail_id.h"
#include "store/util/hex.h"
#include "store/util/utf8.h"

/* Returns how many bytes from the start are words with one blank between them. */
static size_t words_length(struct str s)
{
	size_t end = 0, i = 0;

	for (;;) {
		while (i < s.len && (unsigned char)(s.s[i] - '!') <= '~' - '!')
			i++;
		if (i == end + (end > 0))
			return end;
		end = i;
		if (i == s.len || s.s[i] != ' ')
			return end;
		i++;
	}
}

/* Makes each run of white space one blank, in place, and drops it at both ends. */
static void collapse(struct buf *text)
{
	struct str from = buf_str(text);
	size_t len = words_length(from), space;
	bool gap = false;

	for (size_t i = len; i < from.len; i += space) {
		unsigned char c = (unsigned char)from.s[i];

		space = c == ' ';
		if (c < ' ' || c >= 0x80)
			space = utf8_space(str_sub(from, i, from.len));
		if (space) {
			gap = len > 0;
			continue;
		}
		if (gap)
			text->data[len++] = ' ';
		gap = false;
		text->data[len++] = (char)c;
		space = 1;
	}
	if (from.len)
		buf_trim(text, len);
}

struct str message_header_text(struct arena *arena, struct str value)
{
	struct buf text = BUF_INIT;
	struct str s;

	rfc2047_decode(&text, value);
	collapse(&text);
	s = arena_str(arena, buf_str(&text));
	buf_release(&text);
	return s;
}

static struct str read_list(struct arena *arena, const struct header_fields *f)
{
	struct buf name = BUF_INIT;
	struct str s;

	/* a host's rule may have taken the mail for the sake of any of them */
	if (f->lists_differ)
		return STR_EMPTY;
	list_id_add_name(&name, f->value[FIELD_LIST_ID]);
	if (!name.len)
		list_id_add_name(&name, f->value[FIELD_MAILING_LIST]);
	s = arena_str(arena, buf_str(&name));
	buf_release(&name);
	return s;
}

/* Bytes of a mail without a Message-ID that its id is hashed from. */
#define HASH_LIMIT (1u << 20)

/* Appends lines, each ended by LF, until out has HASH_LIMIT bytes. */
static void add_hashed_lines(struct buf *out, struct str lines)
{
	struct str line;

	while (out->len < HASH_LIMIT && str_line(&lines, &line)) {
		buf_adds(out, line);
		buf_addch(out, '\n');
	}
	if (out->len > HASH_LIMIT)
		buf_trim(out, HASH_LIMIT);
}

/*
 * Hashes header and body with LF and without empty lines at the end: hosts that
 * differ in these give a mail the same id.
 */
static struct str hashed_id(struct arena *arena, const struct mail_parts *parts)
{
	unsigned char id[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	struct buf text = BUF_INIT;

	add_hashed_lines(&text, parts->header);
	buf_addch(&text, '\n');
	add_hashed_lines(&text, parts->body);
	mail_id_make(id, STR_EMPTY, str_rtrim(buf_str(&text)));
	buf_release(&text);
	hex_write(hex, id, 2 * sizeof(id));
	return arena_str(arena, str_from(hex));
}

static struct str read_message_id(struct message *m, const struct header_fields *f)
{
	struct buf id = BUF_INIT;
	struct str s;

	if (message_id_first(f->value[FIELD_MESSAGE_ID], &id))
		s = arena_str(&m->arena, buf_str(&id));
	else
		s = hashed_id(&m->arena, &m->parts);
	buf_release(&id);
	return s;
}

/* Some programs leave the brackets out: one word with an "@" is an id too. */
static bool is_bare_id(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (is_blank(value.s[i]) || value.s[i] == '<')
			return false;
	return str_chr(value, '@') < value.len;
}

static struct str last_line(struct str s)
{
	size_t end;

	s = str_rtrim(s);
	end = str_rchr(s, '\n');
	return end < s.len ? str_sub(s, end + 1, s.len) : s;
}

/* The first id of In-Reply-To, else the last of References. */
static struct str read_parent(struct message *m, const struct header_fields *f)
{
	struct str value = str_trim(f->value[FIELD_IN_REPLY_TO]);
	struct str rest = value, parent = last_line(m->references);
	struct buf id = BUF_INIT;

	if (message_id_next(&rest, &id) ||
	    (is_bare_id(value) && message_id_first(value, &id)))
		parent = arena_str(&m->arena, buf_str(&id));
	buf_release(&id);
	return parent;
}

static void read_dates(struct message *m, const struct header_fields *f, int64_t now)
{
	struct str received = f->value[FIELD_RECEIVED];
	size_t semicolon = str_rchr(received, ';');

	m->date = date_parse(f->value[FIELD_DATE]);
	m->arrival = date_parse(str_sub(received, semicolon + 1, received.len));
	if (m->arrival == DATE_NONE)
		m->arrival = m->date;
	if (m->arrival == DATE_NONE || m->arrival > now)
		m->arrival = now;
}

static void read_people(struct message *m, const struct header_fields *f)
{
	struct dmarc dmarc = {
		.original_from = f->value[FIELD_ORIGINAL_FROM],
		.reply_to = f->value[FIELD_REPLY_TO],
		.cc = f->value[FIELD_CC],
		.list_id = m->list_id,
	};
	struct address from, author;

	m->raw_from = f->value[FIELD_FROM];
	m->from = message_header_text(&m->arena, m->raw_from);
	address_parse(&from, m->from, &m->arena);
	dmarc_author(&author, &from, &dmarc, &m->arena);
	m->from_name = from.name;
	m->from_addr = from.addr;
	m->author_name = author.name;
	m->author_addr = author.addr;
	m->poster_name = author.name;
	m->poster_addr = author.addr;
	m->recipients =
	    recipients_hash(f->value[FIELD_TO], f->value[FIELD_CC], &m->arena);
}

static void read_marks(struct message *m, const struct header_fields *f)
{
	struct str automatic = str_trim(f->value[FIELD_AUTO_SUBMITTED]);

	m->auto_submitted = automatic.len && !str_istarts(automatic, STR("no"));
	m->supersedes = message_header_text(&m->arena, f->value[FIELD_SUPERSEDES]);
}

void message_header_read(struct message *m, const struct header_fields *f, int64_t now)
{
	m->raw_subject = f->value[FIELD_SUBJECT];
	m->subject = message_header_text(&m->arena, m->raw_subject);
	m->list_id = read_list(&m->arena, f);
	m->references = arena_str(&m->arena, buf_str(&f->references));
	m->message_id = read_message_id(m, f);
	m->in_reply_to = read_parent(m, f);
	read_dates(m, f, now);
	read_people(m, f);
	read_marks(m, f);
}
