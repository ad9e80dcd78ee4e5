/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "filter/deliver/attempt.h"
#include "filter/deliver/deliver.h"
#include "filter/deliver/drain.h"
#include "store/util/file.h"
#include "filter/system/log.h"
#include "filter/deliver/pass_through.h"
#include "filter/deliver/spool.h"
#include "filter/deliver/spool_header.h"
#include "store/util/hex.h"

struct delivery {
	const struct options *o;
	int64_t now;
	struct buf raw;
	struct attempt_result tried;
	bool stored, spooled;
	/* for errors; reserved at the start, since memory may be short then */
	struct buf header, name, why, line;
};

#define LINE_ROOM 1024

/* One failing call must not lose a mail that its host won't bring again. */
#define SPOOL_TRIES 2

static void init_delivery(struct delivery *d, const struct options *o)
{
	*d = (struct delivery){ .o = o };
	buf_reserve(&d->header,
		    3 * (o->store.len + o->list.len + o->only.len) + LINE_ROOM);
	buf_reserve(&d->name, LINE_ROOM);
	buf_reserve(&d->why, LINE_ROOM);
	buf_reserve(&d->line, 2 * LINE_ROOM + o->spool.len);
}

static void release_delivery(struct delivery *d)
{
	buf_release(&d->raw);
	attempt_release(&d->tried);
	buf_release(&d->header);
	buf_release(&d->name);
	buf_release(&d->why);
	buf_release(&d->line);
}

/* The only exit that leaves the message to its host. */
static int leave_to_host(struct delivery *d)
{
	log_to_syslog(LOG_ERR, &d->line);
	log_to_stderr(&d->line);
	return EX_TEMPFAIL;
}

static void attempt_message(struct delivery *d, enum attempt_goal goal)
{
	const struct options *o = d->o;
	struct attempt a = {
		.goal = goal,
		.raw = buf_str(&d->raw),
		.origin = { buf_str(&o->list), buf_str(&o->only), o->commit_ref, d->now },
		.max_lists = o->max_lists,
		.store = { .dir = buf_cstr(&o->store),
			   .shared = o->shared,
			   .segment_size = o->segment_size },
	};

	attempt_run(&a, &d->tried, o->wait_ms);
	if (goal == ATTEMPT_FACTS && d->tried.end == GUARD_CRASHED) {
		attempt_release(&d->tried);
		a.header_only = true;
		attempt_run(&a, &d->tried, o->wait_ms);
	}
	d->stored = goal == ATTEMPT_STORE && attempt_succeeded(&d->tried);
	buf_adds(&d->why, buf_str(&d->tried.why));
}

/* If wrong options name no store, nor does the header: the drain's options will. */
static void write_spool_header(struct delivery *d)
{
	const struct options *o = d->o;
	struct spool_header h = { .list = o->list, .only = o->only, .arrived = d->now };
	char commit[2 * COMMIT_MAX + 1];

	if (!o->wrong.len || o->store_given)
		h.store = o->store;
	hex_write(commit, o->commit_ref.commit, o->commit_ref.commit_digits);
	h.commit = (struct buf){ .data = commit, .len = o->commit_ref.commit_digits };
	spool_header_write(&d->header, &h);
}

static void spool_message(struct delivery *d)
{
	const struct options *o = d->o;
	const struct spool s = { buf_cstr(&o->spool), o->shared };

	buf_addf(&d->line, "%.400s: ", buf_cstr(&d->why));
	if (o->no_spool) {
		buf_addstr(&d->line, "not stored");
		return;
	}
	write_spool_header(d);
	for (int i = 0; i < SPOOL_TRIES && !d->spooled; i++) {
		buf_reset(&d->why);
		d->spooled = spool_put(&s, buf_str(&d->header), buf_str(&d->raw),
				       &d->name, &d->why) == ST_OK;
	}
	if (d->spooled)
		buf_addf(&d->line, "spooled as %s/new/%s", s.dir, buf_cstr(&d->name));
	else
		buf_addf(&d->line, "not stored, not spooled: %.400s", buf_cstr(&d->why));
}

/* Some file systems report a full disk only at close(): closing a copy asks them. */
static bool flush_output(int fd)
{
	int copy = dup(fd);

	return copy >= 0 && close(copy) == 0;
}

/* Returns whether standard output took every byte. */
static bool write_output(struct delivery *d)
{
	bool taken;

	if (d->o->pass_through)
		taken = pass_through(STDOUT_FILENO, buf_str(&d->raw),
				     buf_str(&d->tried.text));
	else
		taken = file_write_all(STDOUT_FILENO, buf_str(&d->tried.text));
	if (taken && flush_output(STDOUT_FILENO))
		return true;
	buf_reset(&d->line);
	buf_addf(&d->line, "standard output was not taken: %s", strerror(errno));
	return false;
}

static int deliver_dry_run(struct delivery *d)
{
	if (d->o->wrong.len) {
		buf_adds(&d->line, buf_str(&d->o->wrong));
		return leave_to_host(d);
	}
	attempt_message(d, d->o->pass_through ? ATTEMPT_CLASSIFY : ATTEMPT_FACTS);
	return write_output(d) ? EX_OK : leave_to_host(d);
}

/* Spools the message if it can't be stored. Returns the exit code. */
static int store_or_spool(struct delivery *d)
{
	const struct options *o = d->o;
	bool kept;

	if (o->wrong.len) {
		buf_adds(&d->why, buf_str(&o->wrong));
		if (o->pass_through)
			attempt_message(d, ATTEMPT_CLASSIFY);
	} else {
		attempt_message(d, ATTEMPT_STORE);
	}
	if (!d->stored)
		spool_message(d);
	/* with --pass-through the host has its mail back if it took the copy */
	kept = o->pass_through ? write_output(d) : d->stored || d->spooled;
	if (!kept)
		return leave_to_host(d);
	if (!d->stored)
		log_to_syslog(d->spooled ? LOG_WARNING : LOG_ERR, &d->line);
	else if (d->why.len)
		log_to_syslog(LOG_WARNING, &d->why);
	return EX_OK;
}

int deliver_message(const struct options *o)
{
	struct delivery d;
	int code;

	init_delivery(&d, o);
	if (file_read_all(STDIN_FILENO, &d.raw) != ST_OK) {
		buf_addf(&d.line, "the message could not be read: %s", strerror(errno));
		code = leave_to_host(&d);
	} else {
		d.now = time(NULL);
		code = o->dry_run ? deliver_dry_run(&d) : store_or_spool(&d);
	}
	if (o->ignored.len)
		log_to_syslog(LOG_WARNING, &o->ignored);
	if (d.stored)
		drain_some(o);
	release_delivery(&d);
	return code;
}
