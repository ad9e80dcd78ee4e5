/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/collate.h"
#include "report/tables.h"
#include "store/utf8.h"

/* A mail's vote for a row. Equal keys are one row; its text is the newest mail's. */
struct vote {
	struct str key, text;
	size_t order; /* 0: the newest */
};

struct row {
	struct str text;
	size_t count;
};

struct tally {
	struct vote *votes;
	size_t n;
	struct arena arena; /* of the texts that had to be made */
};

static int vote_cmp(const void *a, const void *b)
{
	const struct vote *x = a, *y = b;
	int d = str_cmp(x->key, y->key);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

/* As sort -rn: greater counts first, equal ones by their text, descending. */
static int row_cmp(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return collate(y->text, x->text);
}

static void tally_add(struct tally *t, struct str key, struct str text)
{
	t->votes[t->n] = (struct vote){ key, text, t->n };
	t->n++;
}

/* Rows in their order; *n of them. The caller frees. */
static struct row *tally_rows(struct tally *t, size_t *n)
{
	struct row *rows = xcalloc(t->n, sizeof(*rows));

	*n = 0;
	qsort(t->votes, t->n, sizeof(*t->votes), vote_cmp);
	for (size_t i = 0; i < t->n; i++) {
		if (i == 0 || !str_eq(t->votes[i].key, t->votes[i - 1].key))
			rows[(*n)++].text = t->votes[i].text;
		rows[*n - 1].count++;
	}
	qsort(rows, *n, sizeof(*rows), row_cmp);
	return rows;
}

static struct str lower_case(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, s.len + 1);

	for (size_t i = 0; i < s.len; i++)
		copy[i] = to_lower(s.s[i]);
	return (struct str){ copy, s.len };
}

/* What follows the last "@", up to the first ">" or blank; false if there is no "@". */
static bool domain_of(struct str address, struct str *domain)
{
	size_t at = str_rchr(address, '@'), end = at + 1;

	if (at == address.len)
		return false;
	while (end < address.len && address.s[end] != '>' && !is_blank(address.s[end]))
		end++;
	*domain = str_sub(address, at + 1, end);
	return true;
}

static struct str person_text(struct arena *arena, const struct post *p)
{
	struct buf line = BUF_INIT, clean = BUF_INIT;
	struct str text;

	author_line(&line, p->author_name, p->author_addr);
	utf8_add_clean(&clean, buf_str(&line), false);
	text = arena_str(arena, buf_str(&clean));
	buf_release(&line);
	buf_release(&clean);
	return text;
}

static void count_raw(struct tally *people, struct tally *domains, const struct post *p)
{
	struct str domain;

	if (!(p->facts & FACT_CLASSIC_COUNTED) || !(p->facts & FACT_CLASSIC_FROM))
		return;
	tally_add(people, p->raw_contributor, p->raw_contributor);
	if (domain_of(p->raw_contributor, &domain)) {
		domain = lower_case(&domains->arena, domain);
		tally_add(domains, domain, domain);
	}
}

static void count_author(struct tally *people, struct tally *domains,
			 const struct post *p)
{
	struct str who = p->author_addr.len ? p->author_addr : p->author_name, domain;

	if (!post_is_counted(p) || !who.len)
		return;
	tally_add(people, lower_case(&people->arena, who),
		  person_text(&people->arena, p));
	if (domain_of(who, &domain)) {
		struct buf clean = BUF_INIT;

		utf8_add_clean(&clean, domain, false);
		domain = lower_case(&domains->arena, buf_str(&clean));
		tally_add(domains, domain, domain);
		buf_release(&clean);
	}
}

/* Classic writes bytes, except on a terminal. */
static void print_rows(struct output *o, struct tally *t, size_t top, const char *gap)
{
	bool terminal = output_is_terminal(o);
	struct buf clean = BUF_INIT;
	struct row *rows;
	size_t n;

	rows = tally_rows(t, &n);
	for (size_t i = 0; i < n && i < top; i++) {
		struct str text = rows[i].text;

		if (terminal) {
			buf_reset(&clean);
			utf8_add_clean(&clean, text, false);
			text = buf_str(&clean);
		}
		output_addf(o, "%7zu%s", rows[i].count, gap);
		output_add(o, text);
		output_add(o, STR("\n"));
	}
	output_add(o, STR("\n"));
	buf_release(&clean);
	free(rows);
}

static void print_heading(struct output *o, size_t top, const char *of)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "Top %zu %s (Based on Email Body)", top, of);
	output_ink(o, INK_HEADING, buf_str(&line));
	output_add(o, STR("\n\n"));
	buf_release(&line);
}

void tables_print(struct output *o, const struct selection *s, size_t top, bool classic)
{
	struct tally people = { .votes = xcalloc(s->n, sizeof(struct vote)) };
	struct tally domains = { .votes = xcalloc(s->n, sizeof(struct vote)) };

	for (size_t i = 0; i < s->n; i++)
		(classic ? count_raw : count_author)(&people, &domains, &s->posts[i]);
	print_heading(o, top, "contributor Email domains");
	print_rows(o, &domains, top, " ");
	print_heading(o, top, "contributors");
	print_rows(o, &people, top, "  ");
	free(people.votes);
	free(domains.votes);
	arena_release(&people.arena);
	arena_release(&domains.arena);
}
