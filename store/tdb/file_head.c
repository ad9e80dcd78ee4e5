/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/bytes.h"
#include "store/tdb/file_head.h"

static const char magic[] = "patchdigest";
static const struct str head_key = { "H", 1 };

enum status file_head_put(struct tdbfile *f, const struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st;

	buf_add(&b, magic, sizeof(magic));
	bytes_put32(&b, h->format);
	bytes_put32(&b, h->segment);
	bytes_put32(&b, h->sealed);
	bytes_put64(&b, h->id);
	if (h->format > 1) {
		buf_addch(&b, (int)strlen(h->id_name));
		buf_addstr(&b, h->id_name);
	}
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

enum status file_head_get(struct tdbfile *f, uint32_t segment, struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st = tdbfile_get(f, head_key, &b);
	struct bytes in = { buf_str(&b), false };
	struct str name = bytes_get(&in, sizeof(magic));

	*h = (struct file_head){ .format = bytes_get32(&in) };
	h->segment = bytes_get32(&in);
	h->sealed = (enum file_sealed)bytes_get32(&in);
	h->id = bytes_get64(&in);
	if (h->format <= FILE_FORMAT)
		get_id_name(&in, h);
	if (st == ST_NOTFOUND ||
	    (st == ST_OK && !str_eq(name, (struct str){ magic, sizeof(magic) })))
		st = ST_DAMAGED;
	else if (st == ST_OK && h->format > FILE_FORMAT)
		st = ST_NEWER;
	else if (st == ST_OK && (in.bad || !h->format || h->segment != segment))
		st = ST_DAMAGED;
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
