/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/text/classic.h"
#include "report/text/contributors_text.h"
#include "store/util/utf8.h"

#define RULE "----------------------------------------------------------------------"

struct classic_mail {
	const struct post *post;
	struct str title;
	const struct post
	    *replaced_by; /* the entry before it that has its title, or NULL */
	size_t order;
};

/* Returns the tag line without its leading "[...] ". */
static struct str tag_title(struct str tag)
{
	size_t end = str_chr(tag, ']');

	if (!str_starts(tag, STR("[")) || end == tag.len)
		return tag;
	tag = str_sub(tag, end + 1, tag.len);
	while (tag.len && tag.s[0] == ' ')
		tag = str_sub(tag, 1, tag.len);
	return tag;
}

static int cmp_classic_title(const void *a, const void *b)
{
	const struct classic_mail *x = a, *y = b;
	int d = str_cmp(x->title, y->title);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

static int cmp_classic_order(const void *a, const void *b)
{
	const struct classic_mail *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

/* Lists the shown mails in print order; the caller frees. */
static struct classic_mail *list_classic_mails(const struct selection *sel, size_t *n)
{
	struct classic_mail *mails = xcalloc(sel->n + 1, sizeof(*mails));

	*n = 0;
	for (size_t i = 0; i < sel->n; i++) {
		const struct post *p = &sel->posts[i];

		if (!(p->facts & FACT_CLASSIC_COUNTED) ||
		    !(p->facts & FACT_CLASSIC_SHOWN))
			continue;
		mails[*n] = (struct classic_mail){ p, tag_title(p->raw_tag), NULL, *n };
		(*n)++;
	}
	qsort(mails, *n, sizeof(*mails), cmp_classic_title);
	for (size_t i = 1; i < *n; i++) {
		const struct classic_mail *last = &mails[i - 1];

		if (str_eq(mails[i].title, last->title))
			mails[i].replaced_by =
			    last->replaced_by ? last->replaced_by : last->post;
	}
	qsort(mails, *n, sizeof(*mails), cmp_classic_order);
	return mails;
}

/* Adds the bytes unchanged; on a terminal, cleaned. */
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

static void add_raw_line(struct output *o, const char *label, enum ink ink, struct str s)
{
	output_add(o, str_from(label));
	add_raw(o, ink, s);
	output_add(o, STR("\n"));
}

static void print_classic_entry(struct output *o, const struct classic_mail *m,
				struct str body)
{
	add_raw_line(o, "New:  ", INK_HEADING, m->title);
	add_raw_line(o, "", INK_TAG, m->post->raw_tag);
	add_raw_line(o, "Author: ", INK_AUTHOR, m->post->raw_author);
	output_add(o, STR("\n"));
	add_raw(o, INK_PLAIN, body);
	if (body.len && !str_ends(body, STR("\n")))
		output_add(o, STR("\n"));
	output_add(o, STR("\n" RULE "\n\n"));
}

static void print_classic_ends(struct output *o, const char *label,
			       const struct window *w)
{
	struct buf line = BUF_INIT;

	buf_addstr(&line, label);
	buf_adds(&line, w->from);
	buf_addstr(&line, " to ");
	buf_adds(&line, w->to);
	add_raw_line(o, "", INK_HEADING, buf_str(&line));
	buf_release(&line);
}

static void print_classic_head(struct output *o, const struct selection *sel)
{
	print_classic_ends(o, "From ", &sel->window);
	add_raw(o, INK_HEADING, sel->title);
	print_classic_ends(o, " mailing list update from ", &sel->window);
	output_add(o, STR("\n"));
}

static void print_classic_tables(struct output *o, const struct selection *sel,
				 size_t top)
{
	struct contributor_tables tables;

	contributor_tables_make(&tables, sel, true);
	contributors_text_print(o, &tables, top, NULL);
	contributor_tables_release(&tables);
}

static enum status print_classic_mails(struct output *o, const struct selection *sel)
{
	struct mail mail = MAIL_INIT;
	struct classic_mail *mails;
	enum status st = ST_OK;
	size_t n;

	mails = list_classic_mails(sel, &n);
	for (size_t i = 0; i < n && !output_failed(o); i++) {
		const struct classic_mail *m = &mails[i];

		if (m->replaced_by) {
			add_raw_line(o, "Exist: ", INK_META, m->replaced_by->raw_tag);
			add_raw_line(o, " Skip: ", INK_META, m->post->raw_tag);
			continue;
		}
		if (post_text(m->post, &mail) == ST_OK) {
			print_classic_entry(o, m, mail.record.raw_body);
		} else {
			print_classic_entry(o, m, STR_EMPTY);
			st = ST_DAMAGED;
		}
	}
	free(mails);
	mail_release(&mail);
	return st;
}

enum status classic_print(struct output *o, const struct digest *d)
{
	print_classic_head(o, d->sel);
	print_classic_tables(o, d->sel, d->options.top);
	output_ink(o, INK_HEADING, STR("===== Patch list in this time period ====="));
	output_add(o, STR("\n\n\n"));
	if (d->options.titles_only)
		return ST_OK;
	output_ink(o, INK_HEADING, STR("===== Patch Commit Messages ===="));
	output_add(o, STR("\n\n"));
	return print_classic_mails(o, d->sel);
}
