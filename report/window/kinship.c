/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/window/kinship.h"

bool post_in_series(const struct post *p)
{
	return p->kind == KIND_COVER || (p->facts & FACT_NUMBERED);
}

bool post_is_cover(const struct post *p)
{
	return p->kind == KIND_COVER || (post_in_series(p) && p->number == 0);
}

/* It says in what state the work is, not what it is for; "RESEND2" too. */
static bool is_state(struct str flag)
{
	static const struct str states[] = { STR("rfc"),    STR("resend"), STR("repost"),
					     STR("resent"), STR("rebase"), STR("rebased"),
					     STR("rft"),    STR("wip"),	   STR("draft") };

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		size_t len = states[i].len;

		if (str_istarts(flag, states[i]) &&
		    (flag.len == len || !is_alpha(flag.s[len])))
			return true;
	}
	return false;
}

uint64_t post_targets(const struct post *p)
{
	struct str rest = p->prefix, flag;
	uint64_t sum = 0;

	while (str_token(&rest, ',', &flag))
		if (!is_state(flag))
			sum += hash_text(flag);
	return sum;
}

bool post_same_author(const struct post *a, const struct post *b)
{
	return (a->author_addr.len && str_ieq(a->author_addr, b->author_addr)) ||
	       (a->author_name.len && str_ieq(a->author_name, b->author_name)) ||
	       (a->from_name.len && str_ieq(a->from_name, b->from_name)) ||
	       /* Without a name an address may be the list's own, put there for DMARC. */
	       (!a->from_name.len && !b->from_name.len && a->from_addr.len &&
		str_ieq(a->from_addr, b->from_addr));
}

/* Takes the digits, or what is no digit, off s; digits without leading zeros. */
static struct str take_run(struct str *s, bool digits)
{
	size_t n = 0, zeros = 0;
	struct str run;

	while (n < s->len && is_digit(s->s[n]) == digits)
		n++;
	while (digits && zeros + 1 < n && s->s[zeros] == '0')
		zeros++;
	run = str_sub(*s, zeros, n);
	*s = str_sub(*s, n, s->len);
	return run;
}

/* As str_cmp, but letters A to Z compare as a to z. */
static int text_icmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < n; i++) {
		int d = (unsigned char)to_lower(a.s[i]) - (unsigned char)to_lower(b.s[i]);

		if (d)
			return d;
	}
	return (a.len > b.len) - (a.len < b.len);
}

int version_cmp(struct str a, struct str b)
{
	if (str_eq(a, b))
		return 0;
	for (bool digits = true; a.len || b.len; digits = !digits) {
		struct str x = take_run(&a, digits), y = take_run(&b, digits);
		int d = text_icmp(x, y);

		if (digits && x.len != y.len)
			return x.len < y.len ? -1 : 1;
		if (d)
			return d;
	}
	return 0;
}

int edition_cmp(struct edition a, struct edition b)
{
	int d = version_cmp(a.version, b.version);

	if (!d)
		d = !(a.facts & FACT_RFC) - !(b.facts & FACT_RFC);
	if (!d)
		d = (bool)(a.facts & FACT_RESEND) - (bool)(b.facts & FACT_RESEND);
	return d;
}
