/* SPDX-License-Identifier: MIT */
/*
 * The emergency Maildir, for messages that the store can't take now. A file is
 * a header line (filter/deliver/spool_header.h) and the message, unchanged. A
 * file without that line was put there by a mail program.
 */
#ifndef FILTER_DELIVER_SPOOL_H
#define FILTER_DELIVER_SPOOL_H

#include <dirent.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct spool {
	const char *dir;
	bool shared; /* open to the group */
};

/*
 * Writes a message to the spool, on disk: tmp, fsync, rename into new, fsync of
 * the folder. Makes a missing spool; refuses one that everybody can
 * write to. name gets the file's name, why what went wrong. ST_OK or ST_NOSPACE.
 */
enum status spool_put(const struct spool *, struct str header, struct str raw,
		      struct buf *name, struct buf *why);

/*
 * Opens a folder of the spool for readdir. NULL with errno: EPERM for a folder
 * that everybody can write to (its files could lead anywhere), ENOTDIR or ELOOP
 * for a link.
 */
DIR *spool_list(const struct spool *, const char *sub);

/*
 * Removes the half-written files of dead processes from tmp/: their hosts still
 * have those mails.
 */
void spool_sweep(const struct spool *);

#endif
