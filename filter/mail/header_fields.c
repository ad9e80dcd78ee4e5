/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/header_fields.h"
#include "filter/mail/header.h"
#include "filter/mail/message_id.h"

static const struct {
	struct str name;
	bool last; /* the last one counts */
} rows[F_COUNT] = {
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

/*
 * What is held of References at a time: hundreds of times what threads have.
 * Of more, the first id and the newest stay (walk.c keeps no others).
 */
#define REFERENCES_MAX (1u << 20)
#define REFERENCES_KEPT (REFERENCES_MAX / 4)

static void forget_middle(struct buf *ids)
{
	struct str all = buf_str(ids);
	size_t first = str_chr(str_sub(all, 0, REFERENCES_KEPT), '\n') + 1;
	size_t newest = all.len - REFERENCES_KEPT;

	newest += str_chr(str_sub(all, newest, all.len), '\n') + 1;
	if (first > REFERENCES_KEPT)
		first = 0; /* no id that anybody made */
	memmove(ids->data + first, ids->data + newest, all.len - newest);
	buf_trim(ids, first + all.len - newest);
}

static void add_references(struct buf *out, struct str value)
{
	while (message_id_next(&value, out)) {
		buf_addch(out, '\n');
		if (out->len > REFERENCES_MAX)
			forget_middle(out);
	}
}

static void collect_field(struct header_fields *fields, const struct field *f)
{
	for (int i = 0; i < F_COUNT; i++) {
		if (f->name.len != rows[i].name.len || !str_ieq(f->name, rows[i].name))
			continue;
		if (i == F_REFERENCES)
			add_references(&fields->references, f->value);
		if (rows[i].last || !fields->value[i].len)
			fields->value[i] = f->value;
		return;
	}
}

void header_fields_collect(struct header_fields *fields, struct str header)
{
	struct field f;

	fields->references = (struct buf)BUF_INIT;
	for (int i = 0; i < F_COUNT; i++)
		fields->value[i] = STR_EMPTY;
	while (header_next(&header, &f))
		collect_field(fields, &f);
}

void header_fields_release(struct header_fields *fields)
{
	buf_release(&fields->references);
}
