/* SPDX-License-Identifier: MIT */
/*
 * --public-inbox: the commits of an archive, epoch by epoch, each with its
 * message. Two gits work for us: one lists commits, one hands out blobs; what
 * the first says is handed to the second well ahead of its use.
 */
#include <stdlib.h>
#include <string.h>

#include "filter/archive.h"
#include "filter/blobs.h"
#include "filter/history.h"
#include "filter/source.h"

/* Commits known ahead; more than blobs take ahead is of no use. */
#define AHEAD_MAX 4096
/*
 * Below this the list of commits is waited for. git holds back less than 4 kB
 * of output, which its shortest answers to 100 questions fill.
 */
#define AHEAD_LOW 256
/* Damaged objects in a row after which the repository is taken as unreadable. */
#define LOST_MAX 16

struct source_inbox {
	struct source base;
	struct archive archive;
	size_t epoch;  /* being read; archive.n after the last */
	size_t marked; /* the marks of those before stand as they are */
	bool open;     /* history and blobs are */
	bool listed;   /* history has ended */
	struct history history;
	struct blobs blobs;
	unsigned int lost; /* in a row */
	uint64_t skip;
	size_t first, n; /* ahead[first % AHEAD_MAX] is the next commit */
	struct change ahead[AHEAD_MAX];
	struct change now; /* the current item's */
};

static struct source_inbox *from_base(struct source *s)
{
	return (struct source_inbox *)s;
}

static struct epoch *current(struct source_inbox *s)
{
	return &s->archive.epoch[s->epoch];
}

static struct change *ahead(struct source_inbox *s, size_t i)
{
	return &s->ahead[(s->first + i) % AHEAD_MAX];
}

static enum status git_failed(struct source_inbox *s, const char *what, struct buf *why)
{
	buf_addf(why, "%s: git %s failed", current(s)->git_dir, what);
	return ST_INPUT;
}

/*
 * A commit that wrote no message may have its parent's: git looks. Every
 * commit is asked about, so that git has output to push out what it holds
 * back of the one we wait for.
 */
static void ask(struct source_inbox *s, const struct change *c)
{
	char hex[2 * COMMIT_MAX + 3];

	id_hex(hex, c->wrote ? c->blob : c->commit, c->id_len);
	if (!c->wrote)
		strcat(hex, ":m");
	blobs_ask(&s->blobs, str_from(hex));
}

/* The start of an epoch. */
static enum status open_epoch(struct source_inbox *s, struct buf *why)
{
	struct epoch *e = current(s);

	s->listed = false;
	s->open = history_open(&s->history, e->git_dir, e->range);
	if (!s->open || !blobs_open(&s->blobs, e->git_dir))
		return git_failed(s, "start", why);
	return ST_OK;
}

static void close_epoch(struct source_inbox *s)
{
	if (s->open) {
		history_close(&s->history);
		blobs_close(&s->blobs);
	}
	s->open = false;
	s->first = s->n = 0;
}

/* Commits done before a restart count, but aren't asked for. */
static bool skip_change(struct source_inbox *s)
{
	if (!s->skip)
		return false;
	s->skip--;
	current(s)->mark.next_ordinal++;
	return true;
}

/*
 * Keeps git busy: takes commits off the list as long as that is free, or as
 * too few are ahead, and asks for their blobs at once.
 */
static enum status look_ahead(struct source_inbox *s, struct buf *why)
{
	size_t limit = s->blobs.window < AHEAD_MAX ? s->blobs.window : AHEAD_MAX;

	if (s->listed || s->n > limit / 2)
		return ST_OK;
	while (s->n < limit && (s->n < AHEAD_LOW || history_ready(&s->history))) {
		struct change *c = ahead(s, s->n);

		if (!history_next(&s->history, c)) {
			s->listed = true;
			blobs_last(&s->blobs);
			return history_close(&s->history) ? ST_OK
							  : git_failed(s, "log", why);
		}
		if (skip_change(s))
			continue;
		ask(s, c);
		s->n++;
		if (!history_ready(&s->history))
			blobs_flush(&s->blobs);
	}
	blobs_flush(&s->blobs);
	return ST_OK;
}

/* git cat-file ends at an object it can't unpack: a new one goes on after it. */
static enum status restart_blobs(struct source_inbox *s, struct buf *why)
{
	blobs_close(&s->blobs);
	if (++s->lost > LOST_MAX || !blobs_open(&s->blobs, current(s)->git_dir))
		return git_failed(s, "cat-file", why);
	for (size_t i = 0; i < s->n; i++)
		ask(s, ahead(s, i));
	blobs_flush(&s->blobs);
	if (s->listed)
		blobs_last(&s->blobs);
	return ST_OK;
}

