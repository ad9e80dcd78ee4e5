/* SPDX-License-Identifier: MIT */
#include "store/inbox/record.h"
#include "report/series/version_order.h"

/* Takes the digits, or what is no digit, off s; digits without leading zeros. */
static struct str take_version_run(struct str *s, bool digits)
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

static bool is_one_digit(struct str s)
{
	return s.len == 1 && is_digit(s.s[0]);
}

int version_cmp(struct str a, struct str b)
{
	/* most versions are; sorting asks often */
	if (is_one_digit(a) && is_one_digit(b))
		return a.s[0] - b.s[0];
	if (str_eq(a, b))
		return 0;
	for (bool digits = true; a.len || b.len; digits = !digits) {
		struct str x = take_version_run(&a, digits),
			   y = take_version_run(&b, digits);
		int d = str_cmp_nocase(x, y);

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
		d = a.after - b.after;
	if (!d)
		d = !(a.facts & FACT_RFC) - !(b.facts & FACT_RFC);
	if (!d)
		d = (bool)(a.facts & FACT_RESEND) - (bool)(b.facts & FACT_RESEND);
	return d;
}
