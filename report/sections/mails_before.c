/* SPDX-License-Identifier: MIT */
#include "report/sections/mails_before.h"
#include "store/util/utc.h"

/* Up to when mails are read: those of the window are in the threads, unless some were
 * left out. */
static int64_t needed_until(const struct selection *sel, const struct section_options *o)
{
	const struct window *w = &sel->window;

	return w->kind == WINDOW_TIME && sel->n_inboxes == 1 && !o->match ? w->since
									  : w->until;
}

void mails_before_init(struct mails_before *b, struct threads *t,
		       const struct selection *sel, const struct section_options *o)
{
	const int64_t since = sel->window.since;

	*b = (struct mails_before){
		t,    INT64_MAX, INT64_MAX, needed_until(sel, o), { sel, HASHMAP_INIT },
		ST_OK
	};
	if (section_list_has(&o->list, SECTION_UNANSWERED))
		b->since = since - (int64_t)o->quiet_days * DAY_SECONDS;
	if (!section_list_has(&o->list, SECTION_APPLIED))
		return;
	b->st = named_patches_find(&b->named, sel);
	if (named_patches_any(&b->named))
		b->named_since = since - NAMED_DAYS * DAY_SECONDS;
}

static bool is_needed(void *arg, const struct record *r)
{
	const struct mails_before *b = arg;

	return r->arrival >= b->since ||
	       (r->arrival >= b->named_since && named_patches_have(&b->named, r));
}

void mails_before_offer(struct mails_before *b, struct inbox *inbox, struct mail *m)
{
	if (m->record.arrival < b->until && is_needed(b, &m->record))
		threads_offer(b->threads, inbox, m);
}

enum status mails_before_read(struct mails_before *b, int64_t since, int64_t until)
{
	const int64_t first = b->since < b->named_since ? b->since : b->named_since;

	if (since >= until)
		since = until = b->until;
	threads_arrived(b->threads, first, since < b->until ? since : b->until, is_needed,
			b);
	threads_arrived(b->threads, until > first ? until : first, b->until, is_needed,
			b);
	return b->st;
}

void mails_before_release(struct mails_before *b)
{
	named_patches_release(&b->named);
}
