/* SPDX-License-Identifier: MIT */
#include "report/people/person.h"
#include "report/util/glob.h"
#include "report/util/hashmap.h"
#include "store/inbox/record.h"

uint64_t person_key(struct person p)
{
	return hash_nocase(p.addr.len ? p.addr : p.name);
}

bool person_same(struct person a, struct person b)
{
	return (a.addr.len && str_ieq(a.addr, b.addr)) ||
	       (a.name.len && str_ieq(a.name, b.name));
}

bool person_matches(struct person p, const char *text)
{
	struct buf line = BUF_INIT;
	bool is;

	author_line(&line, p.name, p.addr);
	if (glob_is_pattern(text))
		is = glob_matches(text, p.name, true) ||
		     glob_matches(text, p.addr, true) ||
		     glob_matches(text, buf_str(&line), true);
	else
		is = str_ifind(buf_str(&line), str_from(text)) < line.len;
	buf_release(&line);
	return is;
}
