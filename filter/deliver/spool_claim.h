/* SPDX-License-Identifier: MIT */
/*
 * A spooled file on its way into the store. A process that deals with one
 * holds a lock on it and has renamed it to NAME.try: a name that outlives the
 * process tells that its last try crashed.
 */
#ifndef FILTER_DELIVER_SPOOL_CLAIM_H
#define FILTER_DELIVER_SPOOL_CLAIM_H

#include "filter/deliver/spool.h"

#define SPOOL_TRY ".try"

/* From spool_claim to one of the last four below, which all release it. */
struct spool_file {
	struct buf rest, try; /* its path at rest, and while it is tried */
	int fd;		      /* open for reading, locked */
	bool crashed;	      /* was found as NAME.try */
	bool trying;	      /* is called NAME.try */
};

/*
 * Locks the file of that name in folder, which is a spool's new/ or cur/.
 * False if another process has it or it is gone; or else, with a phrase in
 * why, if it can't be read or is no file.
 */
bool spool_claim(struct spool_file *, const char *folder, const char *name,
		 const char **why);
/* Renames it to NAME.try, before anything is done that may crash. False: not possible. */
bool spool_try(struct spool_file *);
/* It is in the store: away with it. False if it stays: stored twice does no harm. */
bool spool_done(struct spool_file *);
/* Not now: under the name that it was found with. */
void spool_return(struct spool_file *);
/* Its try crashed: it stays as NAME.try. */
void spool_leave(struct spool_file *);
/* Nothing can be made of it: into failed/. False if it stays as NAME.try. */
bool spool_fail(struct spool_file *, const struct spool *);

#endif
