/* SPDX-License-Identifier: MIT */
#include "report/digest/digest_reader.h"
#include "report/util/lines.h"
#include "report/window/cross_posts.h"

static void note_reader_status(struct digest_reader *r, enum status st)
{
	if (st != ST_OK)
		r->st = ST_DAMAGED;
}

/* Reads a mail, unless it was the last one that was read. */
static bool read_post(struct digest_reader *r, const struct post *p)
{
	if (r->post != p) {
		r->post = p;
		r->mail_st = post_text(p, &r->mail);
		note_reader_status(r, r->mail_st);
	}
	return r->mail_st == ST_OK;
}

static struct str trim_body(struct str body)
{
	struct str rest = body, line;

	while (str_line(&rest, &line) && !str_trim(line).len)
		body = rest;
	return str_rtrim(body);
}

bool digest_reader_body(struct digest_reader *r, const struct post *p, struct str *body)
{
	if (!read_post(r, p))
		return false;
	*body = trim_body(r->mail.record.body);
	return true;
}

size_t digest_reader_cut(struct digest_reader *r, struct str *body)
{
	size_t max = r->digest->options.body_max, end;
	struct str kept, rest;

	if (!max || body->len <= max)
		return 0;
	end = str_rchr(str_sub(*body, 0, max), '\n');
	kept = str_sub(*body, 0, end < max ? end : 0);
	rest = str_sub(*body, kept.len ? kept.len + 1 : 0, body->len);
	*body = str_rtrim(kept);
	r->cut++;
	return lines_count(rest);
}

void digest_reader_other_lists(struct digest_reader *r, const struct post *p,
			       struct buf *other_lists)
{
	buf_reset(other_lists);
	if (read_post(r, p))
		cross_posts_add(other_lists, r->digest->sel, p, &r->mail.record);
}

void digest_reader_series(struct digest_reader *r, const struct digest_series *s)
{
	series_reviews_release(&r->reviews);
	note_reader_status(r,
			   series_reviews_find(&r->reviews, r->digest->sel, s->series));
	older_versions_release(&r->older);
	if (s->entry)
		r->older = older_versions_of(s->series);
}

void digest_reader_init(struct digest_reader *r, const struct digest *d)
{
	*r = (struct digest_reader){
		.digest = d,
		.reviews = { .arena = ARENA_INIT },
		.mail = MAIL_INIT,
	};
}

enum status digest_reader_release(struct digest_reader *r)
{
	older_versions_release(&r->older);
	series_reviews_release(&r->reviews);
	mail_release(&r->mail);
	return r->st;
}
