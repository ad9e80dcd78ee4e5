/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/text/classic.h"
#include "report/text/contributors_text.h"
#include "store/util/utf8.h"

#define RULE "----------------------------------------------------------------------"

/* A mail to print, or one whose title an entry has already shown. */
struct entry {
	const struct post *post;
	struct str title;
	const struct post *shown; /* the entry of the same title, or NULL */
	size_t order;
};

/* The tag line without its leading "[...] ". */
static struct str title_of(struct str tag)
{
	size_t end = str_chr(tag, ']');

	if (!str_starts(tag, STR("[")) || end == tag.len)
		return tag;
	tag = str_sub(tag, end + 1, tag.len);
	while (tag.len && tag.s[0] == ' ')
		tag = str_sub(tag, 1, tag.len);
	return tag;
}

static int cmp_title(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int d = str_cmp(x->title, y->title);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

static int cmp_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

/* The shown mails in print order, each with the entry that stands for it. */
static struct entry *collect(const struct selection *s, size_t *n)
{
	struct entry *entries = xcalloc(s->n, sizeof(*entries));

	*n = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct post *p = &s->posts[i];

		if (p->facts & FACT_CLASSIC_COUNTED && p->facts & FACT_CLASSIC_SHOWN) {
			entries[*n] = (struct entry){ p, title_of(p->raw_tag), NULL, *n };
			(*n)++;
		}
	}
	qsort(entries, *n, sizeof(*entries), cmp_title);
	for (size_t i = 1; i < *n; i++) {
		const struct entry *last = &entries[i - 1];

		if (str_eq(entries[i].title, last->title))
			entries[i].shown = last->shown ? last->shown : last->post;
	}
	qsort(entries, *n, sizeof(*entries), cmp_order);
	return entries;
}

/* Bytes as they came, but nothing that acts on a terminal. */
static void add_raw(struct output *o, enum ink ink, struct str s)
{
	struct buf clean = BUF_INIT;

	if (output_is_terminal(o)) {
		utf8_add_clean(&clean, s, true);
		s = buf_str(&clean);
	}
	output_ink(o, ink, s);
	buf_release(&clean);
}

static void add_line(struct output *o, const char *label, enum ink ink, struct str s)
{
	output_add(o, str_from(label));
	add_raw(o, ink, s);
	output_add(o, STR("\n"));
}

static enum status print_entry(struct output *o, const struct entry *e, struct mail *m)
{
	enum status st = post_text(e->post, m);
	struct str body = st == ST_OK ? m->record.raw_body : STR_EMPTY;

	add_line(o, "New:  ", INK_HEADING, e->title);
	add_line(o, "", INK_TAG, e->post->raw_tag);
	add_line(o, "Author: ", INK_AUTHOR, e->post->raw_author);
	output_add(o, STR("\n"));
	add_raw(o, INK_PLAIN, body);
	if (body.len && !str_ends(body, STR("\n")))
		output_add(o, STR("\n"));
	output_add(o, STR("\n" RULE "\n\n"));
	return st == ST_OK ? ST_OK : ST_DAMAGED;
}

static void put_ends(struct output *o, const char *label, const struct window *w)
{
	struct buf line = BUF_INIT;

	buf_addstr(&line, label);
	buf_adds(&line, w->from);
	buf_addstr(&line, " to ");
	buf_adds(&line, w->to);
	add_line(o, "", INK_HEADING, buf_str(&line));
	buf_release(&line);
}

static void print_head(struct output *o, const struct selection *s)
{
	put_ends(o, "From ", &s->window);
	add_raw(o, INK_HEADING, s->title);
	put_ends(o, " mailing list update from ", &s->window);
	output_add(o, STR("\n"));
}

static enum status print_entries(struct output *o, const struct selection *s)
{
	struct mail mail = MAIL_INIT;
	struct entry *entries;
	enum status st = ST_OK;
	size_t n;

	entries = collect(s, &n);
	for (size_t i = 0; i < n && !output_failed(o); i++) {
		if (entries[i].shown) {
			add_line(o, "Exist: ", INK_META, entries[i].shown->raw_tag);
			add_line(o, " Skip: ", INK_META, entries[i].post->raw_tag);
		} else if (print_entry(o, &entries[i], &mail) != ST_OK) {
			st = ST_DAMAGED;
		}
	}
	free(entries);
	mail_release(&mail);
	return st;
}

enum status classic_print(struct output *o, const struct selection *s,
			  const struct digest_options *options)
{
	enum status st = ST_OK;

	print_head(o, s);
	contributors_print(o, s, options->top, true);
	output_ink(o, INK_HEADING, STR("===== Patch list in this time period ====="));
	output_add(o, STR("\n\n\n"));
	if (!options->titles_only) {
		output_ink(o, INK_HEADING, STR("===== Patch Commit Messages ===="));
		output_add(o, STR("\n\n"));
		st = print_entries(o, s);
	}
	return output_failed(o) ? ST_OUTPUT : st;
}
