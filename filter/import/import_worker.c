/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/util/paths.h"

#include "filter/import/import_worker.h"
#include "filter/system/sandbox.h"
#include "filter/record/facts.h"
#include "filter/system/guard.h"
#include "filter/import/open_inboxes.h"
#include "store/util/file.h"
#include "store/util/utc.h"
#include "filter/system/log.h"
#include "filter/import/progress.h"
#include "filter/mail/mail_list.h"
#include "filter/record/mail_record.h"

/*
 * The most mails, bytes and milliseconds of a transaction. By measurement: a
 * commit syncs eight times. One per 2,000 mails makes an import 15 % slower than
 * one per 8,000, which takes 40 MB; more mails gain nothing. A delivery may have
 * to wait for the milliseconds.
 */
#define BATCH_MAILS 8000
#define BATCH_BYTES (64u << 20)
#define BATCH_MS 1000
/* Facts are kept back until a commit, so that a crash writes no facts twice. */
#define BATCH_FACTS (256u << 10)

struct worker {
	struct import_job *job;
	struct open_inboxes inboxes;
	struct open_inboxes_slot *only; /* of the only list; NULL: each message says */
	struct import_counts counts;	/* up to the current item */
	uint64_t in_batch, batch_bytes;
	int64_t batch_start;
	struct buf facts;
	struct progress progress;
	struct buf why;
};

static void complain_of_item(struct worker *w, const char *what)
{
	struct buf line = BUF_INIT;

	w->job->source->ops->name(w->job->source, &line);
	buf_addf(&line, ": %s", what);
	progress_clear(&w->progress);
	log_to_stderr(&line);
	buf_release(&line);
}

/* ST_OUTPUT: the reader is gone. */
static enum status say_not_taken(struct worker *w)
{
	if (errno == EPIPE)
		return ST_OUTPUT;
	return status_say(&w->why, ST_BUSY, "standard output was not taken: %s",
			  strerror(errno));
}

/* Commits all items so far: no later worker looks at them again. */
static enum status commit_batch(struct worker *w)
{
	struct source *source = w->job->source;
	enum status st = ST_OK;

	if (w->job->options->dry_run &&
	    !file_write_all(STDOUT_FILENO, buf_str(&w->facts)))
		return say_not_taken(w);
	buf_reset(&w->facts);
	if (w->only && w->only->writing && source->ops->put_marks)
		st = source->ops->put_marks(source, w->only->inbox);
	if (st == ST_OK)
		st = open_inboxes_commit(&w->inboxes, &w->why);
	if (st == ST_OK)
		w->job->state->done = w->counts;
	w->in_batch = w->batch_bytes = 0;
	return st;
}

static bool batch_is_full(const struct worker *w)
{
	if (w->job->options->dry_run)
		return w->facts.len >= BATCH_FACTS;
	return w->in_batch >= BATCH_MAILS || w->batch_bytes >= BATCH_BYTES ||
	       (w->in_batch && monotonic_ms() - w->batch_start > BATCH_MS);
}

/* Finds or opens the list's inbox, and begins its transaction if need be. */
static enum status begin_writing(struct worker *w, const char *list,
				 struct open_inboxes_slot **slot)
{
	enum status st = ST_OK;

	*slot = w->only;
	if (!w->only && open_inboxes_full(&w->inboxes, list)) {
		st = commit_batch(w);
		if (st == ST_OK)
			open_inboxes_evict(&w->inboxes);
	}
	if (!w->only && st == ST_OK)
		st = open_inboxes_get(&w->inboxes, list, slot, &w->why);
	if (!w->in_batch++)
		w->batch_start = monotonic_ms();
	return st == ST_OK ? open_inboxes_write(&w->inboxes, *slot, &w->why) : st;
}

/*
 * Counts a mail that the store has: a duplicate if this archive has it at
 * another position, or if this run stored it.
 */
