/* SPDX-License-Identifier: MIT */
#include "report/json/board_json.h"
#include "report/json/digest_json.h"
#include "report/json/json_parts.h"
#include "report/json/series_view_json.h"
#include "report/people/mailmap.h"

static void put_trailers(struct json *j, const struct view_part *part)
{
	json_begin_array(j, "trailers");
	for (const struct view_trailer *t = part->trailers; t; t = t->next) {
		json_begin_object(j, NULL);
		json_put_text(j, "key", t->key);
		json_put_person(j, t->who);
		if (t->said) {
			json_put_text(j, "message_id", t->said->message_id);
			json_put_time(j, "date", t->said->date);
		}
		json_end(j);
	}
	json_end(j);
}

static void put_view_parts(struct json *j, const struct view_parts *parts)
{
	json_begin_array(j, "parts");
	for (size_t i = 0; i < parts->n; i++) {
		const struct view_part *part = &parts->list[i];

		json_begin_object(j, NULL);
		json_put_text(j, "kind", str_from(kind_name(part->post->kind)));
		json_put_mail(j, part->post);
		json_put_text(j, "title", part->post->title);
		json_put_position(j, part->post);
		put_trailers(j, part);
		json_put_number(j, "answers", part->answers);
		json_put_text(j, "commit", part->commit);
		if (part->posted_anew)
			json_put_text(j, "posted_anew", part->posted_anew->message_id);
		json_end(j);
	}
	json_end(j);
}

static void put_binding(struct json *j, const struct view_version *v)
{
	const struct series *s = v->row.series;

	if (v->bound_to) {
		json_put_text(j, "bound_to", v->bound_to->head->message_id);
		json_put_text(j, "rule", str_from(v->rule));
	}
	if (s->pulled)
		json_put_flag(j, "pulled", true);
	if (s->respin && s->replaces)
		json_put_text(j, "replaces_part", s->replaces->message_id);
}

static void put_last_answer(struct json *j, const struct series_view *view,
			    const struct post *last)
{
	if (!last)
		return;
	json_put_author(j, "last_answer_by", mailmap_author(view->sel->mailmap, last));
	json_put_time(j, "last_answer_date", last->date);
}

void series_view_json_print(struct output *out, const struct series_view *view,
			    const struct digest_options *options)
{
	const struct digest digest = { .sel = view->sel, .options = *options };
	struct json *j = json_open(out);

	digest_json_put_title(j, view->sel);
	json_begin_object(j, "series_view");
	json_put_time(j, "as_of", view->board.as_of);
	json_put_text(j, "state", str_from(series_view_state(view)));
	json_begin_array(j, "versions");
	for (size_t i = 0; i < view->n && !output_failed(out); i++) {
		json_begin_object(j, NULL);
		board_json_put_row(j, &digest, &view->versions[i].row);
		put_last_answer(j, view, view->versions[i].row.last_answer);
		put_binding(j, &view->versions[i]);
		put_view_parts(j, &view->versions[i].parts);
		json_end(j);
	}
	json_end(j);
	board_json_put_unknown(j, &view->board);
	json_end(j);
	json_close(j);
}
