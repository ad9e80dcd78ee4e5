/* SPDX-License-Identifier: MIT */
/*
 * What can go wrong, and the exit code that says so outside of deliver mode
 * (where all that fails is spooled, or is 75).
 */
#ifndef STORE_UTIL_STATUS_H
#define STORE_UTIL_STATUS_H

enum status {
	ST_OK,
	ST_EXISTS,    /* known already: a success */
	ST_NOTFOUND,  /* no such record; never leaves a program as such */
	ST_INPUT,     /* some input could not be read; the rest was done */
	ST_USAGE,     /* options, arguments, a time that is not understood */
	ST_NOCOMMIT,  /* no such commit, or ambiguous */
	ST_NOINPUT,   /* no such file, folder, store, list; or not allowed to */
	ST_DAMAGED,   /* the store, or a record of it */
	ST_NEWER,     /* the store's format is newer than this program */
	ST_CANTCREAT, /* the output file */
	ST_OUTPUT,    /* output was not taken */
	ST_BUSY,      /* a lock was not had in time, a fork or memory not at all */
	ST_NOSPACE,   /* the disk is full or failing: the store could not be written */
	ST_COUNT
};

/* A short phrase, for the end of a message; never NULL. */
const char *status_text(enum status);
/* From sysexits(3); 0 for ST_OK and ST_EXISTS. */
int status_exit(enum status);

#endif
