/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "report/atom/atom_tag.h"
#include "report/atom/digest_atom.h"
#include "report/digest/digest_day.h"
#include "report/site/site_window.h"
#include "report/util/reader_text.h"
#include "report/window/window_words.h"
#include "store/util/array.h"

#define FIRST_LINE "patchdigest window 1"

#define TEXT(member)                                                \
	{                                                           \
#member, offsetof(struct site_window, member), true \
	}
#define NUMBER(member)                                               \
	{                                                            \
#member, offsetof(struct site_window, member), false \
	}

/* Numbers are of uint32_t. */
static const struct summary_key {
	const char *name;
	size_t at;
	bool text;
} keys[] = {
	TEXT(list),	 TEXT(title),	TEXT(id),	   TEXT(entry),
	TEXT(days),	 NUMBER(mails), NUMBER(people),	   NUMBER(series),
	NUMBER(applied), NUMBER(ready), NUMBER(contested), NUMBER(end),
	NUMBER(updated),
};

bool site_window_is_day(const char *name)
{
	static const char form[] = "dddd-dd-dd";
	size_t i = 0;

	for (; name[i] && form[i]; i++)
		if (form[i] == 'd' ? !is_digit(name[i]) : name[i] != form[i])
			return false;
	return !name[i] && !form[i];
}

static void print_text(struct buf *b, const char *key, struct str text)
{
	buf_addf(b, "%s ", key);
	reader_text_add(b, text, false);
	buf_addch(b, '\n');
}

/* Mails that came before 1970 came in 1970. */
static void print_time(struct buf *b, const char *key, int64_t seconds)
{
	buf_addf(b, "%s %" PRId64 "\n", key, seconds > 0 ? seconds : 0);
}

static void print_id(struct buf *b, const struct digest *d)
{
	struct buf day = BUF_INIT;

	digest_day_add(&day, d);
	buf_addstr(b, "id ");
	atom_tag_add(b, d->options.site_url, buf_str(&day), d->sel->lists);
	buf_addch(b, '\n');
	buf_release(&day);
}

static void print_words(struct buf *b, const struct digest *d)
{
	struct buf text = BUF_INIT;

	digest_atom_add_title(&text, d);
	print_text(b, "entry", buf_str(&text));
	buf_reset(&text);
	window_words_days(&text, d->sel->window.since, digest_end(d));
	print_text(b, "days", buf_str(&text));
	buf_release(&text);
}

void site_window_print(struct buf *b, const struct digest *d)
{
	const struct board *board = &d->board;

	buf_addstr(b, FIRST_LINE "\n");
	print_text(b, "list", d->sel->lists);
	print_text(b, "title", d->sel->title);
	print_id(b, d);
	print_words(b, d);
	print_time(b, "end", digest_end(d));
	print_time(b, "updated", d->options.sections.now);
	buf_addf(b, "mails %u\npeople %u\nseries %u\napplied %u\nready %u\n",
		 board->mails, board->people, board->series, board->applied,
		 board->ready);
	buf_addf(b, "contested %zu\n", board->groups[BOARD_CONTESTED].n);
}

static const struct summary_key *find_key(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (str_eq(name, str_from(keys[i].name)))
			return &keys[i];
	return NULL;
}

/* Returns false if the value is no number though it should be one. */
static bool set_member(struct site_window *w, const struct summary_key *key,
		       struct str value)
{
	char *member = (char *)w + key->at;

	if (!key->text)
		return str_number(value, (uint32_t *)member);
	memcpy(member, &value, sizeof(value));
	return true;
}

/* Keys of later versions are passed over. */
static bool parse_lines(struct site_window *w, struct str rest)
{
	struct str line, name;

	if (!str_line(&rest, &line) || !str_eq(line, STR(FIRST_LINE)))
		return false;
	while (str_line(&rest, &line)) {
		const struct summary_key *key;

		if (!str_token(&line, ' ', &name))
			continue;
		key = find_key(name);
		if (key && !set_member(w, key, line))
			return false;
	}
	return w->id.len && w->days.len;
}

bool site_window_parse(struct site_window *w, const char *day, struct buf *text)
{
	*w = (struct site_window){ .text = *text };
	*text = (struct buf)BUF_INIT;
	memcpy(w->day, day, SITE_DAY_LENGTH);
	if (parse_lines(w, buf_str(&w->text)))
		return true;
	site_window_release(w);
	return false;
}

void site_window_release(struct site_window *w)
{
	buf_release(&w->text);
	*w = (struct site_window){ .mails = 0 };
}
