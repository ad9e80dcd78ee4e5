/* SPDX-License-Identifier: MIT */
#include "store/inbox/erased.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/same_mail.h"
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

enum status tombstone_names(struct inbox *ib, struct buf *names)
{
	enum status st = ST_OK;

	for (uint32_t i = 0; i < inbox_erased(ib)->names && st == ST_OK; i++) {
		struct key k = key_other_name(i);
		struct bytes in;

		st = inbox_fetch(ib, ib->n - 1, &k, &in);
		buf_adds(names, in.rest);
		buf_addch(names, '\n');
	}
	return st;
}

enum status tombstone_add_name(struct inbox *ib, struct str name)
{
	struct erased now = *inbox_erased(ib);
	struct key k = key_other_name(now.names);
	struct buf names = BUF_INIT;
	enum status st = tombstone_names(ib, &names);

	if (st == ST_OK && !str_has_line(buf_str(&names), name) &&
	    !str_eq(name, str_from(store_id_name(ib->store)))) {
		buf_reset(&ib->out);
		buf_adds(&ib->out, name);
		now.names++;
		st = inbox_insert(ib, &k);
		if (st == ST_OK)
			st = erased_put(ib, &now);
	}
	buf_release(&names);
	return st;
}

/* Whether a tombstone keeps out the mail of a record whose ids are made with the name. */
static bool forgotten_by_name(struct inbox *ib, struct str name, const struct record *r)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	enum tombstone_of of;

	mail_id_make(mail_id, name, r->message_id);
	if (tombstone_of_id(ib, mail_id, &of) && of == TOMBSTONE_OF_ALL)
		return true;
	mail_id_make_own(mail_id, name, r->message_id, record_poster(r), r->title);
	return tombstone_of_id(ib, mail_id, NULL);
}

bool forgotten_by_other_name(struct inbox *ib, const struct record *r)
{
	struct buf names = BUF_INIT;
	struct str rest, name;
	bool forgotten = false;

	if (!inbox_erased(ib)->names)
		return false;
	tombstone_names(ib, &names);
	rest = buf_str(&names);
	while (!forgotten && str_line(&rest, &name))
		forgotten = forgotten_by_name(ib, name, r);
	buf_release(&names);
	return forgotten;
}

bool inbox_has_forgotten(struct inbox *ib, const struct record *r)
{
	return inbox_erased(ib)->tombstones &&
	       (forgotten_by_name(ib, str_from(store_id_name(ib->store)), r) ||
		forgotten_by_other_name(ib, r));
}
