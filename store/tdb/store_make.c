/* SPDX-License-Identifier: MIT */
/* Makes a list's folder and its segments. */
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/tdb/store_impl.h"

/*
 * Writes the new file's head and what fill adds, and syncs. No other process
 * sees the file yet: it needs no transaction, for which TDB would reserve undo
 * room as large as all of that. A file that is sealed from the beginning never
 * needs undo room, which would be its largest part.
 */
static enum status fill_file(struct store *s, uint32_t segment, store_fill_fn *fill,
			     void *arg)
{
	struct file_head h = { .segment = segment,
			       .first = segment,
			       .data_format = DATA_FORMAT,
			       .sealed = s->alone ? FILE_BORN_SEALED : FILE_OPEN,
			       .id = s->head.id,
			       .format = FILE_FORMAT };
	enum status st = ST_OK;

	snprintf(h.id_name, sizeof(h.id_name), "%s", store_id_name(s));
	if (s->alone)
		st = tdbfile_make_room(s->target, s->alone->entries + 1,
				       s->alone->bytes + FILE_HEAD_MAX);
	if (st == ST_OK)
		st = file_head_put(s->target, &h);
	if (st == ST_OK && fill)
		st = fill(s, arg);
	if (st == ST_OK && !s->alone)
		st = tdbfile_make_undo_room(s->target);
	return st == ST_OK ? tdbfile_sync(s->target) : st;
}

static void explain_not_made(const struct store *s, const char *temp, enum status st,
			     struct buf *why)
{
	buf_addf(why, "%s: ", temp);
	if (st == ST_NOSPACE)
		tdbfile_explain(s->target, status_text(st), why);
	else
		buf_addstr(why, status_text(st));
}

/* --shared needs group rights, which the umask may remove. Returns the old mask. */
static mode_t set_umask(const struct store *s)
{
	return umask(s->folder.shared ? 007 : 077);
}

/* Mapped and without locks, the 8,192 chain heads are written in a tenth of the time. */
enum status store_make_segment(struct store *s, uint32_t segment, store_fill_fn *fill,
			       void *arg, struct buf *why)
{
	const struct segment_range r = { segment, segment };
	mode_t old = set_umask(s);
	struct buf temp = BUF_INIT;
	struct tdbfile *outer = s->target;
	enum status st = ST_OK;

	tdbfile_begin_write();
	list_folder_remove_stale(&s->folder);
	list_folder_temp_file(&s->folder, r, &temp);
	s->target = tdbfile_open(temp.data,
				 TDBFILE_NEW | TDBFILE_MAPPED | TDBFILE_UNLOCKED |
				     (s->alone ? TDBFILE_SMALL : 0),
				 s->folder.shared ? 0660 : 0600);
	if (!s->target) {
		st = list_folder_failed(temp.data, why);
		unlink(temp.data);
	} else {
		tdbfile_claim(s->target);
		st = fill_file(s, segment, fill, arg);
		if (st != ST_OK)
			explain_not_made(s, temp.data, st, why);
		tdbfile_close(s->target);
		if (st == ST_OK)
			st = list_folder_link_file(&s->folder, temp.data, r, why);
		else
			unlink(temp.data);
	}
	s->target = outer;
	buf_release(&temp);
	umask(old);
	return st;
}

enum status store_make_first(struct store *s, void *arg, struct buf *why)
{
	mode_t old = set_umask(s);
	enum status st = list_folder_make(&s->folder, why);

	umask(old);
	if (getrandom(&s->head.id, sizeof(s->head.id), 0) != sizeof(s->head.id))
		s->head.id = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
	return st == ST_OK ? store_make_segment(s, 0, s->fill, arg, why) : st;
}

enum status store_make_alone(const struct store_options *o,
			     const struct store_alone *alone, void *fill_arg,
			     struct buf *why)
{
	struct store s = { .mode = STORE_WRITE, .fill = o->fill, .alone = alone };
	enum status st;
	uint32_t n;

	list_folder_init(&s.folder, o->dir, o->list, o->shared);
	st = list_folder_check(&s.folder, true, why);
	if (st == ST_OK)
		st = list_folder_segments(&s.folder, &n, why);
	if (st == ST_OK)
		st = n ? ST_EXISTS : store_make_first(&s, fill_arg, why);
	list_folder_release(&s.folder);
	return st;
}
