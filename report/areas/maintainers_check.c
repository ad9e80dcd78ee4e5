/* SPDX-License-Identifier: MIT */
#include "report/areas/maintainers.h"
#include "report/util/glob.h"
#include "store/util/buf.h"

/* How many areas a message names. */
#define CLOSE_AREAS 3
/* So many bytes of each. */
#define TITLE_IN_MESSAGE 80

static bool take_word(struct str *rest, struct str *word)
{
	size_t begin = 0, end;

	while (begin < rest->len && !is_alpha(rest->s[begin]) &&
	       !is_digit(rest->s[begin]))
		begin++;
	end = begin;
	while (end < rest->len && (is_alpha(rest->s[end]) || is_digit(rest->s[end])))
		end++;
	*word = str_sub(*rest, begin, end);
	*rest = str_sub(*rest, end, rest->len);
	return word->len > 0;
}

/* How many letters of the pattern's words the title has; each word in any case. */
static size_t closeness(struct str glob, struct str title)
{
	struct str word;
	size_t n = 0;

	while (take_word(&glob, &word))
		if (str_ifind(title, word) < title.len)
			n += word.len;
	return n;
}

/* The areas with the closest titles, those first that stand first. Returns how many. */
static size_t find_close_areas(const struct maintainers *m, struct str glob,
			       const struct area *close[CLOSE_AREAS])
{
	size_t score[CLOSE_AREAS], n = 0;

	for (size_t i = 0; i < m->n; i++) {
		size_t s = closeness(glob, m->areas[i].title), at = n;

		while (at > 0 && score[at - 1] < s)
			at--;
		if (at == CLOSE_AREAS)
			continue;
		n += n < CLOSE_AREAS;
		for (size_t k = n - 1; k > at; k--) {
			score[k] = score[k - 1];
			close[k] = close[k - 1];
		}
		score[at] = s;
		close[at] = &m->areas[i];
	}
	return n;
}

enum status maintainers_check_area(const struct maintainers *m, const char *glob,
				   struct buf *why)
{
	const struct area *close[CLOSE_AREAS];
	size_t n;

	for (size_t i = 0; i < m->n; i++)
		if (glob_matches(glob, m->areas[i].title, true))
			return ST_OK;
	n = find_close_areas(m, str_from(glob), close);
	buf_addf(why, "--area '%s': no title in %s is that, of %zu; the closest are",
		 glob, m->file, m->n);
	for (size_t i = 0; i < n; i++)
		buf_addf(why, "%s '%.*s'", i ? "," : "",
			 (int)str_sub(close[i]->title, 0, TITLE_IN_MESSAGE).len,
			 close[i]->title.s);
	if (!glob_is_pattern(glob))
		buf_addf(why, "; * stands for any text, as in --area '*%s*'", glob);
	return ST_USAGE;
}
