/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "store/inbox/inbox.h"
#include "store/tdb/list_folder.h"
#include "store/tdb/tdbfile.h"
#include "store/util/paths.h"

#include "filter/deliver/attempt.h"
#include "filter/system/sandbox.h"
#include "filter/record/facts.h"
#include "filter/mail/mail_list.h"
#include "filter/record/mail_record.h"

/*
 * Memory that both processes see: what the parent needs to know whatever becomes
 * of the child, which the mail's sender may control. Nothing goes through the
 * guard's pipe before the end, since that would wake the parent for nothing.
 */
struct attempt_shared {
	bool parsed;	    /* the record is made */
	atomic_int stay;    /* guard_stay() */
	char summary[1000]; /* cut to fit; a cut one has no NUL */
};

struct attempt_job {
	const struct attempt *attempt;
	struct attempt_shared *shared;
};

/* Whether the store has so many lists that a mail may not make another. */
static bool has_all_lists(const struct attempt *a)
{
	struct buf names = BUF_INIT, why = BUF_INIT;
	struct str rest, line;
	uint32_t n = 0;

	list_folder_lists(a->store.dir, &names, &why);
	rest = buf_str(&names);
	while (str_line(&rest, &line))
		n++;
	buf_release(&names);
	buf_release(&why);
	return n >= a->max_lists;
}

static enum status store_in_list(const struct attempt *a, const struct record *r,
				 struct str list, struct buf *why)
{
	struct store_options o = a->store;
	struct buf name = BUF_INIT;
	struct inbox *inbox;
	enum status put, st;

	buf_adds(&name, list);
	o.list = buf_cstr(&name);
	o.mode = STORE_WRITE_EXISTING;
	st = inbox_open_begin(&inbox, &o, why);
	if (st == ST_NOTFOUND && !a->origin.list.len && has_all_lists(a) &&
	    !str_eq(list, LIST_UNSORTED)) {
		buf_addf(why,
			 "%s: no list is made, the store has %u (--max-lists): ", o.list,
			 a->max_lists);
		st = ST_CANTCREAT;
	} else if (st == ST_NOTFOUND) {
		st = inbox_put_first(&o, r, &a->origin.commit_ref, why);
		if (st != ST_EXISTS)
			return st;
		/* another process made the list first */
		o.mode = STORE_WRITE;
		st = inbox_open_begin(&inbox, &o, why);
	}
	if (st != ST_OK)
		return st;
	put = inbox_put(inbox, r, &a->origin.commit_ref);
	if (put != ST_OK && put != ST_EXISTS) {
		inbox_cancel(inbox);
		return put;
	}
	st = inbox_commit(inbox, why);
	return status_first(st, put);
}

static enum status store_record(const struct attempt *a, const struct record *r,
				struct str list, struct buf *why)
{
	enum status st = store_in_list(a, r, list, why);

	if (st != ST_CANTCREAT)
		return st;
	buf_addstr(why, "the mail is in \"unsorted\"");
	return store_in_list(a, r, LIST_UNSORTED, why);
}

/* Makes a missing store first: in the sandbox the folder above can't be written. */
static void enter_sandbox(const struct attempt *a)
{
	if (a->goal != ATTEMPT_STORE) {
		sandbox_enter(SANDBOX_PARSE, NULL);
		return;
	}
	paths_make(a->store.dir, a->store.shared ? 02770 : 0700);
	sandbox_enter(SANDBOX_PARSE, a->store.dir);
}

static void share_summary(struct attempt_shared *shared, const struct record *r)
{
	struct buf summary = BUF_INIT;
	struct str cut;

	facts_summary(&summary, r);
	cut = str_sub(buf_str(&summary), 0, sizeof(shared->summary));
	memcpy(shared->summary, cut.s, cut.len);
	buf_release(&summary);
}

/* A tdbfile_write_fn: what the child begins to write it writes to its end. */
static void stay_to_write(void *arg)
{
	struct attempt_shared *shared = arg;

	guard_stay(&shared->stay);
}