static void set_placing(struct source_inbox *s, struct placing *p)
{
	struct epoch *e = current(s);

	if (!e->mark.next_ordinal)
		memcpy(e->mark.root, s->now.commit, sizeof(e->mark.root));
	memcpy(e->mark.commit, s->now.commit, sizeof(e->mark.commit));
	e->mark.commit_len = s->now.id_len;
	*p = (struct placing){
		.commit_len = s->now.id_len,
		.archived = true,
		.place = { e->number, e->mark.generation, e->mark.next_ordinal++ },
	};
	memcpy(p->commit, s->now.commit, sizeof(p->commit));
}

static enum status take(struct source_inbox *s, struct item *item, struct buf *why)
{
	enum blob_end end;

	s->now = *ahead(s, 0);
	s->first++;
	s->n--;
	s->base.done++;
	*item = (struct item){ .kind = ITEM_DELETION, .raw = STR_EMPTY };
	set_placing(s, &item->placing);
	end = blobs_next(&s->blobs, &item->raw);
	if (end == BLOB_READ) {
		s->lost = 0;
		item->kind = ITEM_MAIL;
	} else if (end == BLOB_LOST || s->now.wrote) {
		item->kind = ITEM_UNREADABLE;
		item->why = end == BLOB_LOST ? "git can't unpack the message"
					     : "the message is missing";
	}
	return end == BLOB_LOST ? restart_blobs(s, why) : ST_OK;
}

static enum status next(struct source *base, struct item *item, struct buf *why)
{
	struct source_inbox *s = from_base(base);
	enum status st = ST_OK;

	for (; s->epoch < s->archive.n; s->epoch++) {
		if (!current(s)->range[0])
			continue;
		if (!s->open)
			st = open_epoch(s, why);
		if (st == ST_OK)
			st = look_ahead(s, why);
		if (st != ST_OK)
			return st;
		if (s->n)
			return take(s, item, why);
		close_epoch(s);
	}
	return ST_NOTFOUND;
}

static void add_total(struct source_inbox *s)
{
	for (size_t i = 0; i < s->archive.n; i++) {
		const struct epoch *e = &s->archive.epoch[i];
		const char *const args[] = {
			"rev-list", "--count", "--first-parent", e->range, "--", NULL,
		};
		struct buf out = BUF_INIT;
		uint32_t n;

		if (e->range[0] && git_output(&out, e->git_dir, args) == 0 &&
		    str_number(buf_str(&out), &n))
			s->base.total += n;
		buf_release(&out);
	}
}

static enum status start(struct source *base, const struct source_start *with,
			 struct buf *why)
{
	struct source_inbox *s = from_base(base);
	enum status st = archive_plan(&s->archive, with->inbox);

	if (st != ST_OK) {
		buf_addf(why, "how far the archive was read is not known");
		return st;
	}
	/* What the marks cover isn't listed at all. */
	s->skip = s->archive.marks && with->inbox ? 0 : with->skip;
	s->base.done = with->skip;
	s->base.total = with->skip - s->skip;
	if (with->total)
		add_total(s);
	else
		s->base.total = 0;
	return ST_OK;
}

static void name(const struct source *base, struct buf *out)
{
	const struct source_inbox *s = (const struct source_inbox *)base;
	char hex[2 * COMMIT_MAX + 1];

	id_hex(hex, s->now.commit, s->now.id_len);
	buf_addf(out, "commit %s", hex);
}

/* Of a range only the root is noted, where nothing else tells repositories apart. */
static enum status mark(struct source *base, struct inbox *inbox)
{
	struct source_inbox *s = from_base(base);
	enum status st = ST_OK;

	for (size_t i = s->marked; i < s->archive.n && i <= s->epoch && st == ST_OK;
	     i++) {
		struct epoch *e = &s->archive.epoch[i];
		struct inbox_mark root = e->mark;

		root.next_ordinal = 0;
		memset(root.commit, 0, sizeof(root.commit));
		if (e->note_root)
			st = inbox_mark_put(inbox, e->number, &root);
		else if (s->archive.marks && e->range[0] && e->mark.next_ordinal)
			st = inbox_mark_put(inbox, e->number, &e->mark);
		e->note_root = false;
	}
	s->marked = s->epoch;
	return st;
}

static void list(struct source *base, struct buf *out)
{
	archive_list(&from_base(base)->archive, out);
}

static void release(struct source *base)
{
	struct source_inbox *s = from_base(base);

	close_epoch(s);
	archive_release(&s->archive);
	free(s);
}

enum status source_inbox(struct source **out, const char *dir, const char *range,
			 struct buf *why)
{
	static const struct source_ops ops = {
		.programs = true,
		.start = start,
		.next = next,
		.name = name,
		.mark = mark,
		.list = list,
		.free = release,
	};
	struct source_inbox *s = xcalloc(1, sizeof(*s));
	enum status st;

	s->base = (struct source){ .ops = &ops, .unit = "commits" };
	s->archive = (struct archive)ARCHIVE_INIT;
	st = archive_find(&s->archive, dir, why);
	if (st == ST_OK && range)
		st = archive_range(&s->archive, range, why);
	if (st != ST_OK) {
		release(&s->base);
		s = NULL;
	}
	*out = s ? &s->base : NULL;
	return st;
}
