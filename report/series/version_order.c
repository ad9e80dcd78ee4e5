/* SPDX-License-Identifier: MIT */
#include "store/inbox/record.h"
#include "report/series/version_order.h"

/* Takes the digits and the byte after them off s; returns them without leading zeros. */
static struct str take_version_number(struct str *s)
{
	size_t n = 0, zeros = 0;
	struct str number;

	while (n < s->len && is_digit(s->s[n]))
		n++;
	while (zeros + 1 < n && s->s[zeros] == '0')
		zeros++;
	number = str_sub(*s, zeros, n);
	*s = str_sub(*s, n + 1, s->len);
	return number;
}

int version_cmp(struct str a, struct str b)
{
	if (str_eq(a, b))
		return 0;
	while (a.len || b.len) {
		struct str x = take_version_number(&a), y = take_version_number(&b);

		if (x.len != y.len)
			return x.len < y.len ? -1 : 1;
		if (str_cmp(x, y))
			return str_cmp(x, y);
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
