/* SPDX-License-Identifier: MIT */
#include "report/util/clock.h"
#include "report/window/window_words.h"

static const char *const months[] = { "January",   "February", "March",	   "April",
				      "May",	   "June",     "July",	   "August",
				      "September", "October",  "November", "December" };
static const char *const days[] = { "Sunday",	"Monday", "Tuesday", "Wednesday",
				    "Thursday", "Friday", "Saturday" };

static bool is_same_day(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

void window_words_days(struct buf *b, int64_t since, int64_t until)
{
	struct tm first, last;

	if (!clock_split(&first, since) ||
	    !clock_split(&last, until > since ? until - 1 : since))
		return;
	if (!is_same_day(&first, &last)) {
		buf_addf(b, "%d", first.tm_mday);
		if (first.tm_year != last.tm_year || first.tm_mon != last.tm_mon)
			buf_addf(b, " %s", months[first.tm_mon]);
		if (first.tm_year != last.tm_year)
			buf_addf(b, " %d", first.tm_year + 1900);
		buf_addstr(b, " - ");
	}
	buf_addf(b, "%d %s %d", last.tm_mday, months[last.tm_mon], last.tm_year + 1900);
}

void window_words_moment(struct buf *b, int64_t time)
{
	struct tm tm;

	if (!clock_split(&tm, time))
		return;
	buf_addf(b, "%s %02d:%02d ", days[tm.tm_wday], tm.tm_hour, tm.tm_min);
	clock_add_zone(b, time);
}

void window_words_day(struct buf *b, int64_t time, int64_t until)
{
	struct tm tm, end;

	if (!clock_split(&tm, time) || !clock_split(&end, until - 1))
		return;
	if (time < until && clock_day(time) > clock_day(until - 1) - 7) {
		buf_addf(b, "%.3s", days[tm.tm_wday]);
		return;
	}
	buf_addf(b, "%d %.3s", tm.tm_mday, months[tm.tm_mon]);
	if (tm.tm_year != end.tm_year)
		buf_addf(b, " %d", tm.tm_year + 1900);
}
