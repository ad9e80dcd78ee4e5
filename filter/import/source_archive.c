/* SPDX-License-Identifier: MIT */
/* --public-inbox: the commits of an archive, epoch by epoch, each with its message. */
#include <stdlib.h>
#include <string.h>

#include "filter/archive/archive.h"
#include "filter/archive/commits.h"
#include "filter/import/archive_purge.h"
#include "filter/import/marked_list.h"
#include "filter/import/source.h"
#include "store/util/hex.h"

struct source_archive {
	struct source base;
	struct archive archive;
	size_t epoch;  /* being read; archive.n after the last */
	size_t marked; /* the marks of the epochs before this one are put */
	bool open;     /* its commits are */
	struct commits commits;
	uint64_t skip;
	struct commit_change change; /* of the current item */
};

static struct epoch *current_epoch(struct source_archive *s)
{
	return &s->archive.epoch[s->epoch];
}

static enum status git_failed(struct source_archive *s, struct buf *why)
{
	return status_say(why, ST_INPUT, "%s: git %s failed", current_epoch(s)->git_dir,
			  s->commits.failed_command);
}

static void close_epoch(struct source_archive *s)
{
	if (s->open)
		commits_close(&s->commits);
	s->open = false;
}

static void set_commit_ref(struct source_archive *s, struct commit_ref *p)
{
	struct epoch *e = current_epoch(s);

	if (!e->mark.next_ordinal)
		memcpy(e->mark.root, s->change.commit, sizeof(e->mark.root));
	memcpy(e->mark.commit, s->change.commit, sizeof(e->mark.commit));
	e->mark.commit_len = s->change.id_len;
	*p = (struct commit_ref){
		.commit_digits = 2 * s->change.id_len,
		.archived = true,
		.pos = { e->number, e->mark.generation, e->mark.next_ordinal++ },
	};
	memcpy(p->commit, s->change.commit, sizeof(p->commit));
}

/* Why a commit's message can't be read. */
static const char *why_unreadable(enum commit_result end)
{
	return end == COMMIT_LOST	 ? "git can't unpack the message"
	       : end == COMMIT_TOO_LARGE ? SOURCE_TOO_LARGE
					 : "the message is missing";
}

static void fill_item(struct source_archive *s, struct item *item, enum commit_result end)
{
	s->base.done++;
	set_commit_ref(s, &item->commit_ref);
	if (end == COMMIT_READ) {
		item->kind = ITEM_MAIL;
	} else if (end == COMMIT_DELETED) {
		item->kind = ITEM_DELETION;
	} else {
		item->kind = ITEM_UNREADABLE;
		item->why = why_unreadable(end);
	}
}

/* Commits done before a restart are counted, not read. */
static enum commit_result next_commit(struct source_archive *s, struct str *raw)
{
	enum commit_result end;

	while ((end = commits_next(&s->commits, &s->change, raw)) == COMMIT_SKIPPED) {
		s->skip--;
		current_epoch(s)->mark.next_ordinal++;
	}
	return end;
}

static enum status next_archive_item(struct source *base, struct item *item,
				     struct buf *why)
{
	struct source_archive *s = (struct source_archive *)base;

	*item = (struct item){ .raw = STR_EMPTY };
	for (; s->epoch < s->archive.n; s->epoch++) {
		const struct epoch *e = current_epoch(s);
		enum commit_result end;

		if (!e->range[0])
			continue;
		if (!s->open)
			s->open = commits_open(&s->commits, e->git_dir, e->range, s->skip,
					       s->base.max);
		if (!s->open)
			return git_failed(s, why);
		end = next_commit(s, &item->raw);
		if (end == COMMIT_FAILED)
			return git_failed(s, why);
		if (end != COMMIT_END) {
			fill_item(s, item, end);
			return ST_OK;
		}
		close_epoch(s);
	}
	return ST_NOTFOUND;
}

static void add_commit_total(struct source_archive *s)
{
	for (size_t i = 0; i < s->archive.n; i++) {
		const struct epoch *e = &s->archive.epoch[i];

		if (e->range[0])
			s->base.total += archive_count_commits(e->git_dir, e->range);
	}
}

static enum status start_archive(struct source *base, const struct source_start *with,
				 struct buf *why)
{
	struct source_archive *s = (struct source_archive *)base;
	enum status st = archive_plan(&s->archive, with->inbox);

	if (st != ST_OK) {
		buf_addf(why, "how far the archive was read is not known");
		return st;
	}
	/* git does not even list the commits that marks cover */
	s->skip = s->archive.moves_marks && with->inbox ? 0 : with->skip;
	s->base.done = with->skip;
	s->base.total = with->skip - s->skip;
	if (with->total)
		add_commit_total(s);
	else
		s->base.total = 0;
	return ST_OK;
}

