/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/record/origin.h"

static int hex_digit(char c)
{
	c = to_lower(c);
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool origin_commit(struct commit_ref *p, struct str hex)
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
