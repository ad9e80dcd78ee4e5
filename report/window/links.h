/* SPDX-License-Identifier: MIT */
/* The lines of post.links: "supersedes ID", "link ID", "change-id TEXT". */
#ifndef REPORT_WINDOW_LINKS_H
#define REPORT_WINDOW_LINKS_H

#include "store/util/str.h"

/* Takes lines off links up to the next one that begins with that word (and its blank). */
bool links_next(struct str *links, struct str word, struct str *value);

#endif
