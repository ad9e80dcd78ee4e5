/* SPDX-License-Identifier: MIT */
#include "store/inbox/erased.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/tombstone.h"

/* Which one it is shows in the position, which means nothing else here. */
struct id_entry tombstone_entry(enum tombstone_of of)
{
	return (struct id_entry){ SEQ_NONE, of == TOMBSTONE_OF_ALL ? ARCHIVE_POS_NONE
								   : ARCHIVE_POS_START };
}

bool is_tombstone(const struct id_entry *e, enum tombstone_of *of)
{
	if (e->seq != SEQ_NONE)
		return false;
	*of = archive_pos_cmp(e->best, ARCHIVE_POS_START) == 0 ? TOMBSTONE_OF_FIRST
							       : TOMBSTONE_OF_ALL;
	return true;
}

bool tombstone_of_id(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
		     enum tombstone_of *of)
{
	enum tombstone_of ignored;
	struct id_entry e;
	uint32_t segment;

	return id_entry_newest(ib, mail_id, &e, &segment) == ST_OK &&
	       is_tombstone(&e, of ? of : &ignored);
}

enum status tombstone_put(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			  enum tombstone_of of, bool *fresh)
{
	const struct id_entry e = tombstone_entry(of);
	enum tombstone_of old;

	*fresh = !tombstone_of_id(ib, mail_id, &old);
	/* what was forgotten as a whole stays so */
	if (!*fresh && (old == of || old == TOMBSTONE_OF_ALL))
		return ST_OK;
	return id_entry_replace(ib, mail_id, &e);
}

bool inbox_has_forgotten(struct inbox *ib, const struct record *r)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	enum tombstone_of of;

	if (!inbox_erased(ib)->tombstones)
		return false;
	inbox_mail_id(ib, r->message_id, mail_id);
	if (tombstone_of_id(ib, mail_id, &of) && of == TOMBSTONE_OF_ALL)
		return true;
	inbox_own_id(ib, r, mail_id);
	return tombstone_of_id(ib, mail_id, NULL);
}
