/* SPDX-License-Identifier: MIT */
#include "report/digest/digest_subject.h"
#include "report/series/series_match_text.h"
#include "report/window/window_words.h"
#include "store/util/array.h"
#include "store/util/utc.h"
#include "store/util/utf8.h"

typedef void subject_value_fn(struct buf *, const struct digest *);

static bool has_days(const struct digest *d)
{
	return d->sel->window.kind != WINDOW_COMMITS || d->sel->n;
}

/* As board.as_of, which a digest without figures lacks. */
static int64_t window_end(const struct digest *d)
{
	const int64_t until = d->sel->window.until, now = d->options.sections.now;

	return until < now ? until : now;
}

static void add_list(struct buf *b, const struct digest *d)
{
	buf_adds(b, d->sel->title);
}

/* "6-12 July 2026", "29 June - 5 July 2026"; the ends of a window of commits without
 * mail. */
static void add_days(struct buf *b, const struct digest *d)
{
	const struct window *w = &d->sel->window;
	struct buf days = BUF_INIT;
	struct str text;
	size_t dash;

	if (has_days(d))
		window_words_days(&days, w->since, window_end(d));
	text = buf_str(&days);
	dash = str_find(text, STR(" - "));
	if (!text.len)
		buf_addf(b, "%.*s..%.*s", (int)w->from.len, w->from.s, (int)w->to.len,
			 w->to.s);
	else if (dash < text.len && str_chr(text, ' ') == dash)
		buf_addf(b, "%.*s-%s", (int)dash, text.s, text.s + dash + 3);
	else
		buf_adds(b, text);
	buf_release(&days);
}

static void add_first_day(struct buf *b, const struct digest *d)
{
	if (has_days(d))
		utc_add(b, d->sel->window.since, UTC_DAY);
}

static void add_last_day(struct buf *b, const struct digest *d)
{
	if (has_days(d))
		utc_add(b, window_end(d) - 1, UTC_DAY);
}

static void add_selection(struct buf *b, const struct digest *d)
{
	struct buf only = BUF_INIT;

	series_match_add_text(&only, d->options.sections.match);
	if (only.len)
		buf_addf(b, " (%s)", buf_cstr(&only));
	buf_release(&only);
}

static size_t rows_of(const struct digest *d, enum board_group_id id)
{
	return d->board.groups[id].n;
}

static void add_mails(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.mails);
}

static void add_series(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.series);
}

static void add_new(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.fresh);
}

static void add_revised(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.revised);
}

static void add_applied(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.applied);
}

static void add_ready(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.ready);
}

static void add_contested(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%zu", rows_of(d, BOARD_CONTESTED));
}

static void add_waiting(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%zu", rows_of(d, BOARD_WAITING));
}

static void add_pulls(struct buf *b, const struct digest *d)
{
	buf_addf(b, "%u", d->board.pulls);
}

static void add_percent(struct buf *b, const struct digest *d)
{
	(void)d;
	buf_addch(b, '%');
}

struct subject_escape {
	char letter;
	bool figure; /* of the board */
	subject_value_fn *add;
};

static const struct subject_escape escapes[] = {
	{ 'l', false, add_list },      { 'd', false, add_days },
	{ 'f', false, add_first_day }, { 't', false, add_last_day },
	{ 'm', true, add_mails },      { 's', true, add_series },
	{ 'n', true, add_new },	       { 'v', true, add_revised },
	{ 'a', true, add_applied },    { 'r', true, add_ready },
	{ 'c', true, add_contested },  { 'w', true, add_waiting },
	{ 'g', true, add_pulls },      { 'o', false, add_selection },
	{ '%', false, add_percent },
};

/* Returns NULL if there is no such escape. */
static const struct subject_escape *find_escape(char letter)
{
	for (size_t i = 0; i < ARRAY_SIZE(escapes); i++)
		if (escapes[i].letter == letter)
			return &escapes[i];
	return NULL;
}

enum status digest_subject_check(const char *text, struct buf *why)
{
	for (; *text; text++) {
		if (*text != '%')
			continue;
		if (find_escape(text[1])) {
			text++;
			continue;
		}
		buf_addf(why, "--subject: '%%%.1s' is no escape; there are", text + 1);
		for (size_t i = 0; i < ARRAY_SIZE(escapes); i++)
			buf_addf(why, " %%%c", escapes[i].letter);
		return ST_USAGE;
	}
	return ST_OK;
}

/* Passes over the text up to an escape, and over that; plain: gets the former, or NULL.
 * Returns NULL at the end. */
static const struct subject_escape *next_escape(const char **text, struct buf *plain)
{
	for (; **text; (*text)++) {
		const struct subject_escape *e =
		    **text == '%' ? find_escape((*text)[1]) : NULL;

		if (e) {
			*text += 2;
			return e;
		}
		if (plain)
			buf_addch(plain, **text);
	}
	return NULL;
}

bool digest_subject_has_figures(const char *text)
{
	const struct subject_escape *e;

	while ((e = next_escape(&text, NULL)))
		if (e->figure)
			return true;
	return false;
}

void digest_subject_add(struct buf *b, const char *text, const struct digest *d)
{
	struct buf subject = BUF_INIT;
	const struct subject_escape *e;

	while ((e = next_escape(&text, &subject)))
		e->add(&subject, d);
	utf8_add_clean(b, buf_str(&subject), false);
	buf_release(&subject);
}
