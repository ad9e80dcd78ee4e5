/* SPDX-License-Identifier: MIT */
#include "store/util/age.h"
#include "store/util/array.h"
#include "store/util/utc.h"

static const struct unit {
	char text[4][LISTED_ROOM]; /* how it may be written; the third: one, the fourth:
				      many */
	int64_t seconds;
} units[] = {
	{ { "y", "yr", "year", "years" }, 365 * DAY_SECONDS },
	{ { "mo", "mon", "month", "months" }, 30 * DAY_SECONDS },
	{ { "w", "wk", "week", "weeks" }, 7 * DAY_SECONDS },
	{ { "d", "da", "day", "days" }, DAY_SECONDS },
	{ { "h", "hr", "hour", "hours" }, 3600 },
	{ { "m", "min", "minute", "minutes" }, 60 },
	{ { "s", "sec", "second", "seconds" }, 1 },
};

#define LONGEST (1000 * 365 * DAY_SECONDS)

bool age_parse(struct str s, int64_t *seconds)
{
	size_t digits = str_digits(s, 0);
	struct str unit = str_trim(str_sub(s, digits, s.len));
	uint32_t n;

	if (!str_number(str_sub(s, 0, digits), &n) || !n)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (str_is_any(unit, units[i].text, ARRAY_SIZE(units[i].text))) {
			*seconds = n * units[i].seconds;
			return *seconds <= LONGEST;
		}
	return false;
}

void age_add(struct buf *b, int64_t seconds)
{
	size_t i = 0;

	while (i + 1 < ARRAY_SIZE(units) && seconds < 2 * units[i].seconds)
		i++;
	buf_addf(b, "%lld ", (long long)(seconds / units[i].seconds));
	buf_addstr(b, units[i].text[seconds / units[i].seconds == 1 ? 2 : 3]);
}
