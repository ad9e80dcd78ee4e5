/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/header_fields.h"
#include "filter/mail/header.h"
#include "filter/mail/message_id.h"

static const struct {
	struct str name;
	bool last; /* the last field of that name counts */
} rows[FIELD_COUNT] = {
	[FIELD_SUBJECT] = { { "Subject", 7 }, false },
	[FIELD_FROM] = { { "From", 4 }, false },
	[FIELD_REPLY_TO] = { { "Reply-To", 8 }, false },
	[FIELD_TO] = { { "To", 2 }, false },
	[FIELD_CC] = { { "Cc", 2 }, false },
	[FIELD_ORIGINAL_FROM] = { { "X-Original-From", 15 }, false },
	[FIELD_MESSAGE_ID] = { { "Message-ID", 10 }, false },
	[FIELD_IN_REPLY_TO] = { { "In-Reply-To", 11 }, false },
	[FIELD_REFERENCES] = { { "References", 10 }, false },
	[FIELD_LIST_ID] = { { "List-Id", 7 }, false },
	[FIELD_MAILING_LIST] = { { "X-Mailing-List", 14 }, false },
	[FIELD_DATE] = { { "Date", 4 }, false },
	[FIELD_RECEIVED] = { { "Received", 8 }, false },
	[FIELD_TYPE] = { { "Content-Type", 12 }, true },
	[FIELD_ENCODING] = { { "Content-Transfer-Encoding", 25 }, true },
	[FIELD_DISPOSITION] = { { "Content-Disposition", 19 }, true },
	[FIELD_AUTO_SUBMITTED] = { { "Auto-Submitted", 14 }, false },
	[FIELD_SUPERSEDES] = { { "Supersedes", 10 }, false },
};

/*
 * Bytes of References held at a time: hundreds of times what threads have. If a
 * mail has more, the first id and the newest ids stay, as in its record.
 */
#define REFERENCES_MAX (1u << 20)
#define REFERENCES_KEPT (REFERENCES_MAX / 4)

static void drop_middle(struct buf *ids)
{
	struct str all = buf_str(ids);
	size_t first = str_chr(str_sub(all, 0, REFERENCES_KEPT), '\n') + 1;
	size_t newest = all.len - REFERENCES_KEPT;

	newest += str_chr(str_sub(all, newest, all.len), '\n') + 1;
	if (first > REFERENCES_KEPT)
		first = 0; /* longer than any real id */
	memmove(ids->data + first, ids->data + newest, all.len - newest);
	buf_trim(ids, first + all.len - newest);
}

static void add_references(struct buf *out, struct str value)
{
	while (message_id_next(&value, out)) {
		buf_addch(out, '\n');
		if (out->len > REFERENCES_MAX)
			drop_middle(out);
	}
}

static void collect_field(struct header_fields *fields, const struct field *f)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (f->name.len != rows[i].name.len || !str_ieq(f->name, rows[i].name))
			continue;
		if (i == FIELD_REFERENCES)
			add_references(&fields->references, f->value);
		if (i == FIELD_LIST_ID && fields->value[i].len && f->value.len &&
		    !str_eq(str_trim(f->value), str_trim(fields->value[i])))
			fields->lists_differ = true;
		if (rows[i].last || !fields->value[i].len)
			fields->value[i] = f->value;
		return;
	}
}

void header_fields_collect(struct header_fields *fields, struct str header)
{
	struct field f;

	fields->references = (struct buf)BUF_INIT;
	fields->lists_differ = false;
	for (int i = 0; i < FIELD_COUNT; i++)
		fields->value[i] = STR_EMPTY;
	while (header_next(&header, &f))
		collect_field(fields, &f);
}

void header_fields_release(struct header_fields *fields)
{
	buf_release(&fields->references);
}
