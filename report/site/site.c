/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_content.h"
#include "report/atom/atom_tag.h"
#include "report/digest/digest_day.h"
#include "report/html/digest_html.h"
#include "report/json/digest_json.h"
#include "report/site/site.h"
#include "report/site/site_feed.h"
#include "report/site/site_index.h"
#include "report/site/site_lists.h"
#include "report/site/site_page.h"
#include "report/text/digest_text.h"
#include "store/util/array.h"

/* A digest on its way into a site. */
struct site_job {
	const struct site *site;
	struct digest *digest;
	struct site_place place;
	struct buf url; /* of the list's site; empty: not known */
	struct buf day;
};

static enum status print_page(struct output *out, const void *digest)
{
	return digest_html_print(out, digest);
}

static enum status print_text(struct output *out, const void *digest)
{
	return digest_text_print(out, digest);
}

static enum status print_json(struct output *out, const void *digest)
{
	return digest_json_print(out, digest);
}

static enum status print_board(struct output *out, const void *digest)
{
	atom_content_print(out, digest);
	return ST_OK;
}

static enum status print_summary(struct output *out, const void *digest)
{
	struct buf text = BUF_INIT;

	site_window_print(&text, digest);
	output_add(out, buf_str(&text));
	buf_release(&text);
	return ST_OK;
}

/* The files of a digest's folder, in the order in which they are written: first those to
 * which others lead. */
static const struct site_file {
	const char *name;
	site_print_fn *print;
} files[] = {
	{ "digest.txt", print_text },  { "digest.json", print_json },
	{ "board.html", print_board }, { "index.html", print_page },
	{ "summary", print_summary },
};

static enum status write_digest(struct site_job *job, struct buf *why)
{
	enum status st = site_place_make(&job->place, buf_cstr(&job->day), why);
	enum status worst = ST_OK;
	struct buf name = BUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(files) && st == ST_OK; i++) {
		buf_reset(&name);
		buf_addf(&name, "%s/%s", buf_cstr(&job->day), files[i].name);
		st = site_place_write(&job->place, buf_cstr(&name), files[i].print,
				      job->digest, why);
		if (st == ST_DAMAGED) {
			worst = st;
			st = ST_OK;
		}
	}
	buf_release(&name);
	return status_first(st, worst);
}

static enum status check_list(const struct site_job *job, const struct site_windows *w,
			      struct buf *why)
{
	struct str list = w->n ? w->list[0].list : job->digest->sel->lists;

	if (str_eq(list, job->digest->sel->lists))
		return ST_OK;
	buf_addf(why, "--site: %s is the site of the list ", buf_cstr(&job->place.dir));
	buf_adds(why, list);
	return status_say(why, ST_USAGE,
			  ": give another folder, or name all lists of the site at once");
}

/* Writes the digest with links to those around it. */
static enum status add_digest(struct site_job *job, struct buf *why)
{
	struct site_windows w;
	enum status st = site_windows_read(&w, buf_cstr(&job->place.dir), why);
	struct digest_site around;

	if (st == ST_OK)
		st = check_list(job, &w, why);
	around = site_windows_around(&w, buf_cstr(&job->day));
	job->digest->options.site = &around;
	job->digest->options.site_url = job->url.len ? buf_cstr(&job->url) : NULL;
	if (st == ST_OK)
		st = write_digest(job, why);
	job->digest->options.site = NULL;
	site_windows_release(&w);
	return st;
}

/* Writes what leads to the digests, once all of them are there. */
static enum status write_ways(struct site_job *job, struct buf *why)
{
	const char *url = job->url.len ? buf_cstr(&job->url) : NULL;
	struct site_windows w;
	const struct site_index index = { &w, job->digest->options.archive_url,
					  job->site->several };
	enum status st = site_windows_read(&w, buf_cstr(&job->place.dir), why);

	if (st == ST_OK)
		st = site_page_link_all(&job->place, &w, why);
	if (st == ST_OK && w.n)
		st = site_feed_write(&job->place, &w, url, why);
	if (st == ST_OK && w.n)
		st = site_index_write(&job->place, &index, why);
	site_windows_release(&w);
	return st;
}

/* Opens the folder of the list. */
static enum status open_job(struct site_job *job, struct buf *why)
{
	struct str list = job->digest->sel->lists;
	struct buf dir = BUF_INIT;
	enum status st;

	buf_addstr(&dir, job->site->dir);
	if (job->site->several) {
		buf_addch(&dir, '/');
		site_lists_add_folder(&dir, list);
	}
	if (job->site->url && job->site->several)
		atom_url_add(&job->url, job->site->url, list);
	else if (job->site->url)
		buf_addstr(&job->url, job->site->url);
	st = site_place_open(&job->place, buf_cstr(&dir), why);
	buf_release(&dir);
	if (st == ST_OK && !digest_day_add(&job->day, job->digest))
		st = status_say(why, ST_USAGE,
				"--site: the window ends in no year of four digits");
	return st;
}

enum status site_add(const struct site *site, struct digest *d, struct buf *why)
{
	struct site_job job = { .site = site, .digest = d, .place = SITE_PLACE_INIT };
	enum status st = open_job(&job, why), added;

	added = st == ST_OK ? add_digest(&job, why) : st;
	if (added == ST_OK || added == ST_DAMAGED)
		st = write_ways(&job, why);
	site_place_close(&job.place);
	buf_release(&job.url);
	buf_release(&job.day);
	return status_first(st, added);
}
