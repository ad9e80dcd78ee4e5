/* SPDX-License-Identifier: MIT */
#include "report/json/json_parts.h"
#include "report/json/series_json.h"
#include "report/people/mailmap.h"
#include "report/series/supersede.h"

/* The versions of the series in this window. */
static void put_versions_here(struct json *j, const struct series *s)
{
	if (s->newer) {
		json_put_text(j, "superseded_by", s->newer->head->message_id);
		return;
	}
	json_begin_array(j, "earlier_here");
	for (const struct series *older = series_older_here(s); older;
	     older = series_older_here(older))
		json_put_text(j, NULL, older->head->message_id);
	json_end(j);
}

/* All versions that the store has. */
static void put_older_versions(struct json *j, const struct older_versions *older)
{
	json_begin_array(j, "versions");
	for (size_t i = 0; i < older->n; i++) {
		const struct older_version *version = &older->list[i];

		json_begin_object(j, NULL);
		json_put_mail(j, version->head);
		json_put_edition(j, version->head, version->version, version->after);
		json_put_text(j, "rule", str_from(version->rule));
		json_end(j);
	}
	json_end(j);
}

static void put_reviews(struct json *j, const struct series_reviews *reviews)
{
	json_begin_array(j, "reviews");
	for (size_t i = 0; i < reviews->n; i++) {
		const struct review *review = &reviews->list[i];

		json_begin_object(j, NULL);
		json_put_text(j, "key", review->key);
		json_put_person(j, (struct person){ review->name, review->addr });
		json_put_time(j, "date", review->date);
		json_put_number(j, "parts", review->parts);
		json_put_flag(j, "cover", review->whole);
		json_end(j);
	}
	json_end(j);
}

static void put_series_mails(struct json *j, const struct selection *sel,
			     const struct series *s)
{
	json_begin_array(j, "mails");
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *p = s->mails[i];

		json_begin_object(j, NULL);
		json_put_text(j, "kind", str_from(kind_name(p->kind)));
		json_put_mail(j, p);
		json_put_position(j, p);
		json_put_flag(j, "in_window", p >= sel->posts && p < sel->posts + sel->n);
		json_end(j);
	}
	json_end(j);
}

/* The parts in this window that were posted anew alone. */
static void put_replaced(struct json *j, const struct selection *sel,
			 const struct series *s)
{
	json_begin_array(j, "replaced");
	for (size_t i = 0; i < s->n; i++) {
		if (!s->posted_anew[i])
			continue;
		json_begin_object(j, NULL);
		json_put_text(j, "part", sel->posts[s->posts[i]].message_id);
		json_put_mail(j, s->posted_anew[i]);
		json_put_version(j, s->posted_anew[i]);
		json_end(j);
	}
	json_end(j);
}

/* The part that the series replaces alone, and of which series. */
static void put_replaces(struct json *j, const struct series *s)
{
	if (!s->replaces || !s->replaces_in)
		return;
	json_begin_object(j, "replaces");
	json_put_mail(j, s->replaces);
	json_put_position(j, s->replaces);
	json_begin_object(j, "of");
	json_put_mail(j, s->replaces_in);
	json_end(j);
	json_end(j);
}

void series_json_put(struct json_printer *p, const struct digest_series *of)
{
	const struct digest *d = p->digest;
	const struct series *s = of->series;
	struct json *j = p->json;

	digest_reader_series(&p->reader, of);
	json_begin_object(j, NULL);
	json_put_text(j, "title", s->head->title);
	json_put_mail(j, s->head);
	json_put_author(j, "author", mailmap_author(d->sel->mailmap, s->head));
	if (s->other_poster)
		json_put_author(j, "posted_by", mailmap_poster(d->sel->mailmap, s->head));
	json_put_link(j, d->options.archive_url, s->head);
	json_put_edition(j, s->head, s->version, s->after);
	json_put_flag(j, "cover", s->covered);
	json_put_parts(j, s->arrived, s->announced);
	put_versions_here(j, s);
	if (of->entry)
		put_older_versions(j, &p->reader.older);
	put_replaces(j, s);
	put_replaced(j, d->sel, s);
	put_reviews(j, &p->reader.reviews);
	put_series_mails(j, d->sel, s);
	json_end(j);
}
