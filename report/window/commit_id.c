/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/window/commit_id.h"
#include "report/window/same_id.h"
#include "store/inbox/same_mail.h"
#include "store/util/hex.h"

void commit_id_release(struct commit_id *id)
{
	mail_release(&id->mail);
	*id = COMMIT_ID_INIT;
}

bool archive_pos_is_live(struct archive_pos p)
{
	return p.epoch == EPOCH_LIVE;
}

struct archive_pos archive_pos_before(struct archive_pos p)
{
	if (p.ordinal)
		return (struct archive_pos){ p.epoch, p.generation, p.ordinal - 1 };
	if (!p.epoch)
		return ARCHIVE_POS_START;
	return (struct archive_pos){ p.epoch - 1, 0, UINT32_MAX };
}

static int cmp_mail_names(const struct record *a, const struct record *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	int d;

	record_add_name(&x, a);
	record_add_name(&y, b);
	d = str_cmp(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return d;
}

int commit_id_cmp(const struct commit_id *a, const struct commit_id *b)
{
	struct archive_pos x = a->entry.pos, y = b->entry.pos;

	if (x.epoch != y.epoch)
		return x.epoch < y.epoch ? -1 : 1;
	if (!archive_pos_is_live(x) || a->store == b->store)
		return (x.ordinal > y.ordinal) - (x.ordinal < y.ordinal);
	if (a->arrival != b->arrival)
		return a->arrival < b->arrival ? -1 : 1;
	return cmp_mail_names(&a->mail.record, &b->mail.record);
}

void commit_id_load_mail(struct commit_id *id, const struct stores *s)
{
	if (id->entry.seq != SEQ_NONE &&
	    inbox_mail(s->inboxes[id->store], id->entry.seq, &id->mail) == ST_OK)
		id->arrival = id->mail.record.arrival;
	else
		mail_release(&id->mail);
}

static void set_hex(struct commit_id *id, const struct stores *s)
{
	const struct record *r = &id->mail.record;
	unsigned char mail_id[MAIL_ID_SIZE];

	if (id->entry.commit_digits) {
		hex_write(id->hex, id->entry.commit, id->entry.commit_digits);
		return;
	}
	if (same_id_is_earliest(s->inboxes, s->n, r))
		inbox_mail_id(s->inboxes[id->store], r->message_id, mail_id);
	else
		inbox_own_id(s->inboxes[id->store], r, mail_id);
	hex_write(id->hex, mail_id, 2 * MAIL_ID_SIZE);
}

enum status commit_id_newest(struct commit_id *id, const struct stores *s)
{
	bool any = false;

	for (size_t i = 0; i < s->n; i++) {
		struct commit_id other = COMMIT_ID_INIT;
		enum status st = inbox_last_commit_entry(s->inboxes[i], &other.entry);

		if (st == ST_NOTFOUND)
			continue;
		if (st != ST_OK)
			return st;
		other.store = i;
		commit_id_load_mail(&other, s);
		if (any && commit_id_cmp(&other, id) <= 0) {
			commit_id_release(&other);
			continue;
		}
		commit_id_release(id);
		*id = other;
		any = true;
	}
	if (!any)
		return ST_NOTFOUND;
	set_hex(id, s);
	return ST_OK;
}

static bool set_entry(void *arg, struct mail *m, const struct commit_entry *entry)
{
	struct commit_id *id = arg;

	(void)m;
	id->entry = *entry;
	return false;
}

/* Finds the mail's best position in all stores, and the entry at that position. */
static enum status find_entry(struct commit_id *id, const struct stores *s,
			      const struct record *r)
{
	enum status st = ST_NOTFOUND;
	struct archive_pos best = ARCHIVE_POS_NONE;

	for (size_t i = 0; i < s->n; i++) {
		struct archive_pos pos;
		uint32_t seq;

		if (inbox_lookup_mail(s->inboxes[i], r, &seq, &pos) != ST_OK)
			continue;
		if (st == ST_OK &&
		    (!archive_pos_is_live(best) || archive_pos_is_live(pos)))
			continue;
		st = ST_OK;
		best = pos;
		id->store = i;
		id->entry = (struct commit_entry){ .pos = pos, .seq = seq };
	}
	if (st != ST_OK)
		return st;
	inbox_in_archive_order(s->inboxes[id->store], archive_pos_before(best), best,
			       set_entry, id);
	return ST_OK;
}

enum status commit_id_of_mail(struct commit_id *id, const struct stores *s,
			      const struct record *r)
{
	enum status st = find_entry(id, s, r);

	if (st != ST_OK)
		return st;
	commit_id_load_mail(id, s);
	set_hex(id, s);
	return ST_OK;
}

enum status commit_id_of_archived(struct commit_id *id, const struct stores *s,
				  const struct record *r)
{
	enum status st = find_entry(id, s, r);

	if (st != ST_OK || !id->entry.commit_digits)
		return st == ST_OK ? ST_NOTFOUND : st;
	set_hex(id, s);
	return ST_OK;
}

/* Looks for an id by all its digits. */
struct exact_id {
	const char *hex;
	struct archive_pos *pos;
	bool found;
};

static bool match_exact_id(void *arg, const char *hex, const struct commit_entry *entry)
{
	struct exact_id *e = arg;

	if (strcmp(hex, e->hex) == 0 && (!e->found || archive_pos_is_live(*e->pos))) {
		*e->pos = entry->pos;
		e->found = true;
	}
	return true;
}

enum status commit_id_pos(const struct commit_id *id, const struct stores *s,
			  size_t store, struct archive_pos *pos)
{
	struct exact_id e = { .hex = id->hex, .pos = pos };
	enum status st;
	uint32_t seq;

	if (store == id->store) {
		*pos = id->entry.pos;
		return ST_OK;
	}
	/* a mail id may be another mail's there */
	if (id->entry.commit_digits || !id->mail.record.message_id.len) {
		st = inbox_abbrev(s->inboxes[store], str_from(id->hex), match_exact_id,
				  &e);
		if (st != ST_OK || e.found)
			return st;
	}
	if (!id->mail.record.message_id.len)
		return ST_NOTFOUND;
	return inbox_lookup_mail(s->inboxes[store], &id->mail.record, &seq, pos);
}

struct unique_digits {
	const char *hex;
	size_t len; /* digits that tell hex from all ids seen so far */
};

static bool count_unique_digits(void *arg, const char *hex,
				const struct commit_entry *entry)
{
	struct unique_digits *u = arg;
	size_t same = 0;

	(void)entry;
	if (strcmp(hex, u->hex) == 0)
		return true;
	while (hex[same] && hex[same] == u->hex[same])
		same++;
	if (same + 1 > u->len)
		u->len = same + 1;
	return true;
}

size_t commit_id_unique_len(const struct commit_id *id, const struct stores *s,
			    size_t least)
{
	struct unique_digits u = { id->hex, least };
	size_t whole = strlen(id->hex);

	for (size_t i = 0; i < s->n; i++)
		inbox_abbrev(s->inboxes[i], str_sub(str_from(id->hex), 0, least),
			     count_unique_digits, &u);
	return u.len < whole ? u.len : whole;
}
