/* SPDX-License-Identifier: MIT */
#include "store/util/bytes.h"
#include "store/tdb/file_head.h"

#define FORMAT 1
static const char magic[] = "patchdigest";
static const struct str head_key = { "H", 1 };

enum status file_head_put(struct tdbfile *f, const struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st;

	buf_add(&b, magic, sizeof(magic));
	bytes_put32(&b, FORMAT);
	bytes_put32(&b, h->segment);
	bytes_put32(&b, h->sealed);
	bytes_put64(&b, h->id);
	st = tdbfile_replace(f, head_key, buf_str(&b));
	buf_release(&b);
	return st;
}

enum status file_head_get(struct tdbfile *f, uint32_t segment, struct file_head *h)
{
	struct buf b = BUF_INIT;
	enum status st = tdbfile_get(f, head_key, &b);
	struct bytes in = { buf_str(&b), false };
	struct str name = bytes_get(&in, sizeof(magic));
	uint32_t format = bytes_get32(&in);

	h->segment = bytes_get32(&in);
	h->sealed = bytes_get32(&in) != 0;
	h->id = bytes_get64(&in);
	if (st == ST_NOTFOUND ||
	    (st == ST_OK && !str_eq(name, (struct str){ magic, sizeof(magic) })))
		st = ST_DAMAGED;
	else if (st == ST_OK && format > FORMAT)
		st = ST_NEWER;
	else if (st == ST_OK && (in.bad || h->segment != segment))
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
			 path, FORMAT);
	else
		buf_addf(why,
			 "%s: a TDB file, but no store of patchdigest's, or its head is "
			 "damaged",
			 path);
}
