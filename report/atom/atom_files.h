/* SPDX-License-Identifier: MIT */
/* The templates of a feed: built into the program. */
#ifndef REPORT_ATOM_ATOM_FILES_H
#define REPORT_ATOM_ATOM_FILES_H

#include "store/util/str.h"

struct str atom_feed_template(void);	/* feed.xml */
struct str atom_content_template(void); /* content.html */

#endif
