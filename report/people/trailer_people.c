/* SPDX-License-Identifier: MIT */
#include "report/people/trailer_people.h"

/* "Name <address>", or a bare address. */
static bool split_trailer_person(struct str text, struct person *p)
{
	size_t open = str_rchr(text, '<');

	p->name = str_trim(str_sub(text, 0, open < text.len ? open : 0));
	p->addr = str_trim(str_sub(text, open < text.len ? open + 1 : 0, text.len));
	p->addr = str_sub(p->addr, 0, str_chr(p->addr, '>'));
	return str_chr(p->addr, '@') < p->addr.len;
}

bool trailer_people_next(struct str *rest, struct trailer *t)
{
	struct str line;

	while (str_line(rest, &line)) {
		size_t colon = str_chr(line, ':');

		t->key = str_trim(str_sub(line, 0, colon));
		if (split_trailer_person(str_trim(str_sub(line, colon + 1, line.len)),
					 &t->who))
			return true;
	}
	return false;
}

bool trailer_approves(const struct trailer *t)
{
	return str_ieq(t->key, STR("Reviewed-by")) || str_ieq(t->key, STR("Acked-by"));
}
