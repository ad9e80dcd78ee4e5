/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/archive_pos.h"
#include "store/util/hex.h"

int archive_pos_cmp(struct archive_pos a, struct archive_pos b)
{
	if (a.epoch != b.epoch)
		return a.epoch < b.epoch ? -1 : 1;
	if (a.generation != b.generation) /* the newest comes first */
		return a.generation > b.generation ? -1 : 1;
	return (a.ordinal > b.ordinal) - (a.ordinal < b.ordinal);
}

bool commit_ref_parse(struct commit_ref *p, struct str hex)
{
	unsigned char commit[COMMIT_MAX] = { 0 };

	if (hex.len < PREFIX_MIN || hex.len > 2 * COMMIT_MAX || !hex_read(commit, hex))
		return false;
	memcpy(p->commit, commit, sizeof(commit));
	p->commit_digits = hex.len;
	return true;
}
