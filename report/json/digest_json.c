/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/json/digest_json.h"
#include "report/json/entry_json.h"
#include "report/json/json_parts.h"
#include "report/series/series_order.h"
#include "report/json/section_json.h"
#include "report/series/supersede.h"
#include "report/people/contributors.h"

struct digest {
	struct output *out;
	struct json *json;
	const struct selection *sel;
	const struct digest_options *options;
	struct series_set set;
	struct entry_json entries;
	enum status st;
};

static void note(struct digest *d, enum status st)
{
	if (d->st == ST_OK)
		d->st = st;
}

static void put_window(struct digest *d)
{
	static const char *const kinds[] = {
		[WINDOW_COMMITS] = "commits",
		[WINDOW_TIME] = "time",
		[WINDOW_BOOKMARK] = "bookmark",
	};
	const struct window *w = &d->sel->window;
	bool known = w->kind != WINDOW_COMMITS || d->sel->n;

	json_begin_object(d->json, "window");
	json_put_text(d->json, "kind", str_from(kinds[w->kind]));
	json_put_text(d->json, "from", w->from);
	json_put_text(d->json, "to", w->to);
	json_put_time(d->json, "since", known ? w->since : DATE_NONE);
	json_put_time(d->json, "until", known ? w->until : DATE_NONE);
	json_end(d->json);
}

static void put_head(struct digest *d)
{
	json_put_number(d->json, "schema", DIGEST_JSON_SCHEMA);
	json_put_text(d->json, "list", d->sel->list);
	json_put_text(d->json, "title", d->sel->title);
	put_window(d);
}

static void put_totals(struct digest *d, size_t people)
{
	size_t kinds[KIND_COUNT] = { 0 }, series = 0;

	for (size_t i = 0; i < d->sel->n; i++)
		kinds[d->sel->posts[i].kind]++;
	for (size_t i = 0; i < d->set.n; i++)
		series += !d->set.series[i].newer;
	json_begin_object(d->json, "totals");
	json_put_number(d->json, "patches", (int64_t)kinds[KIND_PATCH]);
	json_put_number(d->json, "covers", (int64_t)kinds[KIND_COVER]);
	json_put_number(d->json, "pulls", (int64_t)kinds[KIND_PULL]);
	json_put_number(d->json, "series", (int64_t)series);
	json_put_number(d->json, "contributors", (int64_t)people);
	json_end(d->json);
}

/* "Name <address>", or one of them, as it stands in a row. */
static struct person person_of(struct str text)
{
	struct person p = { STR_EMPTY, text };
	size_t open = str_rchr(text, '<');

	if (str_ends(text, STR(">")) && open < text.len) {
		p.name = str_trim(str_sub(text, 0, open));
		p.addr = str_sub(text, open + 1, text.len - 1);
	} else if (str_chr(text, '@') == text.len) {
		p = (struct person){ text, STR_EMPTY };
	}
	return p;
}

static void put_rows(struct digest *d, const char *key, const struct tally_row *rows,
		     size_t n, bool people)
{
	json_begin_array(d->json, key);
	for (size_t i = 0; i < n && i < d->options->top; i++) {
		json_begin_object(d->json, NULL);
		if (people)
			json_put_person(d->json, person_of(rows[i].text));
		else
			json_put_text(d->json, "name", rows[i].text);
		json_put_number(d->json, "count", (int64_t)rows[i].count);
		json_end(d->json);
	}
	json_end(d->json);
}

static void put_tables(struct digest *d)
{
	struct tally_row *domains, *people;
	size_t n_domains, n_people;
	struct contributors t;

	contributors_count(&t, d->sel, false);
	domains = tally_rows(&t.domains, &n_domains);
	people = tally_rows(&t.people, &n_people);
	put_totals(d, n_people);
	json_begin_object(d->json, "tables");
	put_rows(d, d->sel->employers ? "employers" : "domains", domains, n_domains,
		 false);
	put_rows(d, "contributors", people, n_people, true);
	json_end(d->json);
	free(domains);
	free(people);
	contributors_release(&t);
}

/* Each shown mail of a series; skips: those that a newer version stands for, else the
 * others. */
static void put_shown(struct digest *d, const struct series *s, bool skips)
{
	for (size_t i = 0; i < s->n && !output_failed(d->out); i++) {
		const struct post *p = &d->sel->posts[s->posts[i]], *q;

		if (!post_is_shown(p))
			break;
		q = series_successor(d->sel, s, p);
		if (q && skips)
			entry_json_skip(&d->entries, p, q, s);
		else if (!q && !skips)
			note(d, entry_json_add(&d->entries, p, s));
	}
}

static void put_standard(struct digest *d)
{
	const struct series **order = series_order(d->sel, &d->set);
	static const char *const arrays[] = { "entries", "skipped" };

	put_tables(d);
	json_begin_array(d->json, "series");
	for (size_t i = 0; i < d->set.n && !output_failed(d->out); i++)
		note(d, entry_json_series(&d->entries, order[i]));
	json_end(d->json);
	for (size_t a = 0; a < 2 && !d->options->titles_only; a++) {
		json_begin_array(d->json, arrays[a]);
		for (size_t i = 0; i < d->set.n; i++)
			put_shown(d, order[i], a == 1);
		json_end(d->json);
	}
	free(order);
}

static void put_sections(struct digest *d)
{
	const struct section_options *o = &d->options->sections;
	struct sections sections;

	note(d, sections_build(&sections, d->sel, &d->set, o));
	for (size_t i = 0; i < o->list.n && !output_failed(d->out); i++)
		if (o->list.ids[i] == SECTION_STANDARD)
			put_standard(d);
		else
			section_json(d->json, o->list.ids[i],
				     &sections.of[o->list.ids[i]]);
	sections_release(&sections);
}

enum status digest_json(struct output *out, const struct selection *sel,
			const struct digest_options *options)
{
	struct digest d = {
		.out = out, .json = json_open(out), .sel = sel, .options = options
	};

	d.entries = (struct entry_json){
		.json = d.json, .sel = sel, .options = options, .mail = MAIL_INIT
	};
	d.st = series_build_versions(&d.set, sel);
	put_head(&d);
	if (options->sections.list.n)
		put_sections(&d);
	else
		put_standard(&d);
	json_close(d.json);
	mail_release(&d.entries.mail);
	series_release(&d.set);
	return output_failed(out) ? ST_OUTPUT : d.st;
}
