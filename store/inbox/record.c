/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/util/bytes.h"
#include "store/inbox/record.h"

/*
 * The encoding; numbers big-endian:
 *
 *	u8 format (2)  u8 kind  u16 rules  u32 facts
 *	i64 date  i64 arrival
 *	u32 number, total, files, insertions, deletions
 *	then a piece for each value that is not empty, in the order of their ids:
 *	    u8 form << 6 | id,  u24 length,  that many bytes
 *
 *	form 0  the value
 *	     1  the value is its base; length 0
 *	     2  a splice: u32 head, u32 tail, text: the value is the first head
 *	        bytes of its base, text, and the base's last tail bytes
 *
 * A base has a lower id, or is a name and an address put together.
 */
#define LENGTH_MAX 0xffffffu

enum form { FORM_WHOLE, FORM_SAME, FORM_SPLICE };

enum base { BASE_NONE = -1, BASE_AUTHOR_LINE = -2, BASE_FROM_LINE = -3 };

enum id {
	ID_MESSAGE_ID,
	ID_IN_REPLY_TO,
	ID_REFS,
	ID_SUBJECT,
	ID_TITLE,
	ID_VERSION,
	ID_PREFIX,
	ID_AUTHOR_NAME,
	ID_AUTHOR_ADDR,
	ID_FROM_NAME,
	ID_FROM_ADDR,
	ID_BODY,
	ID_TRAILERS,
	ID_PATHS,
	ID_LINKS,
	ID_RAW_TAG,
	ID_RAW_AUTHOR,
	ID_RAW_CONTRIBUTOR,
	ID_RAW_BODY,
	ID_POSTER_NAME, /* from format 2 on */
	ID_POSTER_ADDR,
	ID_RECIPIENTS,
	ID_PATCH_ID,
	ID_STATEMENTS,
	ID_PARTS,
	ID_COUNT
};

#define AT(member) offsetof(struct record, member)

static const struct {
	size_t at;
	int base;
} fields[ID_COUNT] = {
	[ID_MESSAGE_ID] = { AT(message_id), BASE_NONE },
	[ID_IN_REPLY_TO] = { AT(in_reply_to), BASE_NONE },
	[ID_REFS] = { AT(refs), BASE_NONE },
	[ID_SUBJECT] = { AT(subject), BASE_NONE },
	[ID_TITLE] = { AT(title), ID_SUBJECT },
	[ID_VERSION] = { AT(version), BASE_NONE },
	[ID_PREFIX] = { AT(prefix), BASE_NONE },
	[ID_AUTHOR_NAME] = { AT(author_name), BASE_NONE },
	[ID_AUTHOR_ADDR] = { AT(author_addr), BASE_NONE },
	[ID_FROM_NAME] = { AT(from_name), ID_AUTHOR_NAME },
	[ID_FROM_ADDR] = { AT(from_addr), ID_AUTHOR_ADDR },
	[ID_BODY] = { AT(body), BASE_NONE },
	[ID_TRAILERS] = { AT(trailers), BASE_NONE },
	[ID_PATHS] = { AT(paths), BASE_NONE },
	[ID_LINKS] = { AT(links), BASE_NONE },
	[ID_RAW_TAG] = { AT(raw_tag), ID_SUBJECT },
	[ID_RAW_AUTHOR] = { AT(raw_author), BASE_FROM_LINE },
	[ID_RAW_CONTRIBUTOR] = { AT(raw_contributor), BASE_AUTHOR_LINE },
	[ID_RAW_BODY] = { AT(raw_body), ID_BODY },
	[ID_POSTER_NAME] = { AT(poster_name), ID_FROM_NAME },
	[ID_POSTER_ADDR] = { AT(poster_addr), ID_FROM_ADDR },
	[ID_RECIPIENTS] = { AT(recipients), BASE_NONE },
	[ID_PATCH_ID] = { AT(patch_id), BASE_NONE },
	[ID_STATEMENTS] = { AT(statements), BASE_NONE },
	[ID_PARTS] = { AT(parts), BASE_NONE },
};

static const char *const kind_names[KIND_COUNT] = {
	[KIND_OTHER] = "other", [KIND_PATCH] = "patch", [KIND_COVER] = "cover",
	[KIND_REPLY] = "reply", [KIND_PULL] = "pull",
};

const char *kind_name(enum kind kind)
{
	return (unsigned)kind < KIND_COUNT ? kind_names[kind] : "other";
}

