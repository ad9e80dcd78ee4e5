/* SPDX-License-Identifier: MIT */
#include <time.h>
#include <unistd.h>

#include "store/util/paths.h"

#include "filter/import/import_worker.h"
#include "filter/system/sandbox.h"
#include "filter/record/facts.h"
#include "filter/system/guard.h"
#include "filter/import/open_inboxes.h"
#include "store/util/file.h"
#include "filter/system/log.h"
#include "filter/import/progress.h"
#include "filter/record/mail_record.h"

/*
 * A transaction's mails, bytes of mail, and milliseconds. By measurement: a
 * commit syncs eight times, so that one for 2,000 mails is 15 % slower over
 * all than one for 8,000, which takes 40 MB; more gains nothing. The time is
 * what a delivery may have to wait.
 */
#define BATCH_MAILS 8000
#define BATCH_BYTES (64u << 20)
#define BATCH_MS 1000
/* Facts kept back, so that a crash doesn't print them twice. */
#define BATCH_FACTS (256u << 10)

struct worker {
	struct import_work *job;
	struct open_inboxes inboxes;
	struct open_inboxes_slot
	    *only; /* of the one list there is; NULL: each message says */
	struct import_counts counts; /* up to the current item */
	uint64_t in_batch, batch_bytes;
	int64_t batch_start;
	struct buf facts;
	struct progress progress;
	struct buf why;
};

static const struct import_options *options(const struct worker *w)
{
	return w->job->options;
}

static void complain(struct worker *w, const char *what)
{
	struct buf line = BUF_INIT;

	w->job->source->ops->name(w->job->source, &line);
	buf_addf(&line, ": %s", what);
	progress_clear(&w->progress);
	log_aloud(&line);
	buf_release(&line);
}

/* Everything up to here is done and needs no second look. */
static enum status commit(struct worker *w)
{
	struct source *source = w->job->source;
	enum status st = ST_OK;

	if (options(w)->dry_run && !file_write_all(STDOUT_FILENO, buf_str(&w->facts)))
		return ST_OUTPUT;
	buf_reset(&w->facts);
	if (w->only && w->only->writing && source->ops->mark)
		st = source->ops->mark(source, w->only->inbox);
	if (st == ST_OK)
		st = open_inboxes_commit(&w->inboxes, &w->why);
	if (st == ST_OK)
		w->job->state->done = w->counts;
	w->in_batch = w->batch_bytes = 0;
	return st;
}

static bool batch_is_full(const struct worker *w)
{
	if (options(w)->dry_run)
		return w->facts.len >= BATCH_FACTS;
	return w->in_batch >= BATCH_MAILS || w->batch_bytes >= BATCH_BYTES ||
	       (w->in_batch && guard_clock() - w->batch_start > BATCH_MS);
}

/* The open inbox of a list, in a transaction. */
static enum status write_to(struct worker *w, const char *list,
			    struct open_inboxes_slot **slot)
{
	enum status st = ST_OK;

	*slot = w->only;
	if (!w->only && open_inboxes_full(&w->inboxes, list)) {
		st = commit(w);
		if (st == ST_OK)
			open_inboxes_evict(&w->inboxes);
	}
	if (!w->only && st == ST_OK)
		st = open_inboxes_get(&w->inboxes, list, slot, &w->why);
	if (!w->in_batch++)
		w->batch_start = guard_clock();
	return st == ST_OK ? open_inboxes_write(&w->inboxes, *slot, &w->why) : st;
}

/*
 * A known mail: a duplicate if this archive has it at another place, or if
 * this run has brought it in.
 */
static enum status count_known(struct worker *w, struct open_inboxes_slot *slot,
			       const struct record *r, const struct commit_ref *p)
{
	struct archive_pos best;
	uint32_t seq;
	enum status st = inbox_lookup(slot->inbox, r->message_id, &seq, &best);
	bool again;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	again = p->archived ? archive_pos_cmp(best, p->pos) != 0 : seq >= slot->first_seq;
	if (again)
		w->counts.duplicates++;
	else
		w->counts.known++;
	return ST_OK;
}

static enum status store(struct worker *w, const struct mail_record *walk,
			 const struct item *item)
{
	struct buf list = BUF_INIT;
	struct open_inboxes_slot *slot;
	enum status st;

	buf_adds(&list,
		 walk->message.list_id.len ? walk->message.list_id : STR("unsorted"));
	st = write_to(w, buf_cstr(&list), &slot);
	if (st == ST_OK)
		st = inbox_put(slot->inbox, &walk->record, &item->commit_ref);
	if (st == ST_OK)
		w->counts.stored++;
	else if (st == ST_EXISTS)
		st = count_known(w, slot, &walk->record, &item->commit_ref);
	buf_release(&list);
	return st;
}

static enum status print(struct worker *w, const struct mail_record *walk)
{
	struct str list = options(w)->list;

	if (!list.len)
		list =
		    walk->message.list_id.len ? walk->message.list_id : STR("unsorted");
	if (w->counts.stored)
		buf_addch(&w->facts, '\n');
	facts_lines(&w->facts, &walk->record, list);
	w->counts.stored++;
	return ST_OK;
}

