/* SPDX-License-Identifier: MIT */
#include "store/inbox/bloom.h"
#include "store/inbox/id_entry.h"

enum status id_entry_fetch(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			   uint32_t from_segment, struct id_entry *e)
{
	struct key k = key_id(mail_id);
	struct bytes in;

	for (uint32_t i = ib->n; i-- > from_segment;) {
		enum status st;

		if (i > from_segment && !ib->segments[i].moved)
			continue;
		st = inbox_fetch(ib, i, &k, &in);
		if (st == ST_NOTFOUND)
			continue;
		id_entry_get(&in, e);
		return st == ST_OK && in.bad ? ST_DAMAGED : st;
	}
	return ST_NOTFOUND;
}

bool id_entry_of_mail(struct inbox *ib, const struct mail *m, uint32_t segment,
		      struct id_entry *e)
{
	unsigned char mail_id[MAIL_ID_SIZE];

	inbox_mail_id(ib, m->record.message_id, mail_id);
	return id_entry_fetch(ib, mail_id, segment, e) == ST_OK;
}

enum status id_entry_newest(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			    struct id_entry *e, uint32_t *segment)
{
	struct key k = key_id(mail_id);
	struct bytes in;

	for (uint32_t i = ib->n - 1; i != BLOOM_NONE; i = bloom_before(ib, i, &k)) {
		enum status st = inbox_fetch(ib, i, &k, &in);

		if (st == ST_NOTFOUND)
			continue;
		id_entry_get(&in, e);
		*segment = i;
		return st == ST_OK && in.bad ? ST_DAMAGED : st;
	}
	return ST_NOTFOUND;
}

enum status id_entry_replace(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			     const struct id_entry *e)
{
	struct key k = key_id(mail_id);

	buf_reset(&ib->out);
	id_entry_put(&ib->out, e);
	return inbox_replace(ib, &k);
}

enum status id_entry_insert(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			    const struct id_entry *e)
{
	struct key k = key_id(mail_id);

	buf_reset(&ib->out);
	id_entry_put(&ib->out, e);
	return store_insert(ib->store, key_str(&k), buf_str(&ib->out));
}