static enum status count_known(struct worker *w, struct open_inboxes_slot *slot,
			       const struct record *r, const struct commit_ref *p)
{
	struct archive_pos best;
	uint32_t seq;
	enum status st = inbox_lookup_mail(slot->inbox, r, &seq, &best);
	bool again = false;

	if (st == ST_OK)
		again = p->archived ? archive_pos_cmp(best, p->pos) != 0
				    : seq >= slot->first_seq;
	if (again)
		w->counts.duplicates++;
	else
		w->counts.known++;
	/* forgotten, or known by its id alone */
	return st == ST_NOTFOUND || st == ST_DAMAGED ? ST_OK : st;
}

static struct str mail_list_of(const struct worker *w, const struct mail_record *m)
{
	return mail_list(w->job->list, buf_str(&w->job->options->only), &m->message);
}

static enum status store_mail(struct worker *w, const struct mail_record *m,
			      const struct item *item)
{
	struct buf list = BUF_INIT;
	struct open_inboxes_slot *slot;
	enum status st;

	buf_adds(&list, mail_list_of(w, m));
	st = begin_writing(w, buf_cstr(&list), &slot);
	if (st == ST_OK)
		st = inbox_put(slot->inbox, &m->record, &item->commit_ref);
	if (st == ST_OK)
		w->counts.stored++;
	else if (st == ST_EXISTS)
		st = count_known(w, slot, &m->record, &item->commit_ref);
	buf_release(&list);
	return st;
}

static enum status add_facts(struct worker *w, const struct mail_record *m)
{
	if (w->counts.stored)
		buf_addch(&w->facts, '\n');
	facts_lines(&w->facts, &m->record, mail_list_of(w, m));
	w->counts.stored++;
	return ST_OK;
}

static enum parse_mode parse_mode_of(const struct worker *w, uint64_t number)
{
	const struct import_state *state = w->job->state;

	return number == state->crashed_item ? state->crashed_mode : PARSE_WHOLE;
}

/*
 * Records the position of a commit whose message is deleted or can't be read. ST_EXISTS
 * if the store has it.
 */
static enum status put_empty_commit(struct worker *w, const struct item *item)
{
	struct open_inboxes_slot *slot;
	enum status st;

	if (!item->commit_ref.archived || !w->only)
		return ST_OK;
	st = begin_writing(w, "", &slot);
	if (st == ST_OK)
		st = inbox_put_commit_entry(slot->inbox, &item->commit_ref, SEQ_NONE);
	return st;
}

/* Hides the mail that the commit deletes; raw is that mail. */
static enum status delete_mail(struct worker *w, const struct item *item)
{
	struct mail_record m = MAIL_RECORD_INIT;
	enum status st;

	w->job->state->parsing = true;
	mail_record_make_from_header(&m, item->raw, time(NULL));
	w->job->state->parsing = false;
	st = inbox_delete(w->only->inbox, &m.record, item->commit_ref.pos);
	mail_record_release(&m);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* A commit without a mail of its own. */
static enum status import_empty_commit(struct worker *w, const struct item *item,
				       enum parse_mode mode)
{
	enum status st = put_empty_commit(w, item);

	if (st == ST_OK && w->only && item->kind == ITEM_DELETION && item->raw.len &&
	    mode < PARSE_SKIP)
		st = delete_mail(w, item);
	return st == ST_EXISTS ? ST_OK : st;
}

static enum status import_mail(struct worker *w, const struct item *item,
			       enum parse_mode mode)
{
	struct import_state *state = w->job->state;
	struct mail_record m = MAIL_RECORD_INIT;
	enum status st;

	w->batch_bytes += item->raw.len;
	state->parsing = true;
	if (mode == PARSE_HEADER)
		mail_record_make_from_header(&m, item->raw, time(NULL));
	else
		mail_record_make(&m, item->raw, time(NULL));
	state->parsing = false;
	if (mode == PARSE_HEADER)
		complain_of_item(w, "parsing it crashed; recorded from its header alone");
	st = w->job->options->dry_run ? add_facts(w, &m) : store_mail(w, &m, item);
	mail_record_release(&m);
	return st;
}

static enum status import_item(struct worker *w, const struct item *item)
{
	struct import_state *state = w->job->state;
	uint64_t number = import_sum(&w->counts);
	enum parse_mode mode = parse_mode_of(w, number);
	const char *why = item->why;
	enum status st;