static void name_commit(const struct source *base, struct buf *out)
{
	const struct source_archive *s = (const struct source_archive *)base;
	char hex[2 * COMMIT_MAX + 1];

	hex_write(hex, s->change.commit, 2 * s->change.id_len);
	buf_addf(out, "commit %s", hex);
}

/* A range moves no mark; it puts a root if only that identifies the repository. */
static enum status put_archive_marks(struct source *base, struct inbox *inbox)
{
	struct source_archive *s = (struct source_archive *)base;
	enum status st = ST_OK;

	for (size_t i = s->marked; i < s->archive.n && i <= s->epoch && st == ST_OK;
	     i++) {
		struct epoch *e = &s->archive.epoch[i];
		struct import_mark root = e->mark;

		root.next_ordinal = 0;
		memset(root.commit, 0, sizeof(root.commit));
		if (e->note_root)
			st = inbox_put_import_mark(inbox, e->number, &root);
		else if (s->archive.moves_marks && e->range[0] && e->mark.next_ordinal)
			st = inbox_put_import_mark(inbox, e->number, &e->mark);
		e->note_root = false;
	}
	s->marked = s->epoch;
	return st;
}

static enum status finish_archive(struct source *base, struct inbox *inbox,
				  const struct options *o, struct buf *why)
{
	struct source_archive *s = (struct source_archive *)base;

	return s->archive.moves_marks ? archive_purge(inbox, &s->archive, o->purge, why)
				      : ST_OK;
}

static enum status add_archive_list(struct source *base, const char *store,
				    struct buf *out, struct buf *why)
{
	const struct archive *a = &((struct source_archive *)base)->archive;

	(void)why;
	marked_list_find(store, a, out);
	if (!out->len)
		archive_list_name(a, out);
	return ST_OK;
}

static void free_archive_source(struct source *base)
{
	struct source_archive *s = (struct source_archive *)base;

	close_epoch(s);
	archive_release(&s->archive);
	free(s);
}

static struct source_archive *new_source(void)
{
	static const struct source_ops ops = {
		.archive = true,
		.start = start_archive,
		.next = next_archive_item,
		.name = name_commit,
		.put_marks = put_archive_marks,
		.finish = finish_archive,
		.add_list = add_archive_list,
		.free = free_archive_source,
	};
	struct source_archive *s = xcalloc(1, sizeof(*s));

	s->base = (struct source){
		.ops = &ops, .unit = "commits", .programs = true, .max = MAX_MESSAGE
	};
	s->archive = ARCHIVE_INIT;
	return s;
}

/* Gives the source to the caller, or frees it after an error. */
static enum status give_source(struct source **out, struct source_archive *s,
			       enum status st)
{
	*out = st == ST_OK ? &s->base : NULL;
	if (st != ST_OK)
		free_archive_source(&s->base);
	return st;
}

static bool has_no_commit(const struct archive *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (!a->epoch[i].empty)
			return false;
	return true;
}

enum status source_archive(struct source **out, const char *dir, const char *range,
			   struct buf *why)
{
	struct source_archive *s = new_source();
	enum status st = archive_find(&s->archive, dir, why);

	if (st == ST_OK && range)
		st = archive_range(&s->archive, range, why);
	s->base.empty = has_no_commit(&s->archive);
	return give_source(out, s, st);
}

/* The mails of an archive that was never read would become new mails of the list. */
static enum status check_was_read(const struct archive *a, const char *dir,
				  const struct options *o, struct buf *why)
{
	const char *store = buf_cstr(&o->store);
	struct buf list = BUF_INIT;
	bool read = o->list.len && marked_list_has_read(store, buf_cstr(&o->list), a);

	if (!o->list.len) {
		marked_list_find(store, a, &list);
		read = list.len > 0;
	}
	buf_release(&list);
	if (read)
		return ST_OK;
	return status_say(
	    why, ST_NOINPUT,
	    "%s: %s has not read this archive, so that it is not read again; "
	    "without --again it is imported, and records of older rules are "
	    "made anew too",
	    dir, o->list.len ? buf_cstr(&o->list) : store);
}

enum status source_archive_again(struct source **out, const char *dir,
				 const struct options *o, struct buf *why)
{
	struct source_archive *s = new_source();
	enum status st = archive_find(&s->archive, dir, why);

	if (st == ST_OK)
		st = check_was_read(&s->archive, dir, o, why);
	archive_read_all(&s->archive);
	return give_source(out, s, st);
}
