/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <libetpan/mailmime.h>

#include "filter/mail/content_type.h"
#include "filter/mail/message_header.h"
#include "filter/mail/message.h"
#include "filter/mail/mime_part.h"

/* Collects the text parts of a multipart mail in their order. */
struct text_parts {
	struct message *m;
	struct buf more;
	bool has_first;
	size_t parts;	       /* of any type */
	struct mime_part last; /* the last one */
};

static void add_part(struct text_parts *t, const struct mailmime *mime)
{
	const struct mailmime_data *data = mime->mm_data.mm_single;
	struct mime_part part;
	struct str header, body, text;

	if (!data || data->dt_type != MAILMIME_DATA_TEXT)
		return;
	/* libetpan makes a part of the final "--" of a multipart without parts. */
	if (mime->mm_mime_start[-1] != '\n')
		return;
	body = (struct str){ data->dt_data.dt_text.dt_data,
			     data->dt_data.dt_text.dt_length };
	header =
	    (struct str){ mime->mm_mime_start, (size_t)(body.s - mime->mm_mime_start) };
	mime_part_read(&part, header, body);
	t->parts++;
	t->last = part;
	if (!mime_part_is_text(&part))
		return;
	text = mime_part_text(&part, &t->m->arena);
	if (!t->has_first) {
		t->m->text = text;
		t->has_first = true;
		return;
	}
	buf_adds(&t->more, text);
	if (text.len && text.s[text.len - 1] != '\n')
		buf_addch(&t->more, '\n');
}

/* A forwarded message (message/rfc822) is not this mail's text. Depth is bounded by
 * PARTS_MAX. */
static void add_text_parts(struct text_parts *t, const struct mailmime *mime)
{
	if (mime->mm_type == MAILMIME_SINGLE)
		add_part(t, mime);
	if (mime->mm_type != MAILMIME_MULTIPLE)
		return;
	for (clistiter *i = clist_begin(mime->mm_data.mm_multipart.mm_mp_list); i;
	     i = clist_next(i))
		add_text_parts(t, clist_content(i));
}

/*
 * libetpan's time grows with size times depth of nesting. Its stack grows with the
 * depth of nested messages and of open brackets in their header fields. A mail
 * beyond these limits is read as one text. Depth needs parts, which are easy to
 * count; libetpan takes about a second for 256 MB of parts times size.
 */
#define PARTS_MAX 100
#define PARTS_TIMES_SIZE_MAX (256u << 20)
#define BRACKETS_MAX 1000

/* Returns how many brackets are open after line; stops counting at BRACKETS_MAX + 1. */
static size_t open_brackets(struct str line, size_t open)
{
	if (!line.len)
		return 0;
	for (size_t i = open ? 0 : str_chr(line, '(');
	     i < line.len && open <= BRACKETS_MAX; i++) {
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
 * Appends the only header line that libetpan sees: all but type and boundary could
 * only harm. A boundary holds no quote (RFC 2046, 5.1.1). Returns false if type has
 * no boundary.
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

/* Returns the part as a mail of its own, in the arena; empty if it has no boundary. */
static struct str as_mail(struct arena *arena, const struct mime_part *p)
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

/* Returns false if the part exceeds a limit, or its boundary never occurs. */
static bool read_multipart(struct message *m, const struct mime_part *p)
{
	struct text_parts t = { .m = m };
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
		add_text_parts(&t, mime);
	if (t.parts == 1 && !t.has_first && mime_part_may_be_text(&t.last))
		m->text = mime_part_text(&t.last, &m->arena);
	mailmime_free(root);
	m->more = arena_str(&m->arena, buf_str(&t.more));
	buf_release(&t.more);
	return found;
}

static struct str cut_body(struct str body)
{
	if (body.len <= MESSAGE_TEXT_LIMIT)
		return body;
	body.len = MESSAGE_TEXT_LIMIT;
	return str_sub(body, 0, str_rchr(body, '\n') + 1);
}

static void read_message_text(struct message *m, const struct header_fields *f)
{
	struct mime_part part = {
		.type = f->value[FIELD_TYPE],
		.encoding = f->value[FIELD_ENCODING],
		.disposition = f->value[FIELD_DISPOSITION],
		.body = cut_body(m->parts.body),
	};

	if (mime_part_is_multipart(&part)) {
		if (part.body.len == m->parts.body.len && read_multipart(m, &part))
			return;
		part = (struct mime_part)MIME_PART_INIT;
		part.body = cut_body(m->parts.body);
	}
	/* many mailers give a patch the type octet-stream (rule 11) */
	if (mime_part_may_be_text(&part))
		m->text = mime_part_text(&part, &m->arena);
}

static void parse_mail(struct message *m, struct str raw, int64_t now, bool with_text)
{
	struct header_fields fields;

	mail_split(&m->parts, raw);
	m->text = m->more = STR_EMPTY;
	header_fields_collect(&fields, m->parts.header);
	message_header_read(m, &fields, now);
	if (with_text)
		read_message_text(m, &fields);
	header_fields_release(&fields);
}

void message_parse(struct message *m, struct str raw, int64_t now)
{
	parse_mail(m, raw, now, true);
}

void message_parse_header(struct message *m, struct str raw, int64_t now)
{
	parse_mail(m, raw, now, false);
}

void message_release(struct message *m)
{
	arena_release(&m->arena);
	*m = (struct message)MESSAGE_INIT;
}
