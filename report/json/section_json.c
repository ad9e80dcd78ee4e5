/* SPDX-License-Identifier: MIT */
#include "report/json/json_parts.h"
#include "report/json/section_json.h"

void section_json_put_ranges(struct json *j, const char *key,
			     const struct section_range *ranges, size_t n)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < n; i++) {
		json_begin_object(j, NULL);
		json_put_number(j, "from", ranges[i].from);
		json_put_number(j, "to", ranges[i].to);
		json_end(j);
	}
	json_end(j);
}

void section_json_put_missing(struct json *j, bool elsewhere,
			      const struct section_range *missing, size_t n)
{
	json_put_flag(j, "elsewhere", elsewhere);
	section_json_put_ranges(j, "missing", missing, n);
}

static void put_missing(struct json *j, const struct section_row *row)
{
	section_json_put_missing(j, row->elsewhere, row->missing, row->n_missing);
}

void section_json_put_people(struct json *j, const char *key, const char *count,
			     const struct counted_person *people, size_t n)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < n; i++) {
		json_begin_object(j, NULL);
		json_put_person(j, people[i].who);
		json_put_number(j, count, people[i].count);
		json_end(j);
	}
	json_end(j);
}

static void put_commits(struct json *j, const struct section_commit *c)
{
	if (!c)
		return;
	json_begin_array(j, "commits");
	for (; c; c = c->next) {
		json_begin_object(j, NULL);
		if (c->number)
			json_put_number(j, "number", c->number);
		json_put_text(j, "commit", c->id);
		if (c->found)
			json_put_text(j, "found", str_from(c->found));
		json_end(j);
	}
	json_end(j);
}

/* The statement of the mail that says so, or what a git tree holds. */
static void put_origin(struct json *j, const struct section_event *e)
{
	if (e->said)
		json_put_text(j, "message_id", e->said->message_id);
	if (e->robot)
		json_put_flag(j, "robot", true);
	json_put_text(j, "tree", e->tree);
	json_put_text(j, "branch", e->branch);
	json_put_text(j, "url", e->url);
	json_put_text(j, "head", e->commit);
	put_commits(j, e->commits);
	json_put_time(j, "dropped", e->dropped);
}

void section_json_put_events(struct json *j, const struct section_event *events, size_t n)
{
	json_begin_array(j, "events");
	for (size_t i = 0; i < n; i++) {
		const struct section_event *e = &events[i];

		json_begin_object(j, NULL);
		json_put_author(j, "by", e->who);
		json_put_time(j, "date", e->date);
		if (e->pull) {
			json_begin_object(j, "pull");
			json_put_mail(j, e->pull);
			json_end(j);
		}
		json_put_number(j, "parts", e->parts);
		put_origin(j, e);
		json_end(j);
	}
	json_end(j);
}

static void put_events(struct json *j, const struct section_row *row)
{
	section_json_put_events(j, row->events, row->n_events);
}

static void put_reviewers(struct json *j, const struct section_row *row)
{
	section_json_put_people(j, "reviewers", "parts", row->people, row->n_people);
}

static void put_days(struct json *j, const struct section_row *row)
{
	json_put_number(j, "days", row->days);
}

static void put_pull(struct json *j, const struct section_row *row)
{
	if (row->count)
		json_put_number(j, "titles", row->count);
	json_put_text(j, "source", row->source);
	put_events(j, row);
}

static void put_count(struct json *j, const struct section_row *row)
{
	json_put_number(j, "count", row->count);
}

static void put_discussion(struct json *j, const struct section_row *row)
{
	json_put_number(j, "replies", row->count);
	section_json_put_people(j, "people", "replies", row->people, row->n_people);
}

/* parts: the row also has the counts of a series' parts. */
static const struct {
	bool parts;
	void (*put)(struct json *, const struct section_row *);
} section_jsons[SECTION_COUNT] = {
	[SECTION_INCOMPLETE] = { true, put_missing },
	[SECTION_PULLS] = { false, put_pull },
	[SECTION_REVIEWED] = { true, put_reviewers },
	[SECTION_UNANSWERED] = { true, put_days },
	[SECTION_APPLIED] = { true, put_events },
	[SECTION_REVIEWERS] = { false, put_count },
	[SECTION_DISCUSSIONS] = { false, put_discussion },
};

static void put_row(struct json *j, enum section_id id, const struct section_row *row)
{
	json_begin_object(j, NULL);
	if (row->post) {
		json_put_mail(j, row->post);
		json_put_author(j, "author", row->who);
	} else {
		json_put_person(j, row->who);
	}
	if (section_jsons[id].parts)
		json_put_parts(j, row->count, row->of);
	section_jsons[id].put(j, row);
	json_end(j);
}

void section_json_put(struct json *j, enum section_id id, const struct section *s)
{
	json_begin_array(j, section_name(id));
	for (size_t i = 0; i < s->n; i++)
		put_row(j, id, &s->rows[i]);
	json_end(j);
}