static enum poison poison_of(const struct worker *w, uint64_t number)
{
	const struct import_state *state = w->job->state;

	return number == state->poisoned ? state->poison : POISON_NONE;
}

/* What a commit without a message, or without one that can be read, leaves: its place. */
static enum status take_place(struct worker *w, const struct item *item)
{
	struct open_inboxes_slot *slot;
	enum status st;

	if (!item->commit_ref.archived || !w->only)
		return ST_OK;
	st = write_to(w, "", &slot);
	if (st == ST_OK)
		st = inbox_put_commit_entry(slot->inbox, &item->commit_ref, SEQ_NONE);
	return st == ST_EXISTS ? ST_OK : st;
}

static enum status take_mail(struct worker *w, const struct item *item,
			     enum poison poison)
{
	struct import_state *state = w->job->state;
	struct mail_record walk = MAIL_RECORD_INIT;
	enum status st;

	w->batch_bytes += item->raw.len;
	state->parsing = true;
	if (poison == POISON_HEADER)
		mail_record_make_from_header(&walk, item->raw, time(NULL));
	else
		mail_record_make(&walk, item->raw, time(NULL));
	state->parsing = false;
	if (poison == POISON_HEADER)
		complain(w, "parsing it crashed; recorded from its header alone");
	st = options(w)->dry_run ? print(w, &walk) : store(w, &walk, item);
	mail_record_release(&walk);
	return st;
}

static enum status take(struct worker *w, const struct item *item)
{
	struct import_state *state = w->job->state;
	uint64_t number = import_sum(&w->counts);
	enum poison poison = poison_of(w, number);
	const char *why = item->why;
	enum status st;

	state->current = number;
	if (poison == POISON_SKIP)
		why = "parsing it crashed, even that of its header; left out";
	if (item->kind == ITEM_MAIL && poison != POISON_SKIP) {
		st = take_mail(w, item, poison);
	} else {
		st = take_place(w, item);
		if (item->kind == ITEM_DELETION) {
			w->counts.deletions++;
		} else {
			w->counts.unreadable++;
			complain(w, why);
		}
	}
	if (st == ST_OK && (poison || batch_is_full(w)))
		st = commit(w);
	return st;
}

static bool want_progress(const struct worker *w)
{
	return !options(w)->quiet && (options(w)->progress || isatty(STDERR_FILENO));
}

/* An archive is of one list, whose marks say where to begin. */
static enum status begin(struct worker *w)
{
	const struct import_options *o = options(w);
	struct source *source = w->job->source;
	struct source_start with = {
		.skip = import_sum(&w->counts),
		.total = want_progress(w),
	};
	struct buf list = BUF_INIT;
	enum status st = ST_OK;

	buf_adds(&list, o->list);
	if (!o->dry_run && list.len)
		st = open_inboxes_get(&w->inboxes, buf_cstr(&list), &w->only, &w->why);
	with.inbox = w->only ? w->only->inbox : NULL;
	if (st == ST_OK)
		st = source->ops->start(source, &with, &w->why);
	progress_start(&w->progress, with.total, source->unit, source->done,
		       guard_clock());
	buf_release(&list);
	return st;
}

/* The store is made now if need be: what is above it can't be written afterwards. */
static void give_up(const struct worker *w)
{
	const struct import_options *o = options(w);

	if (!o->dry_run)
		paths_make(o->dir, o->shared ? 02770 : 0700);
	sandbox_enter(w->job->source->ops->programs ? SANDBOX_GIT : SANDBOX_READ,
		      o->dry_run ? NULL : o->dir);
}

static enum status run(struct worker *w)
{
	struct source *source = w->job->source;
	uint64_t before = import_sum(&w->counts);
	enum status st = begin(w), done;
	struct item item;

	while (st == ST_OK) {
		st = source->ops->next(source, &item, &w->why);
		if (st != ST_OK)
			break;
		st = take(w, &item);
		progress_show(&w->progress, import_sum(&w->counts) - before, source->done,
			      source->total, guard_clock());
	}
	progress_clear(&w->progress);
	if (st != ST_NOTFOUND && st != ST_INPUT)
		return st;
	/* What came before a source broke off is sound. */
	done = commit(w);
	return done == ST_OK && st == ST_INPUT ? st : done;
}

enum status import_work(void *arg, struct buf *said)
{
	struct import_work *job = arg;
	const struct import_options *o = job->options;
	struct worker w = {
		.job = job,
		.counts = job->state->done,
		.inboxes = {
			.options = { .dir = o->dir, .shared = o->shared,
				     .segment_size = o->segment_size, .bulk = true },
			.wait_ms = o->wait_ms,
		},
	};
	enum status st;

	give_up(&w);
	st = run(&w);
	open_inboxes_close(&w.inboxes);
	buf_adds(said, str_sub(buf_str(&w.why), 0, 1000));
	buf_release(&w.why);
	buf_release(&w.facts);
	return st;
}
