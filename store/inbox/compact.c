/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inbox/compact.h"
#include "store/inbox/compact_plan.h"
#include "store/inbox/join.h"
#include "store/inbox/left_files.h"
#include "store/tdb/file_head.h"
#include "store/util/file.h"
#include "store/util/free_room.h"

/*
 * Segments of 2 GiB are joined to some 0.9: joined segments have no free room. Such a one
 * is not written again.
 */
#define FULL (STORE_SEGMENT_MAX / 3)
/*
 * The newest segment has filters of the parts of what was joined since it was made. Each
 * lets some keys through that are not there, and then a delivery opens the joined file.
 * If there are more than so many too many, the next segment is made: it gets one filter
 * for them all.
 */
#define PARTS_MAX 8
/* A joined segment has lists and a filter that are larger than those of small ones. */
#define ROOM_MORE (16ull << 20)

struct compaction {
	struct inbox *ib;
	const struct list_folder *folder;
	const struct compact_options *options;
	struct compact_counts *counts;
	struct compact_limits limits;
	struct sealed_segment *sealed; /* all but the newest segment */
	uint32_t n;
};

static enum status measure_segments(struct compaction *c, struct buf *why)
{
	enum status st = ST_OK;

	c->n = store_segments(c->ib->store) - 1;
	c->sealed = xrealloc(c->sealed, (c->n + 1) * sizeof(*c->sealed));
	for (uint32_t i = 0; i < c->n && st == ST_OK; i++) {
		const struct segment_range r = store_range(c->ib->store, i);

		st = list_folder_size(c->folder, &r, 1, &c->sealed[i].bytes, why);
		c->sealed[i].data_format = store_format(c->ib->store, i);
	}
	return st;
}

/* Removes what was left by a process that was killed while it joined segments. */
static enum status remove_left_files(const struct list_folder *f, struct buf *why)
{
	struct left_files left = LEFT_FILES_INIT;
	enum status st = left_files_find(&left, f, why);

	if (st == ST_OK)
		left_files_remove(&left);
	left_files_release(&left);
	return st;
}

/* The rights of the newest segment, which no other process of this user's has changed. */
static mode_t file_mode(const struct list_folder *f, struct segment_range newest)
{
	struct buf path = BUF_INIT;
	struct stat st;
	bool group;

	list_folder_range_file(f, newest, &path);
	group = stat(path.data, &st) == 0 && st.st_mode & S_IWGRP;
	buf_release(&path);
	return group ? 0660 : 0600;
}

static enum status check_room(const struct list_folder *f, uint64_t bytes,
			      struct buf *why)
{
	const uint64_t left = free_room(f->path);

	if (left >= bytes + ROOM_MORE)
		return ST_OK;
	return status_say(why, ST_NOSPACE,
			  "%s: joining its segments takes %ju MB for a while; %ju MB are "
			  "left on the disk",
			  f->path, (uintmax_t)((bytes + ROOM_MORE) >> 20),
			  (uintmax_t)(left >> 20));
}

static enum status say_join_failed(const struct compaction *c, enum status st,
				   struct buf *why)
{
	if (st == ST_NOSPACE)
		buf_addf(why, "%s: its segments can't be joined: %s", c->folder->path,
			 strerror(errno));
	else
		buf_addf(why,
			 "%s: its segments can't be joined, one of them is damaged: "
			 "patchdigest-report --check says where, and patchdigest-filter "
			 "--rebuild copies what is left",
			 c->folder->path);
	return st;
}

/* Links the new file to its name, and removes the files that it is made of. */
static enum status replace_files(struct compaction *c, uint32_t first, uint32_t n,
				 const char *temp, struct segment_range whole,
				 struct buf *why)
{
	enum status st = list_folder_link_file(c->folder, temp, whole, why);
	struct buf path = BUF_INIT;

	for (uint32_t i = first; i < first + n && st == ST_OK; i++) {
		list_folder_range_file(c->folder, store_range(c->ib->store, i), &path);
		unlink(path.data);
	}
	buf_release(&path);
	return st;
}

/* *too_large: they don't fit into one file. */
static enum status join_run(struct compaction *c, uint32_t first, uint32_t n,
			    bool *too_large, struct buf *why)
{
	struct store *s = c->ib->store;
	const struct segment_range whole = { store_range(s, first).first,
					     store_range(s, first + n - 1).last };
	const mode_t mode = file_mode(c->folder, store_range(s, store_segments(s) - 1));
	struct buf temp = BUF_INIT;
	uint64_t bytes = 0;
	enum status st;

	for (uint32_t i = first; i < first + n; i++)
		bytes += c->sealed[i].bytes;
	st = check_room(c->folder, bytes, why);
	if (st != ST_OK)
		return st;
	list_folder_temp_file(c->folder, whole, &temp);
	st = join_segments(c->ib, first, n, temp.data, mode);
	*too_large = st == ST_NOSPACE && errno == EFBIG;
	if (st == ST_OK)
		st = replace_files(c, first, n, temp.data, whole, why);
	else if (!*too_large)
		say_join_failed(c, st, why);
	if (st != ST_OK)
		unlink(temp.data);
	buf_release(&temp);
	return st;
}

