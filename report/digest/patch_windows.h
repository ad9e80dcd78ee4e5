/* SPDX-License-Identifier: MIT */
/* How many patches were posted in each window, and how many were applied in it. */
#ifndef REPORT_DIGEST_PATCH_WINDOWS_H
#define REPORT_DIGEST_PATCH_WINDOWS_H

#include "report/digest/past_mails.h"

struct patch_window {
	int64_t since;
	uint32_t posted;  /* each version of a patch */
	uint32_t applied; /* as a mail or a tree of that window says */
};

struct patch_windows {
	struct patch_window list[PAST_WINDOWS]; /* oldest first */
	size_t n;
	uint32_t most; /* of all numbers */
};

/*
 * Counts the patches of mails that are bound, and notes which "applied" mails it has
 * seen. A patch is applied once: as a tree has it, else as the earliest mail says. A mail
 * about a patch that is not among the mails counts the parts that it names, or 1.
 */
void patch_windows_count(struct patch_windows *, const struct past_mails *);

#endif
