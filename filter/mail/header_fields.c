/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/header_fields.h"
#include "filter/mail/header.h"
#include "filter/mail/message_id.h"
#include "store/util/array.h"

static const struct {
	char name[LISTED_ROOM];
	bool last; /* the last field of that name counts */
} rows[FIELD_COUNT] = {
	[FIELD_SUBJECT] = { "Subject", false },
	[FIELD_FROM] = { "From", false },
	[FIELD_REPLY_TO] = { "Reply-To", false },
	[FIELD_TO] = { "To", false },
	[FIELD_CC] = { "Cc", false },
	[FIELD_ORIGINAL_FROM] = { "X-Original-From", false },
	[FIELD_MESSAGE_ID] = { "Message-ID", false },
	[FIELD_IN_REPLY_TO] = { "In-Reply-To", false },
	[FIELD_REFERENCES] = { "References", false },
	[FIELD_LIST_ID] = { "List-Id", false },
	[FIELD_MAILING_LIST] = { "X-Mailing-List", false },
	[FIELD_DATE] = { "Date", false },
	[FIELD_RECEIVED] = { "Received", false },
	[FIELD_TYPE] = { "Content-Type", true },
	[FIELD_ENCODING] = { "Content-Transfer-Encoding", true },
	[FIELD_DISPOSITION] = { "Content-Disposition", true },
	[FIELD_AUTO_SUBMITTED] = { "Auto-Submitted", false },
	[FIELD_SUPERSEDES] = { "Supersedes", false },
};

#define BIT(field) (1u << FIELD_##field)

/* The fields whose names are that long: a mail has many others. */
static const uint32_t fields_by_length[] = {
	[2] = BIT(TO) | BIT(CC),
	[4] = BIT(FROM) | BIT(DATE),
	[7] = BIT(SUBJECT) | BIT(LIST_ID),
	[8] = BIT(REPLY_TO) | BIT(RECEIVED),
	[10] = BIT(MESSAGE_ID) | BIT(REFERENCES) | BIT(SUPERSEDES),
	[11] = BIT(IN_REPLY_TO),
	[12] = BIT(TYPE),
	[14] = BIT(MAILING_LIST) | BIT(AUTO_SUBMITTED),
	[15] = BIT(ORIGINAL_FROM),
	[19] = BIT(DISPOSITION),
	[25] = BIT(ENCODING),
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

/* FIELD_COUNT: another field. */
static int find_field(struct str name)
{
	uint32_t fields =
	    name.len < ARRAY_SIZE(fields_by_length) ? fields_by_length[name.len] : 0;

	for (; fields; fields &= fields - 1) {
		int i = __builtin_ctz(fields);

		if (bytes_ieq(name.s, rows[i].name, name.len))
			return i;
	}
	return FIELD_COUNT;
}

static void collect_field(struct header_fields *fields, const struct field *f)
{
	int i = find_field(f->name);

	if (i == FIELD_COUNT)
		return;
	if (i == FIELD_REFERENCES)
		add_references(&fields->references, f->value);
	if (i == FIELD_LIST_ID && fields->value[i].len && f->value.len &&
	    !str_eq(str_trim(f->value), str_trim(fields->value[i])))
		fields->lists_differ = true;
	if (rows[i].last || !fields->value[i].len)
		fields->value[i] = f->value;
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
