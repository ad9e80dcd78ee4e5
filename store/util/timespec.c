/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "store/util/local_time.h"
#include "store/util/timespec.h"
#include "store/util/array.h"
#include "store/util/utc.h"

#define MONTHS_MAX 1200 /* further back, calendars differ */
/* Dates are printed with four digits: year 1 to year 9999. */
#define TIME_MIN (-62135596800)
#define TIME_MAX 253402300799

/* A position in the text. A scan_ function moves it only if it succeeds. */
struct time_scan {
	struct str rest;
	int64_t now;
};

struct time_unit {
	const char *name;
	int64_t seconds; /* 0: counted in months */
	int months;
};

static const struct time_unit units[] = {
	{ "second", 1, 0 },
	{ "sec", 1, 0 },
	{ "minute", 60, 0 },
	{ "min", 60, 0 },
	{ "hour", 3600, 0 },
	{ "day", DAY_SECONDS, 0 },
	{ "week", 7 * DAY_SECONDS, 0 },
	{ "month", 0, 1 },
	{ "year", 0, 12 },
};

static const char *const weekdays[] = { "sunday",   "monday", "tuesday", "wednesday",
					"thursday", "friday", "saturday" };

static bool scan_char(struct time_scan *s, const char *any)
{
	for (; s->rest.len && *any; any++) {
		if (to_lower(s->rest.s[0]) != *any)
			continue;
		s->rest = str_sub(s->rest, 1, s->rest.len);
		return true;
	}
	return false;
}

static void scan_gap(struct time_scan *s, const char *any)
{
	while (scan_char(s, any))
		;
}

/* Exactly n digits, with a value from least through most. */
static bool scan_digits(struct time_scan *s, size_t n, int least, int most, int *value)
{
	struct str digits = str_sub(s->rest, 0, n);
	uint32_t v;

	if (digits.len != n || !str_number(digits, &v) || (int)v < least || (int)v > most)
		return false;
	*value = (int)v;
	s->rest = str_sub(s->rest, n, s->rest.len);
	return true;
}

/* All digits that follow, at most 12: no clock counts further. */
static bool scan_count(struct time_scan *s, int64_t *value)
{
	size_t n = 0;

	*value = 0;
	for (; n < s->rest.len && is_digit(s->rest.s[n]); n++) {
		if (n == 12)
			return false;
		*value = *value * 10 + (s->rest.s[n] - '0');
	}
	s->rest = str_sub(s->rest, n, s->rest.len);
	return n > 0;
}

static bool scan_word(struct time_scan *s, const char *word)
{
	struct str w = str_from(word);

	if (!str_istarts(s->rest, w) ||
	    (s->rest.len > w.len && is_alpha(s->rest.s[w.len])))
		return false;
	s->rest = str_sub(s->rest, w.len, s->rest.len);
	return true;
}

/* YYYY-MM-DD or YYYYMMDD */
static bool scan_date(struct time_scan *s, struct tm *day)
{
	struct time_scan at = *s;
	int y, m, d;
	bool dashes;

	if (!scan_digits(&at, 4, 1900, 9999, &y))
		return false;
	dashes = scan_char(&at, "-");
	if (!scan_digits(&at, 2, 1, 12, &m) || (dashes && !scan_char(&at, "-")) ||
	    !scan_digits(&at, 2, 1, local_time_month_days(y, m), &d))
		return false;
	*day = (struct tm){ .tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d };
	*s = at;
	return true;
}

/* "last", and what stands between it and the next word */
static bool scan_last(struct time_scan *s)
{
	if (!scan_word(s, "last"))
		return false;
	scan_gap(s, " .");
	return true;
}

static struct tm days_after(const struct tm *day, int days)
{
	return (struct tm){ .tm_year = day->tm_year,
			    .tm_mon = day->tm_mon,
			    .tm_mday = day->tm_mday + days };
}

/* A day of the week, the latest one; last: before today. *after: 0 or less */
static bool scan_weekday(struct time_scan *s, int today, bool last, int *after)
{
	for (int i = 0; i < 7; i++) {
		if (!scan_word(s, weekdays[i]))
			continue;
		*after = -((today - i + 7) % 7);
		if (last && !*after)
			*after = -7;
		return true;
	}
	return false;
}