void author_line(struct buf *out, struct str name, struct str addr)
{
	buf_adds(out, name);
	if (!addr.len)
		return;
	if (!name.len) {
		buf_adds(out, addr);
		return;
	}
	buf_addstr(out, " <");
	buf_adds(out, addr);
	buf_addch(out, '>');
}

static const struct str *value_of(const struct record *r, int id)
{
	return (const struct str *)((const char *)r + fields[id].at);
}

/* lines: reset here; holds a base that is put together. */
static struct str base_of(const struct record *r, int id, struct buf *lines)
{
	int base = fields[id].base;

	buf_reset(lines);
	if (base == BASE_AUTHOR_LINE)
		author_line(lines, r->author_name, r->author_addr);
	else if (base == BASE_FROM_LINE)
		author_line(lines, r->from_name, r->from_addr);
	else
		return base == BASE_NONE ? STR_EMPTY : *value_of(r, base);
	return buf_str(lines);
}

/* How many bytes are equal at the start, and at the end. */
static size_t same_head(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.s[n] == b.s[n])
		n++;
	return n;
}

static size_t same_tail(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.s[a.len - 1 - n] == b.s[b.len - 1 - n])
		n++;
	return n;
}

static void put_piece_head(struct buf *out, enum form form, int id, size_t len)
{
	assert(len <= LENGTH_MAX);
	bytes_put32(out, (uint32_t)form << 30 | (uint32_t)id << 24 | (uint32_t)len);
}

static void encode_value(struct buf *out, int id, struct str value, struct str base)
{
	size_t head = same_head(value, base);
	size_t tail;

	if (!base.len)
		base = STR_EMPTY; /* its bytes may be NULL */
	if (head == value.len && head == base.len) {
		put_piece_head(out, FORM_SAME, id, 0);
		return;
	}
	tail = same_tail(str_sub(value, head, value.len), str_sub(base, head, base.len));
	if (head + tail <= 8) {
		put_piece_head(out, FORM_WHOLE, id, value.len);
		buf_adds(out, value);
		return;
	}
	put_piece_head(out, FORM_SPLICE, id, value.len - head - tail + 8);
	bytes_put32(out, (uint32_t)head);
	bytes_put32(out, (uint32_t)tail);
	buf_adds(out, str_sub(value, head, value.len - tail));
}

void record_encode(struct buf *out, const struct record *r)
{
	struct buf lines = BUF_INIT;

	buf_addch(out, r->format ? (int)r->format : RECORD_FORMAT);
	buf_addch(out, (int)r->kind);
	bytes_put16(out, r->rules);
	bytes_put32(out, r->facts);
	bytes_put64(out, (uint64_t)r->date);
	bytes_put64(out, (uint64_t)r->arrival);
	bytes_put32(out, r->number);
	bytes_put32(out, r->total);
	bytes_put32(out, r->files);
	bytes_put32(out, r->insertions);
	bytes_put32(out, r->deletions);
	for (int id = 0; id < ID_COUNT; id++) {
		struct str value = *value_of(r, id);

		if (id == ID_VERSION && str_eq(value, STR("1")))
			continue; /* an absent version is read as "1" */
		if (value.len)
			encode_value(out, id, value, base_of(r, id, &lines));
	}
	buf_release(&lines);
}

/* A piece of the encoding. */
struct piece {
	enum form form;
	struct str text; /* the value, or a splice's text */
	uint32_t head, tail;
};

static bool piece_get(struct bytes *in, struct piece *p, int *last_id)
{
	uint32_t head = bytes_get32(in);
	int id = (int)(head >> 24 & 0x3f);
	size_t len = head & LENGTH_MAX;

	p->form = (enum form)(head >> 30);
	if (in->bad || id >= ID_COUNT || id <= *last_id || p->form > FORM_SPLICE)
		return false;
	if (p->form != FORM_WHOLE && fields[id].base == BASE_NONE)
		return false;
	if (p->form == FORM_SPLICE) {
		if (len < 8)
			return false;
		p->head = bytes_get32(in);
		p->tail = bytes_get32(in);
		len -= 8;
	}
	p->text = bytes_get(in, len);
	*last_id = id;
	return !in->bad;
}

/*
 * Sets the value of a piece on a base: a slice of it, if that is possible. rebuilt has
 * room already, so that earlier values in it don't move.
 */
