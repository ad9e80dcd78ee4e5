/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/archive_pos.h"

int archive_pos_cmp(struct archive_pos a, struct archive_pos b)
{
	if (a.epoch != b.epoch)
		return a.epoch < b.epoch ? -1 : 1;
	if (a.generation != b.generation) /* the newest comes first */
		return a.generation > b.generation ? -1 : 1;
	return (a.ordinal > b.ordinal) - (a.ordinal < b.ordinal);
}

static int hex_digit(char c)
{
	c = to_lower(c);
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool commit_ref_parse(struct commit_ref *p, struct str hex)
{
	unsigned char commit[COMMIT_MAX] = { 0 };

	if (hex.len < PREFIX_MIN || hex.len > 2 * COMMIT_MAX)
		return false;
	for (size_t i = 0; i < hex.len; i++) {
		int digit = hex_digit(hex.s[i]);

		if (digit < 0)
			return false;
		commit[i / 2] |= (unsigned char)(i % 2 ? digit : digit << 4);
	}
	memcpy(p->commit, commit, sizeof(commit));
	p->commit_digits = hex.len;
	return true;
}
