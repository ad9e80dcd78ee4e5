/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <unistd.h>

#include "store/inbox/left_files.h"
#include "store/inbox/schema.h"
#include "store/tdb/wipe.h"

/* Bytes that are kept of each value: a reader of a superseded file needs them to end. */
#define KEPT 4

static void add_range_name(struct buf *names, const struct list_folder *f,
			   struct segment_range r)
{
	struct buf path = BUF_INIT;

	list_folder_range_file(f, r, &path);
	buf_adds(names,
		 str_sub(buf_str(&path), str_rchr(buf_str(&path), '/') + 1, path.len));
	buf_addch(names, '\n');
	buf_release(&path);
}

enum status left_files_find(struct left_files *l, const struct list_folder *folder,
			    struct buf *why)
{
	struct buf superseded = BUF_INIT;
	struct segment_range *ranges = NULL;
	const struct segment_range *r;
	uint32_t n;
	enum status st = list_folder_ranges(folder, &ranges, &n, &superseded, why);

	l->folder = folder;
	r = (const void *)superseded.data;
	for (size_t i = 0; st == ST_OK && i < superseded.len / sizeof(*r); i++)
		add_range_name(&l->superseded, folder, r[i]);
	if (st == ST_OK)
		st = list_folder_unfinished(folder, &l->unfinished, why);
	free(ranges);
	buf_release(&superseded);
	return st;
}

static void path_of(const struct left_files *l, struct str name, struct buf *path)
{
	buf_reset(path);
	buf_addf(path, "%s/", l->folder->path);
	buf_adds(path, name);
}

static enum status wipe_superseded(const char *path, const uint32_t *seqs, size_t n,
				   struct buf *why)
{
	struct wipe w;
	enum status st = wipe_open(&w, path, why), closed;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct key k = key_mail(seqs[i]);

		st = wipe_value(&w, key_str(&k), KEPT, why);
		if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	if (st == ST_OK)
		st = wipe_dead_space(&w, why);
	closed = wipe_close(&w, why);
	return status_first(st, closed);
}

enum status left_files_wipe(const struct left_files *l, const uint32_t *seqs, size_t n,
			    struct buf *why)
{
	struct str unfinished = buf_str(&l->unfinished),
		   superseded = buf_str(&l->superseded);
	struct buf path = BUF_INIT;
	enum status st = ST_OK;
	struct str name;

	while (st == ST_OK && str_line(&unfinished, &name)) {
		path_of(l, name, &path);
		st = wipe_file(buf_cstr(&path), why);
	}
	while (st == ST_OK && str_line(&superseded, &name)) {
		path_of(l, name, &path);
		st = wipe_superseded(buf_cstr(&path), seqs, n, why);
	}
	buf_release(&path);
	return st;
}

static void remove_names(const struct left_files *l, struct str names)
{
	struct buf path = BUF_INIT;
	struct str name;

	while (str_line(&names, &name)) {
		path_of(l, name, &path);
		unlink(buf_cstr(&path));
	}
	buf_release(&path);
}

void left_files_remove(const struct left_files *l)
{
	remove_names(l, buf_str(&l->unfinished));
	remove_names(l, buf_str(&l->superseded));
}

void left_files_release(struct left_files *l)
{
	buf_release(&l->unfinished);
	buf_release(&l->superseded);
}