/* A guard_fn: the whole attempt, in the child. Says the facts, or what went wrong. */
static enum status attempt_in_child(void *arg, struct buf *said)
{
	const struct attempt_job *job = arg;
	const struct attempt *a = job->attempt;
	struct mail_record m = MAIL_RECORD_INIT;
	struct str list;

	enter_sandbox(a);
	if (a->header_only)
		mail_record_make_from_header(&m, a->raw, a->origin.now);
	else
		mail_record_make(&m, a->raw, a->origin.now);
	list = mail_list(a->origin.list, a->origin.only, &m.message);
	share_summary(job->shared, &m.record);
	if (a->goal == ATTEMPT_FACTS)
		facts_lines(said, &m.record, list);
	job->shared->parsed = true;
	tdbfile_on_write(stay_to_write, job->shared);
	return a->goal == ATTEMPT_STORE ? store_record(a, &m.record, list, said) : ST_OK;
}

static void explain_failure(struct attempt_result *r, const struct guard_result *g,
			    int timeout_ms)
{
	const char *where = r->parsed ? "at the store" : "in parsing it";

	if (g->signal == SIGSYS)
		buf_addstr(&r->why, GUARD_SIGSYS_TEXT);
	else if (g->end == GUARD_CRASHED && g->signal)
		buf_addf(&r->why, "signal %d %s", g->signal, where);
	else if (g->end == GUARD_CRASHED)
		buf_addf(&r->why, "an unexpected exit %s", where);
	else if (g->end == GUARD_TIMEOUT)
		buf_addf(&r->why, "not done within %d ms: it hung %s", timeout_ms, where);
	else if (g->end == GUARD_STAYS)
		buf_addf(&r->why,
			 "not done within %d ms: the disk is slow; what was begun is "
			 "left to end",
			 timeout_ms);
	else if (g->end == GUARD_NOFORK)
		buf_addstr(&r->why, "no new process can be made");
	else if (!r->why.len)
		buf_addstr(&r->why, status_text(g->status));
}

static void set_texts(struct attempt_result *r, const struct attempt_job *job,
		      const struct buf *said)
{
	const struct attempt_shared *shared = job->shared;

	if (!r->parsed) {
		buf_addstr(&r->text, "other");
	} else if (job->attempt->goal == ATTEMPT_FACTS) {
		buf_adds(&r->text, buf_str(said));
	} else {
		buf_add(&r->text, shared->summary,
			strnlen(shared->summary, sizeof(shared->summary)));
		buf_adds(&r->why, buf_str(said));
	}
}

void attempt_run(const struct attempt *a, struct attempt_result *r, int timeout_ms)
{
	struct attempt_job job = { .attempt = a };
	struct guard_result g = { .end = GUARD_NOFORK,
				  .status = ST_BUSY,
				  .said = BUF_INIT };

	*r = (struct attempt_result){ .text = BUF_INIT, .why = BUF_INIT };
	job.shared = mmap(NULL, sizeof(*job.shared), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (job.shared != MAP_FAILED) {
		guard_run(&g, attempt_in_child, &job, timeout_ms, true,
			  &job.shared->stay);
		r->parsed = job.shared->parsed;
	}
	r->end = g.end;
	r->status = g.status;
	r->signal = g.signal;
	set_texts(r, &job, &g.said);
	if (!attempt_succeeded(r))
		explain_failure(r, &g, timeout_ms);
	if (job.shared != MAP_FAILED)
		munmap(job.shared, sizeof(*job.shared));
	buf_release(&g.said);
}

bool attempt_succeeded(const struct attempt_result *r)
{
	return r->end == GUARD_DONE && (r->status == ST_OK || r->status == ST_EXISTS);
}

void attempt_release(struct attempt_result *r)
{
	buf_release(&r->text);
	buf_release(&r->why);
}
