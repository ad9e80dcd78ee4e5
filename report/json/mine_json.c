/* SPDX-License-Identifier: MIT */
#include "report/json/board_json.h"
#include "report/json/json_parts.h"
#include "report/json/mine_json.h"
#include "report/json/section_json.h"
#include "report/people/viewers.h"

static void put_addresses(struct json *j, const struct viewers *v)
{
	json_begin_array(j, "for");
	for (size_t i = 0; i < v->n_asked; i++)
		json_put_text(j, NULL, v->addresses[i]);
	json_end(j);
}

static void put_series(struct json *j, const struct digest *d,
		       const struct board_row *row)
{
	json_begin_object(j, "series");
	board_json_put_row(j, d, row);
	json_end(j);
}

static void put_own(struct json *j, const struct digest *d)
{
	json_begin_array(j, "yours");
	for (size_t i = 0; i < d->mine.n_own; i++) {
		const struct mine_own *own = &d->mine.own[i];

		json_begin_object(j, NULL);
		if (own->group != BOARD_GROUPS)
			json_put_text(j, "group", str_from(board_group_name(own->group)));
		section_json_put_ranges(j, "unreviewed", own->unreviewed,
					own->n_unreviewed);
		put_series(j, d, &own->row);
		json_end(j);
	}
	json_end(j);
}

static void put_asked(struct json *j, const struct digest *d)
{
	json_begin_array(j, "asked");
	for (size_t i = 0; i < d->mine.n_asked; i++) {
		const struct mine_asked *asked = &d->mine.asked[i];

		json_begin_object(j, NULL);
		json_put_flag(j, "recipient", asked->recipient);
		json_put_flag(j, "maintainer", asked->maintainer);
		json_put_flag(j, "answered_older", asked->answered_older);
		put_series(j, d, &asked->row);
		json_end(j);
	}
	json_end(j);
}

static void put_answers(struct json *j, const struct digest *d)
{
	json_begin_array(j, "answers");
	for (size_t i = 0; i < d->mine.n_answers; i++) {
		const struct mine_answer *a = &d->mine.answers[i];

		json_begin_object(j, NULL);
		json_put_mail(j, a->post);
		json_put_time(j, "arrival", a->post->arrival);
		json_put_author(j, "author", a->who);
		json_put_link(j, d->options.archive_url, a->post);
		json_put_text(j, "in_reply_to", a->to->message_id);
		json_end(j);
	}
	json_end(j);
}

void mine_json_put(struct json *j, const struct digest *d)
{
	json_begin_object(j, "mine");
	put_addresses(j, d->sel->viewers);
	put_own(j, d);
	put_asked(j, d);
	put_answers(j, d);
	json_begin_array(j, "unknown");
	if (d->mine.recipients_unknown)
		json_put_text(j, NULL, STR("recipients"));
	json_end(j);
	json_end(j);
}
