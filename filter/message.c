/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <libetpan/mailmime.h>

#include "filter/address.h"
#include "filter/content_type.h"
#include "filter/date.h"
#include "filter/decode.h"
#include "filter/dmarc.h"
#include "filter/message.h"
#include "filter/msgid.h"
#include "filter/part.h"
#include "store/id.h"

enum field_id {
	F_SUBJECT, F_FROM, F_REPLY_TO, F_CC, F_ORIGINAL_FROM,
	F_MESSAGE_ID, F_IN_REPLY_TO, F_REFERENCES,
	F_LIST_ID, F_MAILING_LIST, F_DATE, F_RECEIVED,
	F_TYPE, F_ENCODING, F_DISPOSITION, F_COUNT
};

/* Of several fields of a name the first counts; of MIME fields the last, as for git. */
static const struct {
	struct str name;
	bool last;
} field_rows[F_COUNT] = {
	[F_SUBJECT] = { { "Subject", 7 }, false },
	[F_FROM] = { { "From", 4 }, false },
	[F_REPLY_TO] = { { "Reply-To", 8 }, false },
	[F_CC] = { { "Cc", 2 }, false },
	[F_ORIGINAL_FROM] = { { "X-Original-From", 15 }, false },
	[F_MESSAGE_ID] = { { "Message-ID", 10 }, false },
	[F_IN_REPLY_TO] = { { "In-Reply-To", 11 }, false },
	[F_REFERENCES] = { { "References", 10 }, false },
	[F_LIST_ID] = { { "List-Id", 7 }, false },
	[F_MAILING_LIST] = { { "X-Mailing-List", 14 }, false },
	[F_DATE] = { { "Date", 4 }, false },
	[F_RECEIVED] = { { "Received", 8 }, false },
	[F_TYPE] = { { "Content-Type", 12 }, true },
	[F_ENCODING] = { { "Content-Transfer-Encoding", 25 }, true },
	[F_DISPOSITION] = { { "Content-Disposition", 19 }, true },
};

struct fields {
	struct str value[F_COUNT]; /* raw; empty: absent */
	struct buf references;	   /* the ids of all References fields, a line each */
};

static void add_references(struct buf *out, struct str value)
{
	while (msgid_next(&value, out))
		buf_addch(out, '\n');
}

static void collect_field(struct fields *fields, const struct field *f)
{
	for (int i = 0; i < F_COUNT; i++) {
		if (f->name.len != field_rows[i].name.len ||
		    !str_ieq(f->name, field_rows[i].name))
			continue;
		if (i == F_REFERENCES)
			add_references(&fields->references, f->value);
		if (field_rows[i].last || !fields->value[i].len)
			fields->value[i] = f->value;
		return;
	}
}

static void collect(struct fields *fields, struct str header)
{
	struct field f;

	for (int i = 0; i < F_COUNT; i++)
		fields->value[i] = STR_EMPTY;
	while (header_next(&header, &f))
		collect_field(fields, &f);
}

static struct str decoded(struct arena *arena, struct str value)
{
	struct buf b = BUF_INIT;
	struct str s;

	decode_words(&b, value);
	s = arena_str(arena, str_trim(buf_str(&b)));
	buf_release(&b);
	return s;
}

/* Rule 1: runs of white space are one blank. */
static struct str collapsed(struct arena *arena, struct str value)
{
	struct buf b = BUF_INIT, out = BUF_INIT;
	struct str s, word;

	decode_words(&b, value);
	s = str_trim(buf_str(&b));
	while (s.len) {
		size_t n = 0;

		while (n < s.len && !is_blank(s.s[n]))
			n++;
		word = str_sub(s, 0, n);
		s = str_ltrim(str_sub(s, n, s.len));
		buf_adds(&out, word);
		if (s.len)
			buf_addch(&out, ' ');
	}
	s = arena_str(arena, buf_str(&out));
	buf_release(&out);
	buf_release(&b);
	return s;
}

void list_name(struct buf *out, struct str raw)
{
	raw = str_sub(str_trim(raw), 0, LIST_NAME_MAX);
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.s[i] == '@' ? '.' : to_lower(raw.s[i]);
		bool plain = (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '_' ||
			     c == '+' || c == '-';

		buf_addch(out, !plain || (c == '.' && i == 0) ? '_' : c);
	}
}

/* "Phrase <id>", or the id alone; a comment or more text behind it doesn't count. */
static struct str list_in(struct str value)
{
	size_t open = str_rchr(value, '<');
	size_t n = 0;

	if (open < value.len) {
		value = str_sub(value, open + 1, value.len);
		return str_trim(str_sub(value, 0, str_chr(value, '>')));
	}
	value = str_trim(value);
	while (n < value.len && !is_blank(value.s[n]))
		n++;
	return str_sub(value, 0, n);
}

static struct str read_list(struct arena *arena, const struct fields *f)
{
	struct buf name = BUF_INIT;
	struct str s;

	list_name(&name, list_in(f->value[F_LIST_ID]));
	if (!name.len)
		list_name(&name, list_in(f->value[F_MAILING_LIST]));
	s = arena_str(arena, buf_str(&name));
	buf_release(&name);
	return s;
}

