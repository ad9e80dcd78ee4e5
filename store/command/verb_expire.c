/* SPDX-License-Identifier: MIT */
#include "store/command/verb_expire.h"
#include "store/inbox/erase.h"
#include "store/util/age.h"
#include "store/util/utc.h"

static bool is_older(void *arg, const struct record *r)
{
	return r->arrival < *(const int64_t *)arg;
}

static enum status expire_list(struct tool *t, const char *list, void *arg,
			       struct buf *why)
{
	const struct store_options so =
	    tool_options(t, list, t->dry_run ? STORE_READ : STORE_WRITE_EXISTING);
	int64_t *floor = arg;
	const struct erase_options o = { .match = is_older,
					 .arg = floor,
					 .also = STR_EMPTY,
					 .floor = *floor,
					 .dry_run = t->dry_run };
	struct buf day = BUF_INIT;
	struct erase_counts n;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &so, why);

	if (st != ST_OK)
		return st;
	st = inbox_erase(ib, &o, &n, why);
	inbox_close(ib);
	utc_add(&day, *floor, UTC_DAY);
	if (st == ST_OK || n.mails)
		tool_say("%s: %s%s %s from before %s%s", list, tool_would(t),
			 t->dry_run ? "erase" : "erased",
			 tool_count(n.mails, "mail", "mails"), buf_cstr(&day),
			 t->dry_run || st != ST_OK ? "" : ", and takes none from before");
	buf_release(&day);
	return st;
}

/* Whole days: a window of one day is not cut. */
enum status verb_expire(struct tool *t, struct buf *why)
{
	int64_t age, floor;

	if (!age_parse(str_from(t->args[0]), &age) || age < DAY_SECONDS || age >= t->now)
		return status_say(
		    why, ST_USAGE,
		    "expire %.200s: give a number and a unit, a day or more: "
		    "90d, '18 months', 2y",
		    t->args[0]);
	floor = t->now - age;
	floor -= floor % DAY_SECONDS;
	return tool_each_list(t, expire_list, &floor, why);
}
