/* SPDX-License-Identifier: MIT */
#include "store/util/age.h"
#include "store/util/array.h"
#include "store/util/utc.h"

static const struct unit {
	struct str text[4]; /* how it may be written; the third: one, the fourth: many */
	int64_t seconds;
} units[] = {
	{ { STR("y"), STR("yr"), STR("year"), STR("years") }, 365 * DAY_SECONDS },
	{ { STR("mo"), STR("mon"), STR("month"), STR("months") }, 30 * DAY_SECONDS },
	{ { STR("w"), STR("wk"), STR("week"), STR("weeks") }, 7 * DAY_SECONDS },
	{ { STR("d"), STR("da"), STR("day"), STR("days") }, DAY_SECONDS },
	{ { STR("h"), STR("hr"), STR("hour"), STR("hours") }, 3600 },
	{ { STR("m"), STR("min"), STR("minute"), STR("minutes") }, 60 },
	{ { STR("s"), STR("sec"), STR("second"), STR("seconds") }, 1 },
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
	buf_adds(b, units[i].text[seconds / units[i].seconds == 1 ? 2 : 3]);
}
