/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/bytes.h"
#include "store/tdb/file_head.h"

static const char magic[] = "patchdigest";
static const struct str head_key = { "H", 1 };

void file_head_add(struct buf *b, const struct file_head *h)
{
	buf_add(b, magic, sizeof(magic));
	bytes_put32(b, h->format);
	bytes_put32(b, h->segment);
	bytes_put32(b, h->sealed);
	bytes_put64(b, h->id);
	if (h->format > 1) {
		buf_addch(b, (int)strlen(h->id_name));
		buf_addstr(b, h->id_name);
	}
	if (h->format > 2) {
		bytes_put32(b, h->first);
		bytes_put32(b, h->data_format);
	}
}

enum status file_head_put(struct tdbfile *f, const struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st;

	file_head_add(&b, h);
	st = tdbfile_replace(f, head_key, buf_str(&b));
	buf_release(&b);
	return st;
}

static void get_id_name(struct bytes *in, struct file_head *h)
{
	size_t len = h->format > 1 ? bytes_get8(in) : 0;
	struct str name = bytes_get(in, len);

	if (len > ID_NAME_MAX || memchr(name.s, '\0', name.len))
		in->bad = true;
	else
		memcpy(h->id_name, name.s, name.len);
}

/* A file of an older format is not joined, and its data have its format. */
static void get_joined(struct bytes *in, struct file_head *h)
{
	h->first = h->format > 2 ? bytes_get32(in) : h->segment;
	h->data_format = h->format > 2 ? bytes_get32(in) : h->format;
	if (h->first > h->segment || !h->data_format || h->data_format > DATA_FORMAT)
		in->bad = true;
}

struct str file_head_key(void)
{
	return head_key;
}

enum status file_head_parse(enum status st, struct str value, struct segment_range r,
			    struct file_head *h)
{
	struct bytes in = { value, false };
	struct str name = bytes_get(&in, sizeof(magic));

	*h = (struct file_head){ .format = bytes_get32(&in) };
	h->segment = bytes_get32(&in);
	h->sealed = (enum file_sealed)bytes_get32(&in);
	h->id = bytes_get64(&in);
	if (h->format <= FILE_FORMAT) {
		get_id_name(&in, h);
		get_joined(&in, h);
	}
	if (st == ST_NOTFOUND ||
	    (st == ST_OK && !str_eq(name, (struct str){ magic, sizeof(magic) })))
		return ST_DAMAGED;
	if (st == ST_OK && h->format > FILE_FORMAT)
		return ST_NEWER;
	if (st == ST_OK &&
	    (in.bad || !h->format || h->segment != r.last || h->first != r.first))
		return ST_DAMAGED;
	return st;
}

enum status file_head_get(struct tdbfile *f, struct segment_range r, struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st = tdbfile_get(f, head_key, &b);

	st = file_head_parse(st, buf_str(&b), r, h);
	buf_release(&b);
	return st;
}

void file_head_explain(enum status st, const char *path, struct buf *why)
{
	if (st == ST_NEWER)
		buf_addf(why,
			 "%s: written by a newer version of patchdigest; this one knows "
			 "format %d",
			 path, FILE_FORMAT);
	else
		buf_addf(why,
			 "%s: a TDB file, but no store of patchdigest's, or its head is "
			 "damaged",
			 path);
}
