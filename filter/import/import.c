/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "filter/import/import_worker.h"
#include "filter/system/guard.h"
#include "filter/system/log.h"
#include "filter/mail/message.h"
#include "store/util/list_name.h"

uint64_t import_sum(const struct import_counts *c)
{
	return c->stored + c->known + c->duplicates + c->deletions + c->unreadable;
}

/* A run that somebody ends is ended; any other death may be the mail's fault. */
static bool wanted_death(int sig)
{
	return sig == SIGINT || sig == SIGTERM || sig == SIGHUP || sig == SIGQUIT;
}

/*
 * The item that was being parsed, if any, is taken more carefully next time.
 * However the worker ended (a signal, no memory, exit() in a library): it
 * was that one. false: the end has another reason.
 */
static bool set_poison(struct import_state *s)
{
	bool again = s->poison && s->poisoned == s->current;

	if (!s->parsing)
		return false;
	s->parsing = false;
	if (!again)
		s->poison = POISON_RETRY;
	else if (s->poison < POISON_SKIP)
		s->poison++;
	s->poisoned = s->current;
	return true;
}

static enum status end_of(const struct guard_result *r, struct buf *line)
{
	if (r->end == GUARD_DONE)
		return r->status;
	if (r->end == GUARD_NOFORK) {
		buf_addstr(line, "no process could be started");
	} else if (r->signal == SIGALRM) {
		buf_addstr(line, "the store is busy: its lock was not had in time");
	} else {
		buf_addf(line,
			 "the import ended early (signal %d); what it has stored stays, "
			 "a new run goes on",
			 r->signal);
	}
	return ST_BUSY;
}

/* 21367 commits: 21360 new, 0 known, 4 duplicates, 3 deletions */
static void say_counts(const struct source *source, const struct import_counts *c)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%ju %s: %ju new, %ju known, %ju duplicates",
		 (uintmax_t)import_sum(c), source->unit, (uintmax_t)c->stored,
		 (uintmax_t)c->known, (uintmax_t)c->duplicates);
	if (source->ops->mark)
		buf_addf(&line, ", %ju deletions", (uintmax_t)c->deletions);
	if (c->unreadable)
		buf_addf(&line, ", %ju unreadable", (uintmax_t)c->unreadable);
	fprintf(stderr, "%s\n", buf_cstr(&line));
	buf_release(&line);
}

static enum status supervise(struct import_work *job)
{
	struct guard_result r;
	struct buf line = BUF_INIT;
	enum status st;

	for (;;) {
		guard_run(&r, import_work, job, -1, false);
		if (wanted_death(r.signal) || !set_poison(job->state))
			break;
		buf_release(&r.said);
	}
	if (wanted_death(r.signal))
		raise(r.signal);
	st = end_of(&r, &line);
	buf_adds(&line, buf_str(&r.said));
	if (line.len)
		log_aloud(&line);
	buf_release(&line);
	buf_release(&r.said);
	return st;
}

enum status import_run(const struct import_options *o, struct source *source)
{
	struct import_options with = *o;
	struct buf raw = BUF_INIT, list = BUF_INIT;
	struct import_work job = { .options = &with, .source = source };
	enum status st;

	job.state = mmap(NULL, sizeof(*job.state), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (job.state == MAP_FAILED)
		return ST_BUSY;
	if (!with.list.len && source->ops->list) {
		source->ops->list(source, &raw);
		list_name_make(&list, raw.len ? buf_str(&raw) : STR("unsorted"));
		with.list = buf_str(&list);
	}
	st = supervise(&job);
	if (st == ST_OK && job.state->done.unreadable)
		st = ST_INPUT;
	if (!with.quiet && !with.dry_run && (st == ST_OK || st == ST_INPUT))
		say_counts(source, &job.state->done);
	munmap(job.state, sizeof(*job.state));
	buf_release(&raw);
	buf_release(&list);
	return st;
}
