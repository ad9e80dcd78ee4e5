/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <time.h>

#include "store/util/local_time.h"
#include "report/people/employers.h"
#include "store/util/array.h"
#include "store/util/file.h"

/* RFC 1035, 2.3.4: no domain is longer. It bounds the look-ups for a hostile one. */
#define DOMAIN_MAX 253
#define QUOTE_MAX 60 /* bytes of a line that a message quotes */

/* Takes a number of 1 to max digits off s. */
static bool take_digits(struct str *s, size_t max, uint32_t *value)
{
	size_t n = 0;

	while (n < s->len && n < max && is_digit(s->s[n]))
		n++;
	if (!str_number(str_sub(*s, 0, n), value))
		return false;
	*s = str_sub(*s, n, s->len);
	return true;
}

static bool take_dash(struct str *s)
{
	if (!str_starts(*s, STR("-")))
		return false;
	*s = str_sub(*s, 1, s->len);
	return true;
}

/* YYYY-MM-DD. *time: the first second of that day, UTC. */
static bool parse_day(struct str s, int64_t *time)
{
	uint32_t year, month, day;
	struct tm tm = { 0 };

	if (!take_digits(&s, 4, &year) || !take_dash(&s) || !take_digits(&s, 2, &month) ||
	    !take_dash(&s) || !take_digits(&s, 2, &day) || s.len)
		return false;
	if (!year || month < 1 || month > 12 || day < 1 ||
	    (int)day > local_time_month_days((int)year, (int)month))
		return false;
	tm.tm_year = (int)year - 1900;
	tm.tm_mon = (int)month - 1;
	tm.tm_mday = (int)day;
	*time = timegm(&tm);
	return true;
}

/* WHO NAME [< DAY]. Returns the line's fault, or NULL. */
static const char *parse_employer(struct str line, struct str *who, struct employer *e)
{
	size_t gap = 0, less;
	struct str rest;

	while (gap < line.len && !is_blank(line.s[gap]))
		gap++;
	*who = str_sub(line, 0, gap);
	rest = str_trim(str_sub(line, gap, line.len));
	less = str_chr(rest, '<');
	e->name = str_trim(str_sub(rest, 0, less));
	e->end = EMPLOYER_ALWAYS;
	if (!e->name.len)
		return "an address or domain without an employer";
	if (less < rest.len &&
	    !parse_day(str_trim(str_sub(rest, less + 1, rest.len)), &e->end))
		return "no day after the '<', as in '< 2026-11-13'";
	return NULL;
}

static void add_employer(struct employers *all, struct str who, struct employer e)
{
	all->list = array_grow(all->list, all->n, &all->cap, sizeof(*all->list));
	e.who = hash_nocase(who);
	e.name = arena_str(&all->arena, e.name);
	all->list[all->n++] = e;
}

static int cmp_employer(const void *a, const void *b)
{
	const struct employer *x = a, *y = b;

	if (x->who != y->who)
		return x->who < y->who ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void sort_employers(struct employers *all)
{
	if (all->n)
		qsort(all->list, all->n, sizeof(*all->list), cmp_employer);
	for (size_t i = all->n; i-- > 0;)
		hashmap_put(&all->first, all->list[i].who, i);
}

enum status employers_parse(struct employers *all, struct str text, const char *file,
			    struct buf *why)
{
	struct str line, who;

	for (size_t n = 1; str_line(&text, &line); n++) {
		struct employer e = { .line = n };
		const char *fault;

		line = str_trim(str_sub(line, 0, str_chr(line, '#')));
		if (!line.len)
			continue;
		fault = parse_employer(line, &who, &e);
		if (fault) {
			line = str_sub(line, 0, QUOTE_MAX);
			buf_addf(why, "%s:%zu: %s: ", file, n, fault);
			buf_adds(why, line);
			return ST_USAGE;
		}
		add_employer(all, who, e);
	}
	sort_employers(all);
	return ST_OK;
}

enum status employers_read(struct employers *all, const char *file, struct buf *why)
{
	struct buf text = BUF_INIT;
	enum status st = file_read_text(&text, file, why);

	if (st == ST_OK)
		st = employers_parse(all, buf_str(&text), file, why);
	buf_release(&text);
	return st == ST_NOTFOUND ? ST_NOINPUT : st;
}

void employers_release(struct employers *all)
{
	free(all->list);
	hashmap_release(&all->first);
	arena_release(&all->arena);
	*all = EMPLOYERS_INIT;
}

struct str employers_at(const struct employers *all, struct str who, int64_t time)
{
	uint64_t key = hash_nocase(who);
	size_t at = hashmap_get(&all->first, key);

	for (; at < all->n && all->list[at].who == key; at++)
		if (time < all->list[at].end)
			return all->list[at].name;
	return STR_EMPTY;
}

struct str employers_of(const struct employers *all, struct str address, int64_t time)
{
	size_t at = str_rchr(address, '@');
	struct str domain = str_sub(address, at + 1, address.len), name;
	bool top = true;

	name = employers_at(all, address, time);
	if (name.len || at == address.len || domain.len > DOMAIN_MAX)
		return name;
	for (size_t i = domain.len; i-- > 0 && !name.len;) {
		if (i && domain.s[i - 1] != '.')
			continue;
		if (!top || !i)
			name = employers_at(all, str_sub(domain, i, domain.len), time);
		top = false;
	}
	return name;
}
