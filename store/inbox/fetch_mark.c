/* SPDX-License-Identifier: MIT */
/* How far each feed has been read. */
#include "store/inbox/inbox_impl.h"

enum status inbox_get_fetch_mark(struct inbox *ib, struct str url, struct fetch_mark *m)
{
	struct key k = key_fetch_mark(url);
	struct bytes in;
	enum status st = inbox_fetch_any(ib, &k, &in, NULL);

	if (st != ST_OK)
		return st;
	m->validity = bytes_get32(&in);
	m->next = bytes_get32(&in);
	/* the key has only a part of the URL's hash */
	if (in.bad)
		return ST_DAMAGED;
	return str_eq(in.rest, url) ? ST_OK : ST_NOTFOUND;
}

enum status inbox_put_fetch_mark(struct inbox *ib, struct str url,
				 const struct fetch_mark *m)
{
	struct key k = key_fetch_mark(url);

	buf_reset(&ib->out);
	bytes_put32(&ib->out, m->validity);
	bytes_put32(&ib->out, m->next);
	buf_adds(&ib->out, url);
	return inbox_replace(ib, &k);
}
