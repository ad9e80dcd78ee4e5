/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/commit_entry.h"
#include "store/inbox/erase.h"
#include "store/inbox/erased.h"
#include "store/inbox/merge.h"
#include "store/inbox/tombstone.h"

struct merge {
	struct inbox *into, *from;
	struct merge_counts *n;	   /* committed */
	struct merge_counts batch; /* of the transaction */
	struct buf *why;
	uint32_t in_batch;
	enum status st;
};

static enum status commit_batch(struct merge *m)
{
	enum status st = inbox_commit(m->into, m->why);

	m->in_batch = 0;
	if (st == ST_OK) {
		m->n->merged += m->batch.merged;
		m->n->known += m->batch.known;
	}
	m->batch = (struct merge_counts){ 0, 0 };
	return st;
}

static enum status begin_batch(struct merge *m)
{
	enum status st = ST_OK;

	if (m->in_batch == MERGED_AT_ONCE)
		st = commit_batch(m);
	if (st == ST_OK && !m->in_batch++)
		st = inbox_begin(m->into, m->why);
	return st;
}

static enum status end_batch(struct merge *m)
{
	if (!m->in_batch)
		return m->st;
	if (m->st == ST_OK)
		return commit_batch(m);
	inbox_cancel(m->into);
	return m->st;
}

static bool merge_mail(struct merge *m, const struct record *r,
		       const struct commit_entry *entry)
{
	struct commit_ref p = { .merged = true, .commit_digits = entry->commit_digits };
	enum status st;

	memcpy(p.commit, entry->commit, sizeof(p.commit));
	m->st = begin_batch(m);
	if (m->st != ST_OK)
		return false;
	st = inbox_put(m->into, r, &p);
	m->batch.merged += st == ST_OK;
	m->batch.known += st == ST_EXISTS;
	m->st = st == ST_EXISTS ? ST_OK : st;
	return m->st == ST_OK;
}

static bool merge_entry(void *arg, struct mail *mail, const struct commit_entry *entry)
{
	return merge_mail(arg, &mail->record, entry);
}

/* A mail that came since: with the commit at its best position. */
static bool merge_late_mail(void *arg, struct mail *mail)
{
	struct merge *m = arg;
	struct commit_entry entry = { .commit_digits = 0 };
	struct archive_pos best, prev;
	uint32_t seq;

	if (inbox_lookup_mail(m->from, &mail->record, &seq, &best) == ST_OK &&
	    commit_entry_fetch(m->from, best, &entry, &prev) != ST_OK)
		entry.commit_digits = 0;
	return merge_mail(m, &mail->record, &entry);
}

static bool add_tombstone(void *arg, struct str key, struct str value)
{
	struct bytes in = { value, false };
	struct id_entry e;

	if (key.len != 17 || key.s[0] != 'i')
		return true;
	id_entry_get(&in, &e);
	if (!in.bad && e.seq == SEQ_NONE) {
		buf_adds(arg, str_sub(key, 1, key.len));
		buf_add(arg, &e, sizeof(e));
	}
	return true;
}

/* The ids and entries of all tombstones. */
static enum status read_tombstones(struct inbox *ib, struct buf *list)
{
	enum status st = ST_OK;

	for (uint32_t i = 0; i < ib->n && st == ST_OK; i++)
		st = store_each(ib->store, i, add_tombstone, list);
	return st;
}

static enum status put_tombstones(struct inbox *into, struct str list, uint32_t *fresh)
{
	enum status st = ST_OK;
	struct id_entry e;

	for (; list.len && st == ST_OK; list = str_sub(list, 16 + sizeof(e), list.len)) {
		unsigned char mail_id[MAIL_ID_SIZE] = { 0 };
		enum tombstone_of of;
		bool is_new = false;

		memcpy(mail_id, list.s, 16);
		memcpy(&e, list.s + 16, sizeof(e));
		if (is_tombstone(&e, &of))
			st = tombstone_put(into, mail_id, of, &is_new);
		*fresh += is_new;
	}
	return st;
}

/* The names that the other list's tombstones are made with. */
static enum status put_names(struct inbox *into, struct inbox *from)
{
	struct buf names = BUF_INIT;
	enum status st = tombstone_names(from, &names);
	struct str rest, name;

	buf_addf(&names, "%s\n", store_id_name(from->store));
	rest = buf_str(&names);
	while (st == ST_OK && str_line(&rest, &name))
		st = tombstone_add_name(into, name);
	buf_release(&names);
	return st;
}

static enum status put_erased(struct merge *m, struct str tombstones)
{
	const struct erased *other = inbox_erased(m->from);
	struct erased now;
	enum status st = inbox_begin(m->into, m->why);

	if (st != ST_OK)
		return st;
	if (tombstones.len)
		st = put_names(m->into, m->from);
	now = *inbox_erased(m->into);
	if (st == ST_OK)
		st = put_tombstones(m->into, tombstones, &now.tombstones);
	if (other->floor > now.floor)
		now.floor = other->floor;
	if (st == ST_OK)
		st = erased_put(m->into, &now);
	return inbox_end(m->into, st, m->why);
}

static bool was_forgotten(void *arg, const struct record *r)
{
	return inbox_has_forgotten(arg, r);
}

/* What one of the lists has forgotten is forgotten in both. */
static enum status merge_erased(struct merge *m)
{
	const struct erase_options forget = { .match = was_forgotten,
					      .arg = m->into,
					      .tombstones = ERASE_AS_ONE,
					      .also = STR_EMPTY,
					      .floor = INT64_MIN,
					      .thorough = true };
	const struct erased *other = inbox_erased(m->from);
	struct buf list = BUF_INIT;
	struct erase_counts n;
	enum status st = ST_OK;

	if (!other->stored)
		return ST_OK;
	if (other->tombstones)
		st = read_tombstones(m->from, &list);
	if (st == ST_OK)
		st = put_erased(m, buf_str(&list));
	if (st == ST_OK && list.len)
		st = inbox_erase(m->into, &forget, &n, m->why);
	buf_release(&list);
	return st;
}

enum status inbox_merge(struct inbox *into, struct inbox *from, uint32_t seq,
			uint32_t *next, struct merge_counts *n, struct buf *why)
{
	const struct archive_pos end = { EPOCH_LIVE, 0, UINT32_MAX };
	struct merge m = { .into = into, .from = from, .n = n, .why = why };
	enum status read;

	*next = inbox_newest_totals(from)->next_seq;
	m.st = merge_erased(&m);
	if (m.st != ST_OK)
		return m.st;
	read = seq <= 1
		   ? inbox_in_archive_order(from, ARCHIVE_POS_START, end, merge_entry, &m)
		   : inbox_inserted(from, seq, *next, merge_late_mail, &m);
	m.st = end_batch(&m);
	if (m.st != ST_OK)
		return why->len ? m.st
				: status_say(why, m.st, "%s: %s", inbox_list(into),
					     status_text(m.st));
	if (read != ST_OK)
		status_say(why, read,
			   "%s: some mails can't be read, and were not merged; see "
			   "patchdigest-store check",
			   inbox_list(from));
	return read;
}
