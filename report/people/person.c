/* SPDX-License-Identifier: MIT */
#include "report/people/person.h"
#include "report/util/hashmap.h"

uint64_t person_key(struct person p)
{
	return hash_nocase(p.addr.len ? p.addr : p.name);
}

bool person_same(struct person a, struct person b)
{
	return (a.addr.len && str_ieq(a.addr, b.addr)) ||
	       (a.name.len && str_ieq(a.name, b.name));
}
