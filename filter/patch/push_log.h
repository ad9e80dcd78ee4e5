/* SPDX-License-Identifier: MIT */
/*
 * What git push prints, which maintainers paste below their thanks (sr.ht's mails have
 * it):
 *
 *	To git.sr.ht:~jane/frob
 *	   0123456..89abcde  master -> master
 */
#ifndef FILTER_PATCH_PUSH_LOG_H
#define FILTER_PATCH_PUSH_LOG_H

#include "store/util/str.h"

struct push_log {
	struct str tree, branch;
};

/* Returns false if no unquoted lines of the text are such a log. */
bool push_log_read(struct push_log *, struct str text);

#endif
