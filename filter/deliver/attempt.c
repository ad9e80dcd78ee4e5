/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/mman.h>

#include "store/inbox/inbox.h"
#include "store/util/paths.h"

#include "filter/deliver/attempt.h"
#include "filter/system/sandbox.h"
#include "filter/record/facts.h"
#include "filter/record/mail_record.h"

/*
 * Seen by both processes: what the parent is to know whatever becomes of the
 * child, which may be in the hands of whoever wrote the mail. Nothing is sent
 * through the guard's pipe before the end: that would wake the parent for
 * nothing.
 */
struct shared {
	bool parsed;	    /* the walk is done */
	char summary[1000]; /* cut to that; no NUL behind it then */
};

struct trial {
	const struct attempt *attempt;
	struct shared *shared;
};

static struct str list_of(const struct attempt *a, const struct mail_record *w)
{
	if (a->origin.list.len)
		return a->origin.list;
	return w->message.list_id.len ? w->message.list_id : STR("unsorted");
}

static enum status store_record(const struct attempt *a, const struct record *r,
				struct str list, struct buf *why)
{
	struct store_options o = a->store;
	struct buf name = BUF_INIT;
	struct inbox *inbox;
	enum status put, st;

	buf_adds(&name, list);
	o.list = buf_cstr(&name);
	o.mode = STORE_WRITE;
	st = inbox_open_begin(&inbox, &o, why);
	if (st != ST_OK)
		return st;
	put = inbox_put(inbox, r, &a->origin.commit_ref);
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
		sandbox_enter(SANDBOX_PARSE, NULL);
		return;
	}
	paths_make(a->store.dir, a->store.shared ? 02770 : 0700);
	sandbox_enter(SANDBOX_PARSE, a->store.dir);
}

static void share_summary(struct shared *shared, const struct record *r)
{
	struct buf summary = BUF_INIT;
	struct str cut;

	facts_summary(&summary, r);
	cut = str_sub(buf_str(&summary), 0, sizeof(shared->summary));
	memcpy(shared->summary, cut.s, cut.len);
	buf_release(&summary);
}

/* Says facts, or what is in the way. */
static enum status work(void *arg, struct buf *said)
{
	const struct trial *t = arg;
	const struct attempt *a = t->attempt;
	struct mail_record w = MAIL_RECORD_INIT;
	struct str list;

	give_up(a);
	if (a->header_only)
		mail_record_make_from_header(&w, a->raw, a->origin.now);
	else
		mail_record_make(&w, a->raw, a->origin.now);
	list = list_of(a, &w);
	share_summary(t->shared, &w.record);
	if (a->goal == ATTEMPT_FACTS)
		facts_lines(said, &w.record, list);
	t->shared->parsed = true;
	return a->goal == ATTEMPT_STORE ? store_record(a, &w.record, list, said) : ST_OK;
}

static void explain(struct attempt_result *r, const struct guard_result *g,
		    int timeout_ms)
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
	bool facts = a->goal == ATTEMPT_FACTS;
	struct trial t = { .attempt = a };
	struct guard_result g = { .end = GUARD_NOFORK,
				  .status = ST_BUSY,
				  .said = BUF_INIT };

	*r = (struct attempt_result){ .text = BUF_INIT, .why = BUF_INIT };
	t.shared = mmap(NULL, sizeof(*t.shared), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (t.shared != MAP_FAILED) {
		guard_run(&g, work, &t, timeout_ms, true);
		r->parsed = t.shared->parsed;
		if (r->parsed && !facts)
			buf_add(&r->text, t.shared->summary,
				strnlen(t.shared->summary, sizeof(t.shared->summary)));
		munmap(t.shared, sizeof(*t.shared));
	}
	r->end = g.end;
	r->status = g.status;
	r->signal = g.signal;
	if (!r->parsed)
		buf_addstr(&r->text, "other");
	else
		buf_adds(facts ? &r->text : &r->why, buf_str(&g.said));
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
