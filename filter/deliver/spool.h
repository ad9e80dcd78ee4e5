/* SPDX-License-Identifier: MIT */
/*
 * The emergency Maildir: where a message goes that the store can't take now.
 * A file is a message as it came, behind its head line (filter/deliver/spool_header.h);
 * a file without one was put there by a mail program.
 */
#ifndef FILTER_DELIVER_SPOOL_H
#define FILTER_DELIVER_SPOOL_H

#include <dirent.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct spool {
	const char *dir;
	bool shared; /* made for the group too */
};

/*
 * Puts a message there, on disk: tmp, fsync, rename into new, fsync of the
 * folder. The spool is made if need be; one that everybody can write to is
 * refused. name gets the file's name, why what went wrong. ST_OK or ST_NOSPACE.
 */
enum status spool_put(const struct spool *, struct str head, struct str raw,
		      struct buf *name, struct buf *why);

/*
 * Opens a folder of a spool that is there, to be listed. NULL with errno:
 * EPERM for a folder that everybody can write to (whose files could be made to
 * lead anywhere), ENOTDIR or ELOOP for a link.
 */
DIR *spool_list(const struct spool *, const char *sub);

/* Removes what processes that died left half written in tmp/: their hosts still have
 * those mails. */
void spool_sweep(const struct spool *);

#endif
