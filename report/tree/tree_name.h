/* SPDX-License-Identifier: MIT */
/* How a git tree is named: by the URL that it was cloned from. */
#ifndef REPORT_TREE_TREE_NAME_H
#define REPORT_TREE_TREE_NAME_H

#include "store/util/buf.h"

/*
 * Appends a URL, or an address as ssh has it, without the user, the password and the
 * query, which may be secret: "https://me:pass@git.example/frob.git?token=x" becomes
 * "https://git.example/frob.git".
 */
void tree_url_add(struct buf *, struct str url);
/*
 * Returns the last two names of the path: "frob/linux.git" of
 * "https://git.example/pub/scm/frob/linux.git/". Returns the only one if there are no
 * two; empty if there is no path.
 */
struct str tree_short_name(struct str url);

#endif
