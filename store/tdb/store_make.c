/* SPDX-License-Identifier: MIT */
/* Making a list's folder and its files. */
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/tdb/store_impl.h"

/*
 * The new file's head, and what fill adds, on disk. Nobody sees the file yet:
 * it needs no transaction, which would leave room for its undoing behind.
 */
static enum status fill_file(struct store *s, uint32_t epoch, store_fill_fn *fill,
			     void *arg)
{
	enum status st =
	    file_head_put(s->target, &(const struct file_head){ epoch, false, s->id });

	if (st == ST_OK && fill)
		st = fill(s, arg);
	return st == ST_OK ? tdbfile_finish(s->target) : st;
}

static void tell_unmade(const struct store *s, const char *fresh, enum status st,
			struct buf *why)
{
	buf_addf(why, "%s: ", fresh);
	if (st == ST_NOSPACE)
		tdbfile_tell(s->target, status_text(st), why);
	else
		buf_addstr(why, status_text(st));
}

/* --shared needs group rights that the umask would take. */
static mode_t give_rights(const struct store *s)
{
	return umask(s->folder.shared ? 007 : 077);
}

/* Mapped and not locked: its 8,192 chain heads take a tenth of the time. */
enum status store_make_segment(struct store *s, uint32_t epoch, store_fill_fn *fill,
			       void *arg, struct buf *why)
{
	mode_t old = give_rights(s);
	struct buf fresh = BUF_INIT;
	struct tdbfile *outer = s->target;
	enum status st = ST_OK;

	list_folder_sweep(&s->folder);
	list_folder_fresh(&s->folder, epoch, &fresh);
	s->target =
	    tdbfile_open(fresh.data, TDBFILE_NEW | TDBFILE_MAPPED | TDBFILE_UNLOCKED,
			 s->folder.shared ? 0660 : 0600);
	if (!s->target) {
		st = list_folder_failed(fresh.data, why);
	} else {
		tdbfile_claim(s->target);
		st = fill_file(s, epoch, fill, arg);
		if (st != ST_OK)
			tell_unmade(s, fresh.data, st, why);
		tdbfile_close(s->target);
		if (st == ST_OK)
			st = list_folder_adopt(&s->folder, fresh.data, epoch, why);
		else
			unlink(fresh.data);
	}
	s->target = outer;
	buf_release(&fresh);
	umask(old);
	return st;
}

enum status store_make_first(struct store *s, struct buf *why)
{
	mode_t old = give_rights(s);
	enum status st = list_folder_make(&s->folder, why);

	umask(old);
	if (getrandom(&s->id, sizeof(s->id), 0) != sizeof(s->id))
		s->id = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
	return st == ST_OK ? store_make_segment(s, 0, s->fill, NULL, why) : st;
}
