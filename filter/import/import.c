/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "filter/import/import_worker.h"
#include "filter/import/joiner.h"
#include "filter/import/progress.h"
#include "filter/system/guard.h"
#include "filter/system/log.h"
#include "filter/mail/mail_list.h"
#include "filter/mail/message.h"
#include "store/util/list_name.h"

uint64_t import_sum(const struct import_counts *c)
{
	return c->stored + c->known + c->duplicates + c->deletions + c->unreadable;
}

/* These signals end the run; any other end may be the mail's fault, but for SIGSYS, which
 * a filter of system calls sends. */
static bool ended_by_user(int sig)
{
	return sig == SIGINT || sig == SIGTERM || sig == SIGHUP || sig == SIGQUIT;
}

/*
 * Notes that the item in the parser ended the worker, by a signal, for want of
 * memory or by a library's exit(): the next worker parses it more carefully.
 * False if no item was being parsed: then the worker ended for another reason.
 */
static bool note_crash(struct import_state *s)
{
	bool again = s->crashed_mode && s->crashed_item == s->current;

	if (!s->parsing)
		return false;
	s->parsing = false;
	if (!again)
		s->crashed_mode = PARSE_AGAIN;
	else if (s->crashed_mode < PARSE_SKIP)
		s->crashed_mode++;
	s->crashed_item = s->current;
	return true;
}

static enum status end_status(const struct guard_result *r, struct buf *line)
{
	if (r->end == GUARD_DONE)
		return r->status;
	if (r->end == GUARD_NOFORK) {
		buf_addstr(line, "no process could be started");
	} else if (r->signal == SIGSYS) {
		buf_addstr(line, GUARD_SIGSYS_TEXT);
	} else if (r->signal == SIGALRM) {
		buf_addstr(line, "the store is busy: its lock was not free in time");
	} else {
		buf_addf(line,
			 "the import ended early (signal %d); what it has stored stays, "
			 "a new run continues",
			 r->signal);
	}
	return ST_BUSY;
}

/* Writes "21367 commits: 21360 new, 0 known, 4 duplicates, 3 deletions". */
static void say_import_counts(const struct source *source, const struct import_counts *c)
{
	struct buf line = BUF_INIT;

	progress_count_add(&line, import_sum(c), source->unit);
	buf_addf(&line, ": %ju new, %ju known, ", (uintmax_t)c->stored,
		 (uintmax_t)c->known);
	progress_count_add(&line, c->duplicates, "duplicates");
	if (source->ops->archive) {
		buf_addstr(&line, ", ");
		progress_count_add(&line, c->deletions, "deletions");
	}
	if (c->unreadable)
		buf_addf(&line, ", %ju unreadable", (uintmax_t)c->unreadable);
	fprintf(stderr, "%s\n", buf_cstr(&line));
	buf_release(&line);
}

static enum status supervise_worker(struct import_job *job)
{
	struct guard_result r;
	struct buf line = BUF_INIT;
	enum status st;

	for (;;) {
		guard_run(&r, import_worker_run, job, -1, false, NULL);
		if (ended_by_user(r.signal) || r.signal == SIGSYS ||
		    !note_crash(job->state))
			break;
		buf_release(&r.said);
	}
	if (ended_by_user(r.signal))
		raise(r.signal);
	st = end_status(&r, &line);
	buf_adds(&line, buf_str(&r.said));
	if (line.len)
		log_to_stderr(&line);
	buf_release(&line);
	buf_release(&r.said);
	return st;
}

/* Appends the name of the source's list; an error is said. */
static enum status add_source_list(struct source *source, const char *store,
				   struct buf *out)
{
	struct buf raw = BUF_INIT, why = BUF_INIT;
	enum status st = source->ops->add_list(source, store, &raw, &why);

	if (st != ST_OK)
		log_to_stderr(&why);
	list_name_make(out, raw.len ? buf_str(&raw) : LIST_UNSORTED);
	buf_release(&raw);
	buf_release(&why);
	return st;
}

static bool is_stored(enum status st)
{
	return st == ST_OK || st == ST_INPUT;
}

enum status import_run(const struct options *o, const char *dir, struct str list,
		       struct source *source)
{
	struct buf made = BUF_INIT;
	struct import_job job = {
		.options = o, .dir = dir, .list = list, .source = source
	};
	struct joiner joiner;
	enum status st = ST_OK;
	bool joins;

	job.state = mmap(NULL, sizeof(*job.state), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (job.state == MAP_FAILED)
		return ST_BUSY;
	if (!list.len && source->ops->add_list && !source->empty) {
		st = add_source_list(source, dir, &made);
		job.list = buf_str(&made);
	}
	/* Of mails that say themselves which list they are of, patchdigest-store(1) joins
	 * the segments. */
	joins = st == ST_OK && !o->dry_run && job.list.len;
	if (joins)
		joiner_start(&joiner, dir, job.list, source->ops->archive, o->quiet);
	if (st == ST_OK && !source->empty)
		st = supervise_worker(&job);
	/* who read the facts of a dry run has seen enough */
	if (st == ST_OUTPUT)
		st = ST_OK;
	if (st == ST_OK && job.state->done.unreadable)
		st = ST_INPUT;
	if (!o->quiet && !o->dry_run && is_stored(st))
		say_import_counts(source, &job.state->done);
	if (joins)
		joiner_finish(&joiner, is_stored(st));
	munmap(job.state, sizeof(*job.state));
	buf_release(&made);
	return st;
}

/* Imports a source that was opened with that result, and frees it. */
static enum status import_opened(const struct options *o, enum status st,
				 struct source *source, struct buf *why)
{
	if (st == ST_OK) {
		st = import_run(o, buf_cstr(&o->store), buf_str(&o->list), source);
		source_free(source);
	} else {
		log_to_stderr(why);
	}
	buf_release(why);
	return st;
}

/* One feed that fails stops no other. The first failure is the result, and one feed that
 * could not be read at all is more than some mails of another. */
static enum status import_feeds(const struct options *o)
{
	enum status all = ST_OK;

	for (int i = 0; i < o->n_args; i++) {
		struct buf why = BUF_INIT;
		struct source *source = NULL;
		enum status st = source_fetch(&source, o->args[i], o, &why);

		st = import_opened(o, st, source, &why);
		if (all == ST_OK || (all == ST_INPUT && st != ST_OK))
			all = st;
	}
	return all;
}

enum status import_input(const struct options *o)
{
	struct buf why = BUF_INIT;
	struct source *source = NULL;
	enum status st;

	if (o->mode == MODE_FETCH)
		return import_feeds(o);
	st = source_open(&source, o, &why);
	return import_opened(o, st, source, &why);
}
