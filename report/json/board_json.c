/* SPDX-License-Identifier: MIT */
#include "report/json/board_json.h"
#include "report/json/json_parts.h"
#include "report/json/section_json.h"
#include "report/window/cross_posts.h"
#include "store/util/array.h"

static void put_objections(struct json *j, const struct board_row *row)
{
	json_begin_array(j, "objections");
	for (size_t i = 0; i < row->n_objections; i++) {
		const struct board_objection *o = &row->objections[i];

		json_begin_object(j, NULL);
		json_put_author(j, "by", o->who);
		json_put_text(j, "message_id", o->said->message_id);
		json_put_time(j, "date", o->said->date);
		if (o->number)
			json_put_number(j, "number", o->number);
		json_put_text(j, "state", o->state.len ? o->state : STR("nak"));
		json_end(j);
	}
	json_end(j);
}

static void put_robots(struct json *j, const struct board_row *row)
{
	const struct board_robots *r = &row->robots;

	if (!r->reports)
		return;
	json_begin_object(j, "robots");
	json_put_number(j, "reports", r->reports);
	json_put_number(j, "failures", r->failures);
	json_put_number(j, "findings", r->findings);
	if (r->first)
		json_put_text(j, "message_id", r->first->message_id);
	json_end(j);
}

static void put_replaced_versions(struct json *j, const struct board_row *row)
{
	json_begin_array(j, "versions");
	for (size_t i = 0; i < row->n_versions; i++) {
		const struct board_version *v = &row->versions[i];

		json_begin_object(j, NULL);
		json_put_mail(j, v->head);
		json_put_edition(j, v->head, v->version, v->after);
		json_put_text(j, "rule", str_from(v->rule));
		json_put_number(j, "answers", v->answers);
		json_put_flag(j, "in_window", v->in_window);
		json_end(j);
	}
	json_end(j);
}

static void put_revision(struct json *j, const struct board_row *row)
{
	put_replaced_versions(j, row);
	if (row->unchanged_known) {
		json_begin_object(j, "unchanged");
		json_put_number(j, "patches", row->unchanged);
		json_put_number(j, "of", row->unchanged_of);
		json_end(j);
	}
	json_put_text(j, "change_note", row->change_note);
}

static void put_answers(struct json *j, const struct board_row *row)
{
	json_put_number(j, "answers", row->answers);
	section_json_put_people(j, "people", "answers", row->people, row->n_people);
	if (row->last_answer)
		json_put_text(j, "last_answer", row->last_answer->message_id);
	json_put_flag(j, "most_discussed", row->most_discussed);
}

static void put_series_facts(struct json *j, const struct board_row *row)
{
	const struct series *s = row->series;

	if (!s)
		return;
	json_put_text(j, "title", s->head->title);
	json_put_edition(j, s->head, s->version, s->after);
	if (s->other_poster)
		json_put_author(
		    j, "posted_by",
		    (struct person){ s->head->poster_name, s->head->poster_addr });
	section_json_put_missing(j, row->elsewhere, row->missing, row->n_missing);
	json_put_number(j, "reviewed", row->reviewed);
	section_json_put_people(j, "reviewers", "parts", row->reviewers,
				row->n_reviewers);
}

/* Which lists the mail came by, in a digest of several. */
static void put_row_lists(struct json *j, const struct selection *sel,
			  const struct post *post)
{
	struct buf others = BUF_INIT;

	if (sel->n_lists < 2)
		return;
	cross_posts_read(&others, sel, post);
	json_put_lists(j, post, buf_str(&others));
	buf_release(&others);
}

void board_json_put_row(struct json *j, const struct digest *d,
			const struct board_row *row)
{
	json_put_mail(j, row->post);
	json_put_author(j, "author", row->who);
	json_put_link(j, d->options.archive_url, row->post);
	put_row_lists(j, d->sel, row->post);
	put_series_facts(j, row);
	json_put_parts(j, row->arrived, row->announced);
	if (row->size_known) {
		json_put_number(j, "insertions", row->insertions);
		json_put_number(j, "deletions", row->deletions);
	}
	put_answers(j, row);
	json_put_time(j, "first_posted", row->first_posted);
	json_put_number(j, "days", row->days);
	put_objections(j, row);
	put_robots(j, row);
	put_revision(j, row);
	json_put_text(j, "area", row->area);
	json_put_flag(j, "first_post", row->first_post);
	json_put_text(j, "needs", row->needs);
	json_put_number(j, "applied", row->applied);
	section_json_put_events(j, row->events, row->n_events);
}

static void put_board_group(struct json *j, const struct digest *d,
			    enum board_group_id id)
{
	const struct board_group *g = &d->board.groups[id];

	json_begin_array(j, board_group_name(id));
	for (size_t i = 0; i < g->n; i++) {
		json_begin_object(j, NULL);
		board_json_put_row(j, d, &g->rows[i]);
		json_end(j);
	}
	json_end(j);
}

static void put_board_people(struct json *j, const char *key,
			     const struct board_people *people, bool reposts)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < people->n; i++) {
		json_begin_object(j, NULL);
		json_put_person(j, people->list[i].who);
		json_put_number(j, "count", people->list[i].count);
		if (reposts)
			json_put_number(j, "with_reposts", people->list[i].with_reposts);
		json_end(j);
	}
	json_end(j);
}

static void put_board_totals(struct json *j, const struct board *b)
{
	const struct {
		const char *key;
		uint32_t n;
	} totals[] = {
		{ "mails", b->mails },	     { "robot_mails", b->robot_mails },
		{ "people", b->people },     { "mean_mails", b->mean_mails },
		{ "series", b->series },     { "mean_windows", b->mean_windows },
		{ "new", b->fresh },	     { "revised", b->revised },
		{ "replaced", b->replaced }, { "applied", b->applied },
		{ "ready", b->ready },	     { "pulls", b->pulls },
		{ "pulled", b->pulled },
	};

	json_begin_object(j, "totals");
	for (size_t i = 0; i < ARRAY_SIZE(totals); i++)
		json_put_number(j, totals[i].key, totals[i].n);
	json_end(j);
}

void board_json_put_unknown(struct json *j, const struct board *b)
{
	json_begin_array(j, "unknown");
	if (b->replies_unknown)
		json_put_text(j, NULL, STR("replies"));
	if (b->patch_ids_unknown)
		json_put_text(j, NULL, STR("patch_ids"));
	if (b->recipients_unknown)
		json_put_text(j, NULL, STR("recipients"));
	json_end(j);
}

void board_json_put(struct json *j, const struct digest *d)
{
	const struct board *b = &d->board;

	json_begin_object(j, "board");
	json_put_time(j, "as_of", b->as_of);
	json_put_number(j, "quiet_days", d->options.sections.quiet_days);
	put_board_totals(j, b);
	for (int id = 0; id < BOARD_GROUPS; id++)
		put_board_group(j, d, (enum board_group_id)id);
	put_board_people(j, "wrote", &b->wrote, true);
	put_board_people(j, "reviewed", &b->reviewed, false);
	put_board_people(j, "answered", &b->answered, false);
	board_json_put_unknown(j, b);
	json_end(j);
}
