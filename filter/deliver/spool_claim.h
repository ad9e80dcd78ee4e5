/* SPDX-License-Identifier: MIT */
/*
 * A spooled file on its way into the store. The process that attempts it holds
 * a lock on it and has renamed it to NAME.try. If that name outlives the
 * process, the last attempt crashed.
 */
#ifndef FILTER_DELIVER_SPOOL_CLAIM_H
#define FILTER_DELIVER_SPOOL_CLAIM_H

#include "filter/deliver/spool.h"

#define SPOOL_TRY ".try"

/* Filled by spool_claim; released by spool_done, _return, _release or _fail. */
struct spool_file {
	struct buf rest, try; /* its path without and with SPOOL_TRY */
	int fd;		      /* open for reading, locked */
	bool crashed;	      /* was found as NAME.try */
	bool trying;	      /* is now NAME.try */
};

/*
 * Locks the file of that name in folder, a spool's new/ or cur/. False with
 * why NULL if another process has it or it is gone; false with a phrase in why
 * if it can't be read or is no regular file.
 */
bool spool_claim(struct spool_file *, const char *folder, const char *name,
		 const char **why);
/* Renames it to NAME.try, before anything that may crash. False if that fails. */
bool spool_try(struct spool_file *);
/* Removes it once it is stored. False if it stays; storing it again does no harm. */
bool spool_done(struct spool_file *);
/* Gives it back under the name that it was found with. */
void spool_return(struct spool_file *);
/* Leaves it under the name that it has: NAME.try, if its attempt crashed. Keeps errno. */
void spool_release(struct spool_file *);
/* Moves it to failed/. False if it stays as NAME.try. */
bool spool_fail(struct spool_file *, const struct spool *);

#endif
