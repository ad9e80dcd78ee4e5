/* SPDX-License-Identifier: MIT */
/*
 * The folder of a site. One run at a time writes to it. Each file appears whole, or not
 * at all: it is written under another name, synced, and renamed.
 */
#ifndef REPORT_SITE_SITE_PLACE_H
#define REPORT_SITE_SITE_PLACE_H

#include "report/output/output.h"

#define SITE_WAIT 8 /* seconds to wait for another run */

struct site_place {
	struct buf dir;
	/* the path of a file that is being written; the next run overwrites one that a
	 * killed run left */
	struct buf new_file;
	int lock;
};

#define SITE_PLACE_INIT ((struct site_place){ .lock = -1 })

/* Makes the folder, if need be, and locks it. ST_CANTCREAT; ST_BUSY if another run holds
 * the lock. */
enum status site_place_open(struct site_place *, const char *dir, struct buf *why);
/* Must be called after an error too. */
void site_place_close(struct site_place *);

/* Prints a file. ST_DAMAGED: something could not be read; all else was printed. */
typedef enum status site_print_fn(struct output *, const void *arg);
/* Writes the file with that name in the folder. Returns what print returns, or
 * ST_CANTCREAT. */
enum status site_place_write(const struct site_place *, const char *name,
			     site_print_fn *print, const void *arg, struct buf *why);
/* Makes a folder in the site's folder. */
enum status site_place_make(const struct site_place *, const char *name, struct buf *why);
/* Takes a name in a folder. Any status but ST_OK ends site_place_each(). */
typedef enum status site_name_fn(void *arg, const char *name, struct buf *why);
/*
 * Calls fn for each name in a folder, until one does not return ST_OK. Returns what fn
 * returned last, or ST_CANTCREAT if the folder can't be read to its end.
 */
enum status site_place_each(const char *dir, site_name_fn *fn, void *arg,
			    struct buf *why);
/*
 * Sets text to the content of a file of a site. ST_NOTFOUND, with an empty text, if there
 * is no such file, or if it has more than limit bytes; ST_CANTCREAT if it can't be read.
 */
enum status site_place_read(struct buf *text, const char *path, size_t limit,
			    struct buf *why);
/* As site_place_read(), but a longer file is cut a little after the limit. */
enum status site_place_read_head(struct buf *text, const char *path, size_t limit,
				 struct buf *why);

#endif