static bool piece_value(const struct piece *p, struct str base, struct buf *rebuilt,
			struct str *value)
{
	size_t start = rebuilt->len;

	if (p->form == FORM_SAME) {
		*value = base;
		return p->text.len == 0;
	}
	if (p->head > base.len || p->tail > base.len - p->head)
		return false;
	if (!p->text.len && !p->head) {
		*value = str_sub(base, base.len - p->tail, base.len);
		return true;
	}
	if (!p->text.len && !p->tail) {
		*value = str_sub(base, 0, p->head);
		return true;
	}
	buf_adds(rebuilt, str_sub(base, 0, p->head));
	buf_adds(rebuilt, p->text);
	buf_adds(rebuilt, str_sub(base, base.len - p->tail, base.len));
	*value = str_sub(buf_str(rebuilt), start, rebuilt->len);
	return true;
}

/* The most that is put together: a value or line is at most three times the input, most
 * are one. */
static size_t rebuilt_room(size_t len)
{
	return 16 * len + 64;
}

/* The value that a piece is about. A line that is put together stays in rebuilt. */
static struct str piece_base(struct record *r, int id)
{
	struct buf *rebuilt = &r->rebuilt;
	const size_t start = rebuilt->len;

	if (fields[id].base >= 0)
		return *value_of(r, fields[id].base);
	if (fields[id].base == BASE_AUTHOR_LINE)
		author_line(rebuilt, r->author_name, r->author_addr);
	else
		author_line(rebuilt, r->from_name, r->from_addr);
	return str_sub(buf_str(rebuilt), start, rebuilt->len);
}

/* Whether something is put together for the piece: it is no slice of its base. */
static bool needs_room(const struct piece *p, int id)
{
	return fields[id].base < BASE_NONE || p->text.len || (p->head && p->tail);
}

/* r: without values, and with an empty rebuilt. A base stands before the values on it. */
static bool decode_values(struct record *r, struct bytes *in, size_t len)
{
	struct piece p = { 0 };
	int id = -1;

	while (in->rest.len) {
		struct str *value, base;

		if (!piece_get(in, &p, &id))
			return false;
		value = (struct str *)((char *)r + fields[id].at);
		if (p.form == FORM_WHOLE) {
			*value = p.text;
			continue;
		}
		if (!r->rebuilt.len && needs_room(&p, id))
			buf_reserve(&r->rebuilt, rebuilt_room(len));
		base = piece_base(r, id);
		if (!piece_value(&p, base, &r->rebuilt, value))
			return false;
	}
	return true;
}

/* Format 1 ends with the raw body. */
static bool has_newer_values(const struct record *r)
{
	for (int id = ID_POSTER_NAME; id < ID_COUNT; id++)
		if (value_of(r, id)->len)
			return true;
	return false;
}

void record_empty(struct record *r)
{
	struct buf rebuilt = r->rebuilt;

	buf_reset(&rebuilt);
	*r = (struct record)RECORD_INIT;
	r->rebuilt = rebuilt;
}

enum status record_decode(struct record *r, const void *data, size_t len)
{
	*r = (struct record)RECORD_INIT;
	return record_decode_again(r, data, len);
}

enum status record_decode_again(struct record *r, const void *data, size_t len)
{
	struct bytes in = { { data, len }, false };
	uint32_t kind;

	record_empty(r);
	r->format = bytes_get8(&in);
	kind = bytes_get8(&in);
	r->rules = bytes_get16(&in);
	r->facts = bytes_get32(&in);
	r->date = (int64_t)bytes_get64(&in);
	r->arrival = (int64_t)bytes_get64(&in);
	r->number = bytes_get32(&in);
	r->total = bytes_get32(&in);
	r->files = bytes_get32(&in);
	r->insertions = bytes_get32(&in);
	r->deletions = bytes_get32(&in);
	if (!in.bad && r->format > RECORD_FORMAT)
		return ST_NEWER;
	if (in.bad || !r->format || kind >= KIND_COUNT)
		return ST_DAMAGED;
	r->kind = (enum kind)kind;
	if (!decode_values(r, &in, len) || (r->format == 1 && has_newer_values(r)))
		return ST_DAMAGED;
	if (!r->version.len)
		r->version = STR("1");
	return ST_OK;
}

void record_release(struct record *r)
{
	buf_release(&r->rebuilt);
	*r = (struct record)RECORD_INIT;
}
