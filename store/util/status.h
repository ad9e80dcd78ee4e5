/* SPDX-License-Identifier: MIT */
/*
 * How a call ended, and the exit code for it. A delivery exits with 0 or 75 only
 * (filter/deliver/deliver.c): if the store fails, the mail goes into the spool.
 */
#ifndef STORE_UTIL_STATUS_H
#define STORE_UTIL_STATUS_H

struct buf;

enum status {
	ST_OK,
	ST_EXISTS,    /* known already: a success */
	ST_NOTFOUND,  /* no such record; no program ends with it */
	ST_INPUT,     /* some input could not be read; the rest was done */
	ST_USAGE,     /* a wrong option, argument or time */
	ST_NOCOMMIT,  /* no such commit, or ambiguous */
	ST_NOINPUT,   /* no such file, folder, store or list, or no permission */
	ST_DAMAGED,   /* the store or one of its records is damaged */
	ST_NEWER,     /* the store's format is newer than this program */
	ST_CANTCREAT, /* the output file */
	ST_OUTPUT,    /* the output could not be written */
	ST_BUSY,      /* a lock was not free in time, or fork or memory failed */
	ST_NOSPACE,   /* the disk is full or failing: the store could not be written */
	ST_COUNT
};

/* Returns a short phrase for the end of a message; never NULL. */
const char *status_text(enum status);
/* Returns the exit code (sysexits(3)); 0 for ST_OK and ST_EXISTS. */
int status_exit(enum status);
/* Returns the earlier fault of two steps, or ST_OK. */
static inline enum status status_first(enum status earlier, enum status later)
{
	return earlier != ST_OK ? earlier : later;
}
/* Appends to why how a call ended. Returns the status. */
enum status status_say(struct buf *why, enum status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
