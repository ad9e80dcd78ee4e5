/* SPDX-License-Identifier: MIT */
/* The patch ids of a series, to tell which of its patches another version has too. */
#ifndef REPORT_BOARD_PATCH_IDS_H
#define REPORT_BOARD_PATCH_IDS_H

#include "report/series/series.h"

struct patch_ids {
	uint64_t *keys; /* hash_bytes() of each id */
	size_t n_keys, cap;
	uint32_t n; /* patches, also those without an id */
};

#define PATCH_IDS_INIT ((struct patch_ids){ NULL, 0, 0, 0 })

/* Adds the patch of a mail, or those of its parts; as in struct record. */
void patch_ids_add(struct patch_ids *, struct str patch_id, struct str parts);
/* Adds all patches that a series has here. */
void patch_ids_add_series(struct patch_ids *, const struct series *);
/* Whether each of at least n patches has an id. */
bool patch_ids_known(const struct patch_ids *, uint32_t n);
/* Returns how many patches of a are in b. */
uint32_t patch_ids_common(const struct patch_ids *a, const struct patch_ids *b);
void patch_ids_release(struct patch_ids *);

#endif