/* today, yesterday, tomorrow, or a day of the week */
static bool scan_day_name(struct time_scan *s, struct tm *day)
{
	struct time_scan at = *s;
	time_t now = s->now;
	struct tm today;
	int after = 0;
	bool last;

	localtime_r(&now, &today);
	if (scan_word(&at, "yesterday")) {
		after = -1;
	} else if (scan_word(&at, "tomorrow")) {
		after = 1;
	} else if (!scan_word(&at, "today")) {
		last = scan_last(&at);
		if (!scan_weekday(&at, today.tm_wday, last, &after))
			return false;
	}
	*day = days_after(&today, after);
	*s = at;
	return true;
}

/* noon, midnight */
static bool scan_named_hour(struct time_scan *s, int *hour)
{
	*hour = scan_word(s, "noon") ? 12 : 0;
	return *hour || scan_word(s, "midnight");
}

/* A blank or T, then HH:MM[:SS[.digits]], noon or midnight */
static bool scan_clock(struct time_scan *s, struct tm *day)
{
	struct time_scan at = *s;
	int64_t fraction;

	if (!scan_char(&at, "t "))
		return false;
	scan_gap(&at, " ");
	if (scan_named_hour(&at, &day->tm_hour)) {
		*s = at;
		return true;
	}
	if (!scan_digits(&at, 2, 0, 23, &day->tm_hour) || !scan_char(&at, ":") ||
	    !scan_digits(&at, 2, 0, 59, &day->tm_min))
		return false;
	if (scan_char(&at, ":")) {
		if (!scan_digits(&at, 2, 0, 59, &day->tm_sec))
			return false;
		if (scan_char(&at, ".") && !scan_count(&at, &fraction))
			return false;
	}
	*s = at;
	return true;
}

/* Z, UTC, +hhmm or -hh:mm. *east: seconds east of Greenwich */
static bool scan_zone(struct time_scan *s, int *east)
{
	struct time_scan at = *s;
	int h, m, sign;

	scan_gap(&at, " ");
	*east = 0;
	if (scan_word(&at, "z") || scan_word(&at, "utc") || scan_word(&at, "gmt")) {
		*s = at;
		return true;
	}
	sign = scan_char(&at, "+") ? 1 : scan_char(&at, "-") ? -1 : 0;
	if (!sign || !scan_digits(&at, 2, 0, 14, &h))
		return false;
	scan_char(&at, ":");
	if (!scan_digits(&at, 2, 0, 59, &m))
		return false;
	*east = sign * (h * 3600 + m * 60);
	*s = at;
	return true;
}

/* A zone is allowed only after YYYY-MM-DD: whose yesterday would it be? */
static bool read_day(struct time_scan s, int64_t *time)
{
	bool dated = false;
	struct tm day;
	int east;

	if (scan_date(&s, &day))
		dated = true;
	else if (!scan_day_name(&s, &day))
		return false;
	scan_clock(&s, &day);
	if (dated && scan_zone(&s, &east))
		*time = timegm(&day) - east;
	else
		*time = local_time_seconds(&day);
	return !s.rest.len;
}

static bool read_epoch(struct time_scan s, int64_t *time)
{
	return scan_char(&s, "@") && scan_count(&s, time) && !s.rest.len;
}

static int64_t months_back(int64_t now, int64_t months)
{
	time_t t = now;
	struct tm tm;
	int64_t month;
	int last;

	localtime_r(&t, &tm);
	month = tm.tm_year * 12ll + tm.tm_mon - months;
	tm.tm_year = (int)(month / 12);
	tm.tm_mon = (int)(month % 12);
	last = local_time_month_days(tm.tm_year + 1900, tm.tm_mon + 1);
	if (tm.tm_mday > last)
		tm.tm_mday = last;
	return local_time_seconds(&tm);
}

