/* SPDX-License-Identifier: MIT */
/* Patches from before the window that its pull requests and notices name. */
#ifndef REPORT_SECTIONS_NAMED_PATCHES_H
#define REPORT_SECTIONS_NAMED_PATCHES_H

#include "report/thread/threads.h"

/* How long before the window they are looked for: a merge window and before. */
#define NAMED_DAYS 90

/*
 * Puts the hash_text of each title that a pull request or a notice without In-Reply-To
 * names into titles. ST_DAMAGED: some pull request could not be read.
 */
enum status named_patches_titles(struct hashmap *titles, const struct selection *);
/* Takes the patches of such titles into the threads, which are not bound yet. */
enum status named_patches_read(struct threads *, const struct selection *);

#endif
