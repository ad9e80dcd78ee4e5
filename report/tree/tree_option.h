/* SPDX-License-Identifier: MIT */
/* The value of --tree: DIR or DIR#REV (patchdigest-report(1)). */
#ifndef REPORT_TREE_TREE_OPTION_H
#define REPORT_TREE_TREE_OPTION_H

#include "store/util/buf.h"
#include "store/util/status.h"

struct tree_option {
	struct buf dir;	 /* the folder, as given; owned */
	struct str rev;	 /* a view into the option; empty: HEAD */
	struct buf repo; /* the repository: dir, or the .git in it; owned */
};

#define TREE_OPTION_INIT ((struct tree_option){ .dir = BUF_INIT })

/*
 * Reads the option's text, which must outlive what is read. The name of a folder, and a
 * revision, may contain #: the longest folder that there is counts. ST_USAGE if folder or
 * revision are empty; ST_NOINPUT if there is no such folder. To be released after an
 * error too.
 */
enum status tree_option_parse(struct tree_option *, const char *text, struct buf *why);
void tree_option_release(struct tree_option *);

#endif
