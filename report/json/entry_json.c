/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/json/entry_json.h"
#include "report/window/commit_id.h"
#include "report/json/json_parts.h"
#include "report/people/mailmap.h"
#include "report/thread/series_reviews.h"
#include "report/series/older_versions.h"

static void put_link(struct entry_json *e, const struct post *p)
{
	struct buf link = BUF_INIT;

	if (e->options->archive_url) {
		archive_link_add(&link, str_from(e->options->archive_url), p->message_id);
		json_put_text(e->json, "link", buf_str(&link));
	}
	buf_release(&link);
}

/* A mail that no archive has has none. */
static void put_commit(struct entry_json *e, const struct post *p)
{
	struct stores stores = { .inboxes = e->sel->inboxes, .n = e->sel->n_inboxes };
	struct commit_id id = COMMIT_ID_INIT;

	if (stores.n && commit_id_of_mail(&id, &stores, p->message_id) == ST_OK &&
	    id.spot.commit_digits)
		json_put_text(e->json, "commit", str_from(id.hex));
	commit_id_release(&id);
}

static void put_position(struct json *j, const struct post *p)
{
	if (p->facts & FACT_NUMBERED)
		json_put_number(j, "number", p->number);
	if (p->facts & FACT_TOTAL)
		json_put_number(j, "total", p->total);
}

static void put_stat(struct json *j, const struct post *p)
{
	if (!(p->facts & FACT_STAT))
		return;
	json_put_number(j, "files", p->files);
	json_put_number(j, "insertions", p->insertions);
	json_put_number(j, "deletions", p->deletions);
}

/* "Key: value" lines */
static void put_trailers(struct json *j, struct str lines)
{
	struct str line;

	json_begin_array(j, "trailers");
	while (str_line(&lines, &line)) {
		size_t colon = str_chr(line, ':');

		json_begin_object(j, NULL);
		json_put_text(j, "key", str_sub(line, 0, colon));
		json_put_text(j, "value", str_trim(str_sub(line, colon + 1, line.len)));
		json_end(j);
	}
	json_end(j);
}

enum status entry_json_add(struct entry_json *e, const struct post *p,
			   const struct series *s)
{
	enum status st = post_text(p, &e->mail);
	struct json *j = e->json;

	json_begin_object(j, NULL);
	json_put_text(j, "kind", str_from(kind_name(p->kind)));
	json_put_text(j, "title", p->title);
	json_put_mail(j, p);
	json_put_time(j, "arrival", p->arrival);
	json_put_author(j, "author", mailmap_author(e->sel->mailmap, p));
	put_link(e, p);
	put_commit(e, p);
	json_put_text(j, "series", s->head->message_id);
	json_put_version(j, p);
	put_position(j, p);
	put_stat(j, p);
	put_trailers(j, p->trailers);
	json_put_list(j, "paths", p->paths, '\n');
	if (st == ST_OK)
		json_put_lines(j, "body", body_trim(e->mail.record.body));
	else
		json_put_flag(j, "unreadable", true);
	json_end(j);
	return st == ST_OK ? ST_OK : ST_DAMAGED;
}

void entry_json_skip(struct entry_json *e, const struct post *skipped,
		     const struct post *exists, const struct series *older)
{
	const struct series *s = older;
	struct json *j = e->json;

	json_begin_object(j, NULL);
	json_put_mail(j, skipped);
	json_begin_object(j, "exists");
	json_put_mail(j, exists);
	json_end(j);
	json_begin_array(j, "why");
	for (int i = 0; i < REASONS_MAX && s->bound_to; i++, s = s->bound_to) {
		json_begin_object(j, NULL);
		json_put_text(j, "older", s->head->message_id);
		json_put_text(j, "newer", s->bound_to->head->message_id);
		json_put_text(j, "rule", str_from(s->bound_by));
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

/* A text digest says this in a series' first entry; a series without entries has none. */
static bool has_entry(const struct entry_json *e, const struct series *s)
{
	for (size_t i = 0; i < s->n && post_is_shown(&e->sel->posts[s->posts[i]]); i++)
		if (!series_successor(e->sel, s, &e->sel->posts[s->posts[i]]))
			return true;
	return false;
}

static void put_versions(struct entry_json *e, const struct series *s)
{
	struct older_versions older;

	if (!has_entry(e, s))
		return;
	older = older_versions_of(s);
	json_begin_array(e->json, "versions");
	for (size_t i = 0; i < older.n; i++) {
		json_begin_object(e->json, NULL);
		json_put_mail(e->json, older.list[i].head);
		json_put_version(e->json, older.list[i].head);
		json_put_text(e->json, "rule", str_from(older.list[i].rule));
		json_end(e->json);
	}
	json_end(e->json);
	older_versions_release(&older);
}

static enum status put_reviews(struct entry_json *e, const struct series *s)
{
	struct series_reviews r;
	enum status st = series_reviews_find(&r, e->sel, s);

	json_begin_array(e->json, "reviews");
	for (size_t i = 0; i < r.n; i++) {
		const struct review *v = &r.list[i];

		json_begin_object(e->json, NULL);
		json_put_text(e->json, "key", v->key);
		json_put_person(e->json, (struct person){ v->name, v->addr });
		json_put_time(e->json, "date", v->date);
		json_put_number(e->json, "parts", v->parts);
		json_put_flag(e->json, "cover", v->whole);
		json_end(e->json);
	}
	json_end(e->json);
	series_reviews_release(&r);
	return st;
}

static void put_window_versions(struct json *j, const struct series *s)
{
	if (s->newer) {
		json_put_text(j, "superseded_by", s->newer->head->message_id);
		return;
	}
	json_begin_array(j, "earlier_here");
	while ((s = series_older_here(s)))
		json_put_text(j, NULL, s->head->message_id);
	json_end(j);
}

static void put_mails(struct entry_json *e, const struct series *s)
{
	const struct post *posts = e->sel->posts;

	json_begin_array(e->json, "mails");
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *p = s->mails[i];

		json_begin_object(e->json, NULL);
		json_put_text(e->json, "kind", str_from(kind_name(p->kind)));
		json_put_mail(e->json, p);
		put_position(e->json, p);
		json_put_flag(e->json, "in_window", p >= posts && p < posts + e->sel->n);
		json_end(e->json);
	}
	json_end(e->json);
}

enum status entry_json_series(struct entry_json *e, const struct series *s)
{
	const struct post *head = s->head;
	struct json *j = e->json;
	enum status st;

	json_begin_object(j, NULL);
	json_put_text(j, "title", head->title);
	json_put_mail(j, head);
	json_put_author(j, "author", mailmap_author(e->sel->mailmap, head));
	put_link(e, head);
	json_put_version(j, head);
	json_put_flag(j, "cover", s->covered);
	json_put_parts(j, s->arrived, s->announced);
	put_window_versions(j, s);
	put_versions(e, s);
	st = put_reviews(e, s);
	put_mails(e, s);
	json_end(j);
	return st;
}