static void count_joined(struct compaction *c, uint32_t first, uint32_t n)
{
	struct compact_counts *counts = c->counts;

	counts->joined += n;
	counts->segments_after -= n - 1;
	if (!c->options->dry_run)
		return;
	/* as if they were one by now */
	for (uint32_t i = first + 1; i < first + n; i++)
		c->sealed[first].bytes += c->sealed[i].bytes;
	memmove(&c->sealed[first + 1], &c->sealed[first + n],
		(c->n - first - n) * sizeof(*c->sealed));
	c->n -= n - 1;
}

static enum status load_again(struct compaction *c, struct buf *why)
{
	enum status st = store_list(c->ib->store, why);

	if (st == ST_OK)
		st = inbox_load(c->ib);
	return st == ST_OK ? measure_segments(c, why) : st;
}

static enum status compact_segments(struct compaction *c, struct buf *why)
{
	enum status st = measure_segments(c, why);
	uint32_t first, n;

	while (st == ST_OK &&
	       (n = compact_plan(c->sealed, c->n, &c->limits, &first)) != 0) {
		bool too_large = false;

		if (!c->options->dry_run)
			st = join_run(c, first, n, &too_large, why);
		if (too_large) {
			c->limits.at_most /= 2;
			st = ST_OK;
			continue;
		}
		if (st == ST_OK)
			count_joined(c, first, n);
		if (st == ST_OK && !c->options->dry_run)
			st = load_again(c, why);
	}
	return st;
}

/* A program that knows no joined segments must not write to the list any more: the newest
 * segment's format tells it so. */
static enum status raise_format(struct inbox *ib, struct buf *why)
{
	const uint32_t newest = store_segments(ib->store) - 1;
	enum status st;

	if (store_file_format(ib->store, newest) >= FILE_FORMAT || !newest)
		return ST_OK;
	st = inbox_begin(ib, why);
	return st == ST_OK ? inbox_commit(ib, why) : st;
}

static enum status renew_filters(struct compaction *c, struct buf *why)
{
	struct inbox *ib = c->ib;
	enum status st;

	if (ib->n_filters + 1 <= ib->n + PARTS_MAX)
		return ST_OK;
	st = inbox_lock(ib, why);
	if (st == ST_OK)
		st = inbox_extend(ib, why);
	if (st == ST_OK)
		st = inbox_commit(ib, why);
	c->counts->segments_after += st == ST_OK;
	return st;
}

static enum status compact_locked(struct compaction *c, struct buf *why)
{
	enum status st = ST_OK;

	c->folder = store_list_folder(c->ib->store);
	if (!c->options->dry_run)
		st = raise_format(c->ib, why);
	if (st == ST_OK && !c->options->dry_run)
		st = remove_left_files(c->folder, why);
	if (st == ST_OK)
		st = store_size(c->ib->store, &c->counts->bytes_before, why);
	c->counts->segments_before = c->counts->segments_after =
	    store_segments(c->ib->store);
	if (st == ST_OK)
		st = compact_segments(c, why);
	if (st == ST_OK && !c->options->dry_run)
		st = renew_filters(c, why);
	if (st == ST_OK)
		st = store_size(c->ib->store, &c->counts->bytes_after, why);
	free(c->sealed);
	return st;
}

static struct compact_limits limits_of(const struct compact_options *o)
{
	return (struct compact_limits){
		.at_least = o->at_least < 2 ? 2 : o->at_least,
		.at_most = STORE_SEGMENT_MAX,
		.full = o->all ? UINT64_MAX : FULL,
		.by_size = !o->all,
	};
}

enum status compact_list(const struct store_options *o,
			 const struct compact_options *options,
			 struct compact_counts *counts, struct buf *why)
{
	struct store_options open_options = *o;
	struct compaction c = {
		.options = options,
		.counts = counts,
		.limits = limits_of(options),
	};
	struct list_folder folder;
	int fd = -1;
	enum status st;

	*counts = (struct compact_counts){ .segments_before = 0 };
	open_options.mode = options->dry_run ? STORE_READ : STORE_WRITE_EXISTING;
	list_folder_init(&folder, o->dir, o->list, false);
	st = list_folder_check(&folder, !options->dry_run, why);
	if (st == ST_OK)
		st = list_folder_lock(&folder, &fd, why);
	if (st == ST_OK)
		st = inbox_open(&c.ib, &open_options, why);
	if (st == ST_OK)
		st = compact_locked(&c, why);
	inbox_close(c.ib);
	file_close(&fd);
	list_folder_release(&folder);
	return st;
}
