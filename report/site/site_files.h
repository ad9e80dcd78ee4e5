/* SPDX-License-Identifier: MIT */
/* The templates of a site: built into the program. */
#ifndef REPORT_SITE_SITE_FILES_H
#define REPORT_SITE_SITE_FILES_H

#include "store/util/str.h"

struct str site_index_template(void); /* index.html */
struct str site_lists_template(void); /* lists.html */

#endif
