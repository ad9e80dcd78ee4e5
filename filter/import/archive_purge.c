/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "filter/import/archive_purge.h"
#include "store/inbox/purged.h"

/* More than one in so many is taken for a fault of the mirror. */
#define PURGED_PART 100

static enum status hide_mails(struct inbox *ib, const struct purged *p)
{
	struct mail m = MAIL_INIT;
	enum status st = ST_OK;

	for (size_t i = 0; i < p->n && (st == ST_OK || st == ST_NOTFOUND); i++)
		if (inbox_mail(ib, p->mail[i].seq, &m) == ST_OK)
			st = inbox_delete(ib, &m.record, p->mail[i].pos);
	mail_release(&m);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static enum status purge_epoch(struct inbox *ib, const struct epoch *e, bool all,
			       struct buf *why)
{
	struct purged p;
	enum status st = purged_find(ib, e->number, &p);

	if (st == ST_OK && !all && p.n * PURGED_PART > p.of) {
		buf_addf(why,
			 "%s%s: %zu mails of %ju are no longer in its history, and stay "
			 "in the store; if they were purged, --purge takes them out",
			 why->len ? "; " : "", e->git_dir, p.n, (uintmax_t)p.of);
		st = ST_INPUT;
	} else if (st == ST_OK) {
		st = hide_mails(ib, &p);
	}
	free(p.mail);
	return st;
}

enum status archive_purge(struct inbox *ib, const struct archive *a, bool all,
			  struct buf *why)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < a->n && (st == ST_OK || st == ST_INPUT); i++) {
		const struct epoch *e = &a->epoch[i];
		enum status one = ST_OK;

		if (!e->empty && (all || e->edited))
			one = purge_epoch(ib, e, all, why);
		st = one == ST_OK ? st : one;
	}
	return st;
}
