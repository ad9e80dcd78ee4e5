/* SPDX-License-Identifier: MIT */
/* From the first digits of a commit or an alias to the mails they mean. */
#include "store/inbox/chain.h"
#include "store/util/hex.h"

struct find {
	struct inbox *ib;
	struct str hex;
	inbox_id_fn *fn;
	void *arg;
	bool stop;
};

/*
 * A commit that came with a mail stands where an archive has that mail by
 * now. False if the archive's own begins with it: that one is found itself.
 */
static bool settle(struct inbox *ib, struct str hex, struct commit_entry *spot)
{
	char whole[2 * COMMIT_MAX + 1] = "";
	struct mail m = MAIL_INIT;
	struct archive_pos prev;
	struct id_entry e;
	struct commit_entry best;

	if (inbox_mail_of(ib, spot, &m, &e) == ST_OK && e.best.epoch != EPOCH_LIVE) {
		spot->place = e.best;
		if (inbox_commit_entry(ib, e.best, &best, &prev) == ST_OK)
			hex_write(whole, best.commit, best.commit_digits);
	}
	mail_release(&m);
	return !str_starts(str_from(whole), hex);
}

/* Tells of a spot whose commit fits. */
static void offer(struct find *f, struct commit_entry *spot)
{
	char hex[2 * COMMIT_MAX + 1];

	hex_write(hex, spot->commit, spot->commit_digits);
	if (!spot->commit_digits || !str_starts(str_from(hex), f->hex))
		return;
	if (spot->place.epoch != EPOCH_LIVE || settle(f->ib, str_from(hex), spot))
		f->stop = !f->fn(f->arg, hex, spot);
}

/*
 * A place doesn't say, as a seq does, that it was inserted before the one it
 * follows: a chain that comes by where it was, at the last power of two steps,
 * goes round for ever.
 */
static enum status find_commits(struct find *f, uint32_t file, const struct key *head)
{
	struct bytes in;
	enum status st = inbox_fetch(f->ib, file, head, &in);
	struct archive_pos at = archive_pos_get(&in), was = ARCHIVE_POS_NONE;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	for (uint64_t n = 1; !f->stop && archive_pos_cmp(at, ARCHIVE_POS_NONE) != 0;
	     n++) {
		struct commit_entry spot;
		struct archive_pos prev;
		struct key k = key_commit_entry(at);

		st = inbox_fetch(f->ib, file, &k, &in);
		spot.place = at;
		if (st != ST_OK || !commit_entry_get(&in, &spot, &prev) ||
		    archive_pos_cmp(at, was) == 0)
			return ST_DAMAGED;
		if (!(n & (n - 1)))
			was = at;
		offer(f, &spot);
		at = prev;
	}
	return ST_OK;
}

/* At all places there are, for a chain that can't be followed; an edited history's old
 * ones are left out. */
static void find_at_all_places(struct find *f)
{
	const struct totals *now = inbox_current(f->ib);

	for (uint32_t e = 0;
	     e <= now->epochs && !f->stop && f->ib->searched++ < SEARCHED_MAX; e++) {
		bool live = e == now->epochs;
		struct epoch_range x = { 0, 0, now->next_live };

		if (!live && inbox_epoch_range(f->ib, e, &x) != ST_OK)
			continue;
		for (uint32_t o = x.first;
		     o < x.end && !f->stop && f->ib->searched++ < SEARCHED_MAX; o++) {
			struct archive_pos at = { live ? EPOCH_LIVE : e, x.generation,
						  o },
					   prev;
			struct commit_entry spot;

			if (inbox_commit_entry(f->ib, at, &spot, &prev) == ST_OK)
				offer(f, &spot);
		}
	}
}

/* Of some that begin with the same three digits few fit: only for these is it asked where
 * they stand. */
static bool find_alias(void *arg, struct mail *m)
{
	struct find *f = arg;
	unsigned char alias[MAIL_ID_SIZE];
	char hex[2 * COMMIT_MAX + 1];
	struct commit_entry spot = { .seq = m->seq };
	struct id_entry e;
	uint32_t file;

	inbox_mail_id(f->ib, m->record.message_id, alias);
	hex_write(hex, alias, 2 * MAIL_ID_SIZE);
	if (!str_starts(str_from(hex), f->hex) || !inbox_file_of(f->ib, m->seq, &file) ||
	    inbox_entry(f->ib, alias, file, &e) != ST_OK)
		return true;
	spot.place = e.best;
	f->stop = !f->fn(f->arg, hex, &spot);
	return !f->stop;
}

enum status inbox_find(struct inbox *ib, struct str hex, inbox_id_fn *fn, void *arg)
{
	struct find f = { ib, hex, fn, arg, false };
	struct chain_visit v = { find_alias, &f, false };
	enum status st, worst = ST_OK;
	unsigned char lead[2];
	struct key commits, aliases;
	bool broken = false;

	if (hex.len < PREFIX_MIN || !hex_read(lead, str_sub(hex, 0, 4)))
		return ST_USAGE;
	commits = key_commit_chain(lead);
	aliases = key_mail_id_chain(lead);
	for (uint32_t i = ib->n; i-- > 0 && !f.stop;) {
		st = find_commits(&f, i, &commits);
		if (st != ST_OK)
			worst = st;
		broken |= st != ST_OK;
		st = f.stop ? ST_OK : chain_follow(ib, i, &aliases, CHAIN_MAIL_ID, &v);
		if (st != ST_OK)
			worst = st;
	}
	if (broken && !f.stop)
		find_at_all_places(&f);
	return worst;
}
