/* SPDX-License-Identifier: MIT */
#include "filter/mail/date.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* The fields read so far; -1: not yet read. */
struct date {
	int year, month, day; /* month 0 to 11 */
	int hour, minute, second;
	int zone; /* seconds east of UTC */
};

static const char months[12][4] = {
	"jan", "feb", "mar", "apr", "may", "jun",
	"jul", "aug", "sep", "oct", "nov", "dec",
};

/* Zones by name (RFC 5322, 4.3), in hours. Other names mean UTC, military ones too. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "est", -5 }, { "edt", -4 }, { "cst", -6 }, { "cdt", -5 },
	{ "mst", -7 }, { "mdt", -6 }, { "pst", -8 }, { "pdt", -7 },
};

/* Takes a run of digits off s. Returns its value, at most 99999. */
static int take_date_number(struct str *s, size_t *digits)
{
	int value = 0;
	size_t n = 0;

	for (; n < s->len && is_digit(s->s[n]); n++)
		if (value < 10000)
			value = value * 10 + (s->s[n] - '0');
	*s = str_sub(*s, n, s->len);
	*digits = n;
	return value;
}

static bool take_char(struct str *s, char c)
{
	if (!s->len || s->s[0] != c)
		return false;
	*s = str_sub(*s, 1, s->len);
	return true;
}

static void read_word(struct date *d, struct str word)
{
	for (int i = 0; i < 12; i++)
		if (d->month < 0 && word.len >= 3 &&
		    str_istarts(word, (struct str){ months[i], 3 }))
			d->month = i;
	for (size_t i = 0; i < ARRAY_SIZE(zones); i++)
		if (d->hour >= 0 && str_ieq(word, str_from(zones[i].name)))
			d->zone = zones[i].hours * 3600;
}

/* Reads what follows the hour's colon: minute [":" second ["." fraction]]. */
static void read_clock(struct date *d, struct str *s, int hour)
{
	size_t digits;

	d->hour = hour;
	d->minute = take_date_number(s, &digits);
	d->second = take_char(s, ':') ? take_date_number(s, &digits) : 0;
	if (take_char(s, '.'))
		take_date_number(s, &digits);
}

/* Reads what follows the sign: hhmm or hh:mm. */
static void read_zone(struct date *d, struct str *s, int sign)
{
	size_t digits;
	int value = take_date_number(s, &digits);

	if (digits == 2 && take_char(s, ':'))
		value = value * 100 + take_date_number(s, &digits);
	/* No zone on earth is more than 14 hours from UTC. */
	if (value <= 1400 && value % 100 < 60)
		d->zone = sign * (value / 100 * 3600 + value % 100 * 60);
}

static void read_year(struct date *d, int value, size_t digits)
{
	if (digits == 2)
		value += value < 50 ? 2000 : 1900;
	else if (digits == 3)
		value += 1900;
	d->year = value;
}

/* Reads a number: part of a time or of an ISO 8601 date, the day, or the year. */
static void read_number(struct date *d, struct str *s)
{
	size_t digits, more;
	int value = take_date_number(s, &digits);

	if (d->hour < 0 && digits <= 2 && take_char(s, ':')) {
		read_clock(d, s, value);
	} else if (digits == 4 && d->month < 0 && take_char(s, '-')) {
		d->year = value;
		d->month = take_date_number(s, &more) - 1;
		if (take_char(s, '-'))
			d->day = take_date_number(s, &more);
		take_char(s, 'T');
	} else if (d->day < 0 && digits <= 2) {
		d->day = value;
	} else if (d->year < 0 && d->month >= 0) {
		read_year(d, value, digits);
	}
}

/* Years begin in March here, so that the leap day is the last day of its year. */
static int64_t days_since_1970(int year, int month, int day)
{
	int64_t y = month < 2 ? year - 1 : year;
	int64_t m = (month + 10) % 12;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 -
	       719468;
}

static int days_in_month(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month] + (month == 1 && leap);
}

static int64_t date_seconds(const struct date *d)
{
	int64_t t;

	if (d->year < 1969 || d->year > 9999 || d->month < 0 || d->month > 11 ||
	    d->day < 1 || d->day > days_in_month(d->year, d->month) || d->hour < 0 ||
	    d->hour > 23 || d->minute > 59 || d->second > 60)
		return DATE_NONE;
	t = days_since_1970(d->year, d->month, d->day) * DAY_SECONDS + d->hour * 3600 +
	    d->minute * 60 + d->second - d->zone;
	return t >= 0 ? t : DATE_NONE;
}

/* Every date is shorter: bounds the work on a hostile field. */
#define DATE_LENGTH_MAX 256

int64_t date_parse(struct str s)
{
	struct date d = { -1, -1, -1, -1, -1, -1, 0 };

	s = str_sub(str_ltrim(s), 0, DATE_LENGTH_MAX);
	while (s.len) {
		char c = s.s[0];
		size_t n = 0;

		if (is_digit(c)) {
			read_number(&d, &s);
			continue;
		}
		while (n < s.len && is_alpha(s.s[n]))
			n++;
		if (n) {
			read_word(&d, str_sub(s, 0, n));
			s = str_sub(s, n, s.len);
			continue;
		}
		s = str_sub(s, 1, s.len);
		if ((c == '+' || c == '-') && d.hour >= 0 && s.len && is_digit(s.s[0]))
			read_zone(&d, &s, c == '+' ? 1 : -1);
		else if (c == '(' && d.hour >= 0)
			break; /* a comment, mostly the zone's name */
	}
	return date_seconds(&d);
}