	state->current = number;
	if (mode == PARSE_SKIP && item->kind == ITEM_MAIL)
		why = "parsing it crashed, even that of its header; left out";
	if (item->kind == ITEM_MAIL && mode != PARSE_SKIP) {
		st = import_mail(w, item, mode);
	} else {
		st = import_empty_commit(w, item, mode);
		if (item->kind == ITEM_DELETION) {
			w->counts.deletions++;
		} else {
			w->counts.unreadable++;
			complain_of_item(w, why);
		}
	}
	if (st == ST_OK && (mode || batch_is_full(w)))
		st = commit_batch(w);
	return st;
}

static bool want_progress(const struct worker *w)
{
	return !w->job->options->quiet &&
	       (w->job->options->progress || isatty(STDERR_FILENO));
}

/* Starts the source. An archive has one list, whose marks say where to begin. */
static enum status begin_source(struct worker *w)
{
	const struct options *o = w->job->options;
	struct source *source = w->job->source;
	struct source_start with = {
		.skip = import_sum(&w->counts),
		.total = want_progress(w),
	};
	struct buf list = BUF_INIT;
	enum status st = ST_OK;

	buf_adds(&list, w->job->list);
	if (!o->dry_run && list.len)
		st = open_inboxes_get(&w->inboxes, buf_cstr(&list), &w->only, &w->why);
	with.inbox = w->only ? w->only->inbox : NULL;
	if (st == ST_OK)
		st = source->ops->start(source, &with, &w->why);
	progress_start(&w->progress, with.total, source->unit, source->done,
		       monotonic_ms());
	buf_release(&list);
	return st;
}

/*
 * Makes a missing store first: in the sandbox the folder above can't be written. A source
 * that connects to a server is started before, when no mail has been parsed yet.
 */
static void enter_worker_sandbox(const struct worker *w)
{
	const struct import_job *job = w->job;

	if (!job->options->dry_run)
		paths_make(job->dir, job->options->shared ? 02770 : 0700);
	sandbox_enter(job->source->programs ? SANDBOX_GIT : SANDBOX_READ,
		      job->options->dry_run ? NULL : job->dir);
}

/* ST_NOTFOUND: all is done; ST_INPUT: what was read is sound. */
static enum status finish_source(struct worker *w)
{
	struct source *source = w->job->source;
	struct open_inboxes_slot *slot;
	enum status st = begin_writing(w, "", &slot);

	if (st == ST_OK)
		st = source->ops->finish(source, slot->inbox, w->job->options, &w->why);
	return st == ST_OK ? ST_NOTFOUND : st;
}

static enum status import_items(struct worker *w)
{
	struct source *source = w->job->source;
	uint64_t before = import_sum(&w->counts);
	enum status st, done;
	struct item item;

	for (;;) {
		st = source->ops->next(source, &item, &w->why);
		if (st == ST_OK)
			st = import_item(w, &item);
		if (st != ST_OK)
			break;
		progress_show(&w->progress, import_sum(&w->counts) - before, source->done,
			      source->total, monotonic_ms());
	}
	progress_clear(&w->progress);
	if (st == ST_NOTFOUND && w->only && source->ops->finish)
		st = finish_source(w);
	if (st != ST_NOTFOUND && st != ST_INPUT)
		return st;
	/* the items before the source's error are sound */
	done = commit_batch(w);
	return done == ST_OK && st == ST_INPUT ? st : done;
}

enum status import_worker_run(void *arg, struct buf *said)
{
	struct import_job *job = arg;
	const struct options *o = job->options;
	struct worker w = {
		.job = job,
		.counts = job->state->done,
		.inboxes = {
			.options = { .dir = job->dir, .shared = o->shared,
				     .segment_size = o->segment_size, .bulk = true },
			.wait_ms = o->wait_ms,
		},
	};
	enum status st;

	if (!job->source->ops->network)
		enter_worker_sandbox(&w);
	st = begin_source(&w);
	if (job->source->ops->network)
		enter_worker_sandbox(&w);
	if (st == ST_OK)
		st = import_items(&w);
	open_inboxes_close(&w.inboxes);
	buf_adds(said, str_sub(buf_str(&w.why), 0, 1000));
	buf_release(&w.why);
	buf_release(&w.facts);
	return st;
}