static const struct time_unit *scan_unit(struct time_scan *s)
{
	const struct time_unit *unit = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(units) && !unit; i++) {
		struct buf plural = BUF_INIT;

		buf_addf(&plural, "%ss", units[i].name);
		if (scan_word(s, units[i].name) || scan_word(s, buf_cstr(&plural)))
			unit = &units[i];
		buf_release(&plural);
	}
	return unit;
}

static bool units_back(int64_t now, int64_t n, const struct time_unit *unit,
		       int64_t *time)
{
	if (unit->seconds) {
		*time = now - n * unit->seconds;
		return true;
	}
	if (n > MONTHS_MAX / unit->months)
		return false;
	*time = months_back(now, n * unit->months);
	return true;
}

/* A number, or a word for one. */
static bool scan_amount(struct time_scan *s, int64_t *n)
{
	static const char *const numbers[] = { "one", "two",   "three", "four", "five",
					       "six", "seven", "eight", "nine", "ten" };

	*n = 1;
	if (scan_word(s, "a") || scan_word(s, "an"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (scan_word(s, numbers[i])) {
			*n = (int64_t)i + 1;
			return true;
		}
	return scan_count(s, n);
}

/* N units [ago], with blanks or dots between */
static bool read_ago(struct time_scan s, int64_t *time)
{
	const struct time_unit *unit;
	int64_t n;

	if (!scan_amount(&s, &n))
		return false;
	scan_gap(&s, " .");
	unit = scan_unit(&s);
	if (s.rest.len) {
		scan_gap(&s, " .");
		if (!scan_word(&s, "ago") || s.rest.len)
			return false;
	}
	return unit && units_back(s.now, n, unit, time);
}

/* last week, last month */
static bool read_last(struct time_scan s, int64_t *time)
{
	const struct time_unit *unit = scan_last(&s) ? scan_unit(&s) : NULL;

	return unit && !s.rest.len && units_back(s.now, 1, unit, time);
}

/* The latest noon or midnight. */
static bool read_named_hour(struct time_scan s, int64_t *time)
{
	time_t now = s.now;
	struct tm today, day;
	int hour;

	if (!scan_named_hour(&s, &hour) || s.rest.len)
		return false;
	localtime_r(&now, &today);
	day = days_after(&today, today.tm_hour < hour ? -1 : 0);
	day.tm_hour = hour;
	*time = local_time_seconds(&day);
	return true;
}

static bool read_now(struct time_scan s, int64_t *time)
{
	*time = s.now;
	return scan_word(&s, "now") && !s.rest.len;
}

static enum status say_no_time(struct str text, struct buf *why)
{
	uint32_t seconds;

	if (str_number(str_trim(text), &seconds))
		return status_say(why, ST_USAGE,
				  "'%.*s' is no time: seconds since 1970 are written "
				  "@%u, a date 2026-11-13 or 20261113",
				  (int)text.len, text.s, seconds);
	return status_say(
	    why, ST_USAGE,
	    "'%.*s' is no time: expected 2026-11-13, '2026-11-13 07:00', "
	    "2026-11-13T07:00Z, 2026-11-13T07:00+0100, @1763000000, now, today, "
	    "yesterday, monday, 'last monday', 'yesterday 07:00', noon, midnight, "
	    "'3 days ago', "
	    "'last week' or 2.weeks.ago",
	    (int)text.len, text.s);
}

enum status timespec_parse(int64_t *time, struct str text, int64_t now, struct buf *why)
{
	static bool (*const forms[])(struct time_scan, int64_t *) = {
		read_now, read_day, read_epoch, read_ago, read_last, read_named_hour
	};
	const struct time_scan s = { .rest = str_trim(text), .now = now };
	bool read = false;

	for (size_t i = 0; i < ARRAY_SIZE(forms) && !read; i++)
		read = forms[i](s, time);
	if (!read)
		return say_no_time(text, why);
	if (*time < TIME_MIN || *time > TIME_MAX)
		return status_say(why, ST_USAGE,
				  "'%.*s' lies outside of the years 1 to 9999",
				  (int)text.len, text.s);
	return ST_OK;
}
