/* SPDX-License-Identifier: MIT */
/* How far each epoch of an archive has been read. */
#include "store/inbox/inbox_impl.h"

enum status inbox_get_import_mark(struct inbox *ib, uint32_t epoch, struct import_mark *m)
{
	struct key k = key_import_mark(epoch);
	struct bytes in;
	enum status st = inbox_fetch_any(ib, &k, &in, NULL);

	if (st != ST_OK)
		return st;
	return import_mark_get(&in, m) ? ST_OK : ST_DAMAGED;
}

enum status inbox_put_import_mark(struct inbox *ib, uint32_t epoch,
				  const struct import_mark *m)
{
	struct key k = key_import_mark(epoch);

	buf_reset(&ib->out);
	import_mark_put(&ib->out, m);
	return inbox_replace(ib, &k);
}
