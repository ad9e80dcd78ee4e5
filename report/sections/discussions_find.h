/* SPDX-License-Identifier: MIT */
/* Finds what the people of a list talk about in the window. */
#ifndef REPORT_SECTIONS_DISCUSSIONS_FIND_H
#define REPORT_SECTIONS_DISCUSSIONS_FIND_H

#include "report/sections/section_rows.h"

/* The replies in the window to a series, a pull request or another mail. */
struct discussion {
	size_t top; /* the mail of its row, into threads.mails */
	struct people_count people;
	uint32_t replies;
};

struct discussions {
	struct discussion *list;
	size_t n, cap;
	struct hashmap by_key;
};

/* Finds the discussions of the threads, which are bound. To be released. */
void discussions_find(struct discussions *, const struct section_input *);
void discussions_release(struct discussions *);

#endif
