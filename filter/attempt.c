/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox.h"
#include "store/paths.h"

#include "filter/attempt.h"
#include "filter/contain.h"
#include "filter/facts.h"
#include "filter/walk.h"

/*
 * What the child says:
 *
 *	facts or summary | NUL | why
 *	sent when the walk is done, so that the NUL tells that it got there
 */

static struct str list_of(const struct attempt *a, const struct walk *w)
{
	if (a->origin.list.len)
		return a->origin.list;
	return w->message.list_id.len ? w->message.list_id : STR("unsorted");
}

static enum status store_record(const struct attempt *a, const struct record *r, struct str list,
				struct buf *why)
{
	struct store_options o = a->store;
	struct buf name = BUF_INIT;
	struct inbox *inbox;
	enum status put, st;

	buf_adds(&name, list);
	o.list = buf_cstr(&name);
	o.mode = STORE_WRITE;
	st = inbox_open(&inbox, &o, why);
	if (st != ST_OK)
		return st;
	st = inbox_begin(inbox, why);
	if (st != ST_OK)
		return st;
	put = inbox_put(inbox, r, &a->origin.placing);
	if (put != ST_OK && put != ST_EXISTS) {
		inbox_cancel(inbox);
		return put;
	}
	st = inbox_commit(inbox, why);
	return st == ST_OK ? put : st;
}

/* The store is made now if need be: what is above it can't be written afterwards. */
static void give_up(const struct attempt *a)
{
	if (a->goal != ATTEMPT_STORE) {
		contain(CONTAIN_PARSE, NULL);
		return;
	}
	paths_make(a->store.dir, a->store.shared ? 02770 : 0700);
	contain(CONTAIN_PARSE, a->store.dir);
}

static enum status work(void *arg, struct buf *said)
{
	const struct attempt *a = arg;
	struct walk w = WALK_INIT;
	struct str list;

	give_up(a);
	if (a->header_only)
		walk_header(&w, a->raw, a->origin.now);
	else
		walk_mail(&w, a->raw, a->origin.now);
	list = list_of(a, &w);
	if (a->goal == ATTEMPT_FACTS)
		facts_lines(said, &w.record, list);
	else
		facts_summary(said, &w.record);
	buf_addch(said, '\0');
	if (a->goal != ATTEMPT_STORE)
		return ST_OK;
	guard_say(said);
	return store_record(a, &w.record, list, said);
}

static void explain(struct attempt_result *r, const struct guard_result *g, int timeout_ms)
{
	const char *where = r->parsed ? "at the store" : "in parsing it";

	if (g->end == GUARD_CRASHED && g->signal)
		buf_addf(&r->why, "signal %d %s", g->signal, where);
	else if (g->end == GUARD_CRASHED)
		buf_addf(&r->why, "an unexpected exit %s", where);
	else if (g->end == GUARD_TIMEOUT)
		buf_addf(&r->why, "not done within %d ms: it hung %s", timeout_ms, where);
	else if (g->end == GUARD_NOFORK)
		buf_addstr(&r->why, "no new process can be made");
	else if (!r->why.len)
		buf_addstr(&r->why, status_text(g->status));
}

void attempt_run(const struct attempt *a, struct attempt_result *r, int timeout_ms)
{
	struct guard_result g;
	struct str said;
	size_t end;

	*r = (struct attempt_result){ .text = BUF_INIT, .why = BUF_INIT };
	guard_run(&g, work, (void *)(uintptr_t)a, timeout_ms, true);
	said = buf_str(&g.said);
	end = str_chr(said, '\0');
	r->end = g.end;
	r->status = g.status;
	r->signal = g.signal;
	r->parsed = end < said.len;
	if (r->parsed) {
		buf_adds(&r->text, str_sub(said, 0, end));
		buf_adds(&r->why, str_sub(said, end + 1, said.len));
	} else {
		buf_addstr(&r->text, "other");
	}
	if (!attempt_stored(r))
		explain(r, &g, timeout_ms);
	buf_release(&g.said);
}

bool attempt_stored(const struct attempt_result *r)
{
	return r->end == GUARD_DONE && (r->status == ST_OK || r->status == ST_EXISTS);
}

void attempt_release(struct attempt_result *r)
{
	buf_release(&r->text);
	buf_release(&r->why);
}
