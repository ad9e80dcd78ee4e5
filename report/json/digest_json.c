/* SPDX-License-Identifier: MIT */
#include "report/json/board_json.h"
#include "report/json/digest_json.h"
#include "report/json/entry_json.h"
#include "report/json/json_parts.h"
#include "report/json/mine_json.h"
#include "report/json/section_json.h"
#include "report/json/series_json.h"

static void put_window(struct json *j, const struct selection *sel)
{
	static const char *const kinds[] = {
		[WINDOW_COMMITS] = "commits",
		[WINDOW_TIME] = "time",
		[WINDOW_BOOKMARK] = "bookmark",
	};
	const struct window *w = &sel->window;
	bool known = w->kind != WINDOW_COMMITS || sel->n;

	json_begin_object(j, "window");
	json_put_text(j, "kind", str_from(kinds[w->kind]));
	json_put_text(j, "from", w->from);
	json_put_text(j, "to", w->to);
	json_put_time(j, "since", known ? w->since : DATE_NONE);
	json_put_time(j, "until", known ? w->until : DATE_NONE);
	json_end(j);
}

/* key: [text, ...] for each kind of rule */
static void put_rules(struct json *j, const struct series_match *match, bool excludes)
{
	for (int by = 0; by < MATCH_COUNT; by++) {
		size_t i = series_match_next(match, 0, by, excludes);

		if (i == match->n)
			continue;
		json_begin_array(j, match_by_name(by));
		for (; i < match->n; i = series_match_next(match, i + 1, by, excludes))
			json_put_text(j, NULL, str_from(match->rules[i].text));
		json_end(j);
	}
}

static void put_selection(struct json *j, const struct series_match *match)
{
	if (!match || !match->n)
		return;
	json_begin_object(j, "selection");
	put_rules(j, match, false);
	if (series_match_has_exclusion(match)) {
		json_begin_object(j, "without");
		put_rules(j, match, true);
		json_end(j);
	}
	json_end(j);
}

void digest_json_put_title(struct json *j, const struct selection *sel)
{
	json_put_number(j, "schema", DIGEST_JSON_SCHEMA);
	if (sel->n_lists > 1)
		json_put_list(j, "lists", sel->lists, '\n');
	else
		json_put_text(j, "list", sel->lists);
	json_put_text(j, "title", sel->title);
}

static void put_digest_head(struct json *j, const struct digest *d)
{
	const struct selection *sel = d->sel;

	digest_json_put_title(j, sel);
	put_window(j, sel);
	put_selection(j, d->options.sections.match);
}

static void put_digest_totals(struct json *j, const struct digest *d)
{
	size_t kinds[KIND_COUNT] = { 0 }, series = 0;

	for (size_t i = 0; i < d->sel->n; i++)
		kinds[d->sel->posts[i].kind] += post_patches(&d->sel->posts[i]);
	for (size_t i = 0; i < d->set.n; i++)
		series += !d->set.series[i].newer;
	json_begin_object(j, "totals");
	json_put_number(j, "patches", (int64_t)kinds[KIND_PATCH]);
	json_put_number(j, "covers", (int64_t)kinds[KIND_COVER]);
	json_put_number(j, "pulls", (int64_t)kinds[KIND_PULL]);
	json_put_number(j, "series", (int64_t)series);
	json_put_number(j, "contributors", (int64_t)d->tables.people.n);
	json_end(j);
}

/* Takes "Name <address>" apart; either can be missing. */
static struct person split_contributor(struct str text)
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

static void put_contributor(struct json *j, const char *key, struct str text)
{
	if (key)
		json_put_text(j, key, text);
	else
		json_put_person(j, split_contributor(text));
}

/* row_key: the member for a row's text; NULL: the text is a person. */
static void put_table(struct json *j, const char *key, const struct contributor_table *t,
		      size_t top, const char *row_key)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < t->n && i < top; i++) {
		json_begin_object(j, NULL);
		put_contributor(j, row_key, t->rows[i].text);
		json_put_number(j, "count", (int64_t)t->rows[i].count);
		json_end(j);
	}
	json_end(j);
}

static void put_tables(struct json *j, const struct digest *d)
{
	const struct contributor_tables *t = &d->tables;
	size_t top = d->options.top;

	json_begin_object(j, "tables");
	put_table(j, t->employers ? "employers" : "domains", &t->domains, top, "name");
	put_table(j, "contributors", &t->people, top, NULL);
	json_end(j);
}

static void put_all_series(struct json_printer *p)
{
	const struct digest *d = p->digest;

	json_begin_array(p->json, "series");
	for (size_t i = 0; i < d->set.n && !output_failed(p->out); i++)
		series_json_put(p, &d->series[i]);
	json_end(p->json);
}

static void put_shown_mails(struct json_printer *p, const char *key, bool skipped)
{
	const struct digest *d = p->digest;

	json_begin_array(p->json, key);
	for (size_t i = 0; i < d->n_mails && !output_failed(p->out); i++) {
		const struct digest_mail *m = &d->mails[i];

		if (skipped && m->replaced_by)
			skipped_json_put(p, m);
		else if (!skipped && !m->replaced_by)
			entry_json_put(p, m);
	}
	json_end(p->json);
}

static void put_standard_section(struct json_printer *p)
{
	put_digest_totals(p->json, p->digest);
	put_tables(p->json, p->digest);
	put_all_series(p);
	if (p->digest->options.titles_only)
		return;
	put_shown_mails(p, "entries", false);
	put_shown_mails(p, "skipped", true);
}

enum status digest_json_print(struct output *out, const struct digest *d)
{
	const struct section_list *list = &d->options.sections.list;
	struct json_printer p = { .json = json_open(out), .out = out, .digest = d };

	digest_reader_init(&p.reader, d);
	put_digest_head(p.json, d);
	for (size_t i = 0; i < list->n && !output_failed(out); i++)
		if (list->ids[i] == SECTION_STANDARD)
			put_standard_section(&p);
		else if (list->ids[i] == SECTION_BOARD)
			board_json_put(p.json, d);
		else if (list->ids[i] == SECTION_MINE)
			mine_json_put(p.json, d);
		else
			section_json_put(p.json, list->ids[i],
					 &d->sections.of[list->ids[i]]);
	json_close(p.json);
	return digest_reader_release(&p.reader);
}
