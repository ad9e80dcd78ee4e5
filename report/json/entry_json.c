/* SPDX-License-Identifier: MIT */
#include "report/json/entry_json.h"
#include "report/json/json_parts.h"
#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/window/commit_id.h"
#include "store/inbox/record_parts.h"

/* A mail has no commit if no archive that was imported holds it. */
static void put_commit_id(struct json_printer *p, const struct post *post)
{
	const struct selection *sel = p->digest->sel;
	struct stores stores = { .inboxes = sel->inboxes, .n = sel->n_inboxes };
	struct commit_id id = COMMIT_ID_INIT;
	struct mail m = MAIL_INIT;

	if (stores.n && post_text(post, &m) == ST_OK &&
	    commit_id_of_archived(&id, &stores, &m.record) == ST_OK)
		json_put_text(p->json, "commit", str_from(id.hex));
	mail_release(&m);
	commit_id_release(&id);
}

static void put_diffstat(struct json *j, const struct post *p)
{
	if (!(p->facts & FACT_STAT))
		return;
	json_put_number(j, "files", p->files);
	json_put_number(j, "insertions", p->insertions);
	json_put_number(j, "deletions", p->deletions);
}

static void put_patch(struct json *j, const struct mailmap *map,
		      const struct record_part *part)
{
	struct person author = { part->name, part->addr };

	json_begin_object(j, NULL);
	json_put_text(j, "title", part->title);
	json_put_author(j, "author", mailmap_person(map, author));
	if (part->number)
		json_put_number(j, "number", part->number);
	json_put_number(j, "files", part->files);
	json_put_number(j, "insertions", part->insertions);
	json_put_number(j, "deletions", part->deletions);
	json_put_text(j, "patch_id", part->patch_id);
	json_end(j);
}

/* The patches of a mail with several. */
static void put_patches(struct json *j, const struct mailmap *map, struct str parts)
{
	struct record_part part;

	if (!parts.len)
		return;
	json_begin_array(j, "patches");
	while (record_part_next(&parts, &part))
		put_patch(j, map, &part);
	json_end(j);
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

/* Which lists the mail came by, in a digest of several. */
static void put_lists(struct json_printer *p, const struct post *post)
{
	struct buf others = BUF_INIT;

	if (p->digest->sel->n_lists < 2)
		return;
	digest_reader_other_lists(&p->reader, post, &others);
	json_put_lists(p->json, post, buf_str(&others));
	buf_release(&others);
}

void entry_json_put(struct json_printer *p, const struct digest_mail *m)
{
	const struct digest *d = p->digest;
	const struct post *post = m->post;
	struct json *j = p->json;
	struct str body;

	json_begin_object(j, NULL);
	json_put_text(j, "kind", str_from(kind_name(post->kind)));
	json_put_text(j, "title", post->title);
	json_put_mail(j, post);
	json_put_time(j, "arrival", post->arrival);
	json_put_author(j, "author", mailmap_author(d->sel->mailmap, post));
	json_put_link(j, d->options.archive_url, post);
	put_commit_id(p, post);
	put_lists(p, post);
	json_put_text(j, "series", m->of->series->head->message_id);
	json_put_version(j, post);
	json_put_position(j, post);
	put_diffstat(j, post);
	put_patches(j, d->sel->mailmap, post->parts);
	put_trailers(j, post->trailers);
	json_put_list(j, "paths", post->paths, '\n');
	if (digest_reader_body(&p->reader, post, &body))
		json_put_lines(j, "body", body);
	else
		json_put_flag(j, "unreadable", true);
	json_end(j);
}

void skipped_json_put(struct json_printer *p, const struct digest_mail *m)
{
	const struct series *s = m->of->series;
	struct json *j = p->json;

	json_begin_object(j, NULL);
	json_put_mail(j, m->post);
	json_begin_object(j, "exists");
	json_put_mail(j, m->replaced_by);
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