/* How much of a mail without a Message-ID names it. */
#define HASH_LIMIT (1u << 20)

/* Header and body, LF, without empty lines at the end: the same for all ways a host hands a mail over. */
static struct str hashed_id(struct arena *arena, const struct mail_parts *parts)
{
	unsigned char id[ALIAS_SIZE];
	char hex[2 * ALIAS_SIZE + 1];
	struct str rest = parts->header, line;
	struct buf text = BUF_INIT;

	while (text.len < HASH_LIMIT && str_line(&rest, &line)) {
		buf_adds(&text, line);
		buf_addch(&text, '\n');
	}
	buf_addch(&text, '\n');
	rest = parts->body;
	while (text.len < HASH_LIMIT && str_line(&rest, &line)) {
		buf_adds(&text, line);
		buf_addch(&text, '\n');
	}
	if (text.len > HASH_LIMIT)
		buf_trim(&text, HASH_LIMIT);
	id_alias(id, STR_EMPTY, str_rtrim(buf_str(&text)));
	buf_release(&text);
	id_hex(hex, id, sizeof(id));
	return arena_str(arena, str_from(hex));
}

static struct str read_message_id(struct message *m, const struct fields *f)
{
	struct buf id = BUF_INIT;
	struct str s;

	if (msgid_first(f->value[F_MESSAGE_ID], &id))
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
static struct str read_parent(struct message *m, const struct fields *f)
{
	struct str value = str_trim(f->value[F_IN_REPLY_TO]);
	struct str rest = value, parent = last_line(m->references);
	struct buf id = BUF_INIT;

	if (msgid_next(&rest, &id) || (is_bare_id(value) && msgid_first(value, &id)))
		parent = arena_str(&m->arena, buf_str(&id));
	buf_release(&id);
	return parent;
}

static void read_dates(struct message *m, const struct fields *f, int64_t now)
{
	struct str received = f->value[F_RECEIVED];
	size_t semicolon = str_rchr(received, ';');

	m->date = date_parse(f->value[F_DATE]);
	m->arrival = date_parse(str_sub(received, semicolon + 1, received.len));
	if (m->arrival == DATE_NONE)
		m->arrival = m->date;
	if (m->arrival == DATE_NONE || m->arrival > now)
		m->arrival = now;
}

static void read_people(struct message *m, const struct fields *f)
{
	struct dmarc dmarc = {
		.original_from = f->value[F_ORIGINAL_FROM],
		.reply_to = f->value[F_REPLY_TO],
		.cc = f->value[F_CC],
		.list_id = m->list_id,
	};
	struct address from, author;

	m->from = decoded(&m->arena, f->value[F_FROM]);
	address_parse(&from, m->from, &m->arena);
	dmarc_author(&author, &from, &dmarc, &m->arena);
	m->from_name = from.name;
	m->from_addr = from.addr;
	m->author_name = author.name;
	m->author_addr = author.addr;
}

static void read_header(struct message *m, struct fields *f, struct str raw, int64_t now)
{
	mail_split(&m->parts, raw);
	collect(f, m->parts.header);
	m->text = m->more = STR_EMPTY;
	m->subject = collapsed(&m->arena, f->value[F_SUBJECT]);
	m->list_id = read_list(&m->arena, f);
	m->references = arena_str(&m->arena, buf_str(&f->references));
	m->message_id = read_message_id(m, f);
	m->in_reply_to = read_parent(m, f);
	read_dates(m, f, now);
	read_people(m, f);
}

/* What of a multipart mail is text, in its order. */
struct texts {
	struct message *m;
	struct buf more;
	bool has_first;
};

static void add_part(struct texts *t, const struct mailmime *mime)
{
	const struct mailmime_data *data = mime->mm_data.mm_single;
	struct part part;
	struct str header, body, text;

	if (!data || data->dt_type != MAILMIME_DATA_TEXT)
		return;
	/* Of a multipart without parts libetpan makes the "--" of its end one. */
	if (mime->mm_mime_start[-1] != '\n')
		return;
	body = (struct str){ data->dt_data.dt_text.dt_data, data->dt_data.dt_text.dt_length };
	header = (struct str){ mime->mm_mime_start, (size_t)(body.s - mime->mm_mime_start) };
	part_read(&part, header, body);
	if (!part_is_text(&part))
		return;
	text = part_text(&part, &t->m->arena);
	if (!t->has_first) {
		t->m->text = text;
		t->has_first = true;
		return;
	}
	buf_adds(&t->more, text);
	if (text.len && text.s[text.len - 1] != '\n')
		buf_addch(&t->more, '\n');
}

/* A forwarded message (message/rfc822) is not this mail's text. Depth is bounded by PARTS_MAX. */
static void walk_parts(struct texts *t, const struct mailmime *mime)
{
	if (mime->mm_type == MAILMIME_SINGLE)
		add_part(t, mime);
	if (mime->mm_type != MAILMIME_MULTIPLE)
		return;
	for (clistiter *i = clist_begin(mime->mm_data.mm_multipart.mm_mp_list); i;
	     i = clist_next(i))
		walk_parts(t, clist_content(i));
}

/*
 * libetpan takes a time that grows with the size times the depth of the
 * nesting, and a stack that grows with the depth of nested messages and of
 * open brackets in their header fields: a mail beyond these is read as one
 * text. Deeper nesting needs more parts, which are easily counted; 256 MB of
 * parts times size take it about a second.
 */
#define PARTS_MAX 100
#define PARTS_TIMES_SIZE_MAX (256u << 20)
#define BRACKETS_MAX 1000

/* How deep brackets are open after this line, at least; MAX + 1 is where counting ends. */
static size_t open_brackets(struct str line, size_t open)
{
	if (!line.len)
		return 0;
	for (size_t i = 0; i < line.len && open <= BRACKETS_MAX; i++) {
		if (line.s[i] == '(')
			open++;
		else if (line.s[i] == ')' && open && (!i || line.s[i - 1] != '\\'))
			open--;
	}
	return open;
}

static bool is_harmless(struct str body)
{
	size_t parts = 0, open = 0;
	struct str rest = body, line;

	while (str_line(&rest, &line)) {
		parts += str_istarts(line, STR("Content-Type"));
		open = open_brackets(line, open);
		if (parts > PARTS_MAX || open > BRACKETS_MAX)
			return false;
	}
	return parts * body.len <= PARTS_TIMES_SIZE_MAX;
}

/*
 * Of the header libetpan sees one line, made here: what the mail's own may
 * hold beside type and boundary could only harm. A boundary has no quote in
 * it (RFC 2046, 5.1.1). false if there is none.
 */
static bool add_type(struct buf *out, struct str type)
{
	struct str boundary = content_param(type, STR("boundary"));
	size_t empty;

	buf_addstr(out, str_ieq(content_type(type), STR("multipart/digest"))
				? "Content-Type: multipart/digest; boundary=\""
				: "Content-Type: multipart/mixed; boundary=\"");
	empty = out->len;
	for (size_t i = 0; i < boundary.len; i++)
		if (!strchr("\"\\\r\n", boundary.s[i]))
			buf_addch(out, boundary.s[i]);
	if (out->len == empty)
		return false;
	buf_addstr(out, "\"\n\n");
	return true;
}

/* The part as a mail of its own, in the arena; empty if it has no boundary. */
static struct str as_mail(struct arena *arena, const struct part *p)
{
	struct buf head = BUF_INIT;
	struct str mail = STR_EMPTY;
	char *copy;

