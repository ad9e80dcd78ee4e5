/* SPDX-License-Identifier: MIT */
#include "report/window/links.h"

bool links_next(struct str *links, struct str word, struct str *value)
{
	struct str line;

	while (str_line(links, &line)) {
		if (!str_starts(line, word))
			continue;
		*value = str_trim(str_sub(line, word.len, line.len));
		if (value->len)
			return true;
	}
	return false;
}
