/* SPDX-License-Identifier: MIT */
#include "report/digest/digest_day.h"
#include "store/util/utc.h"

#define DAY_LENGTH 10 /* of 2026-07-12 */

int64_t digest_end(const struct digest *d)
{
	const struct window *w = &d->sel->window;
	int64_t now = d->options.sections.now;

	if (w->kind == WINDOW_COMMITS && !d->sel->n)
		return now;
	return w->until < now ? w->until : now;
}

bool digest_day_add(struct buf *b, const struct digest *d)
{
	const struct window *w = &d->sel->window;
	int64_t end = digest_end(d);
	size_t before = b->len;

	/* The mails of a time came before its end, a last mail came at the end. */
	if (w->kind != WINDOW_COMMITS && end > w->since)
		end--;
	utc_add(b, end, UTC_DAY);
	if (b->len == before + DAY_LENGTH && is_digit(b->data[before]))
		return true;
	buf_trim(b, before);
	return false;
}