	if (add_type(&head, p->type)) {
		mail.len = head.len + p->body.len;
		mail.s = copy = arena_alloc(arena, mail.len + BUF_PAD);
		memcpy(copy, head.data, head.len);
		memcpy(copy + head.len, p->body.s, p->body.len);
		memset(copy + mail.len, 0, BUF_PAD);
	}
	buf_release(&head);
	return mail;
}

/* false if it is left alone, or its boundary stands nowhere. */
static bool read_multipart(struct message *m, const struct part *p)
{
	struct texts t = { .m = m };
	struct mailmime *root = NULL, *mime = NULL;
	struct str mail;
	size_t at = 0;
	bool found;

	if (!is_harmless(p->body))
		return false;
	mail = as_mail(&m->arena, p);
	if (!mail.len || mailmime_parse(mail.s, mail.len, &at, &root) != MAILIMF_NO_ERROR)
		return false;
	if (root->mm_type == MAILMIME_MESSAGE)
		mime = root->mm_data.mm_message.mm_msg_mime;
	found = mime && mime->mm_type == MAILMIME_MULTIPLE;
	if (found)
		walk_parts(&t, mime);
	mailmime_free(root);
	m->more = arena_str(&m->arena, buf_str(&t.more));
	buf_release(&t.more);
	return found;
}

static struct str cut(struct str body)
{
	if (body.len <= MESSAGE_TEXT_LIMIT)
		return body;
	body.len = MESSAGE_TEXT_LIMIT;
	return str_sub(body, 0, str_rchr(body, '\n') + 1);
}

static void read_text(struct message *m, const struct fields *f)
{
	struct part part = {
		.type = f->value[F_TYPE],
		.encoding = f->value[F_ENCODING],
		.disposition = f->value[F_DISPOSITION],
		.body = cut(m->parts.body),
	};

	if (part_is_multipart(&part)) {
		if (part.body.len == m->parts.body.len && read_multipart(m, &part))
			return;
		part = (struct part)PART_INIT;
		part.body = cut(m->parts.body);
	}
	if (part_is_text(&part))
		m->text = part_text(&part, &m->arena);
}

void message_parse(struct message *m, struct str raw, int64_t now)
{
	struct fields f = { .references = BUF_INIT };

	read_header(m, &f, raw, now);
	read_text(m, &f);
	buf_release(&f.references);
}

void message_parse_header(struct message *m, struct str raw, int64_t now)
{
	struct fields f = { .references = BUF_INIT };

	read_header(m, &f, raw, now);
	buf_release(&f.references);
}

void message_release(struct message *m)
{
	arena_release(&m->arena);
	*m = (struct message)MESSAGE_INIT;
}
