/* SPDX-License-Identifier: MIT */
#include "report/html/pictures.h"
#include "report/site/site_bars.h"
#include "report/site/site_files.h"
#include "report/site/site_index.h"
#include "store/util/version.h"

#define BAR_LENGTH 56
#define YEAR_LENGTH 4

struct index_printer {
	struct html html;
	const struct site_index *index;
	struct site_bars bars;
	uint32_t most; /* mails of a digest */
	struct buf url;
};

static void print_above(void *printer, const void *unused)
{
	struct index_printer *p = printer;

	(void)unused;
	if (p->index->above)
		html_print(&p->html, "above", HTML_NO_SLOTS);
}

static void print_archive(void *printer, const void *unused)
{
	struct index_printer *p = printer;
	struct html_url url = html_url_list(&p->url, p->index->archive_url);

	(void)unused;
	if (url.clean.len)
		html_print(&p->html, "archive", HTML_SLOTS(html_address("archive", url)));
}

static void print_trend(void *printer, const void *unused)
{
	struct index_printer *p = printer;
	const struct site_windows *w = p->index->windows;
	size_t n = site_bars_count(w);
	const struct site_window *most = site_bars_highest(w);
	struct buf caption = BUF_INIT;

	(void)unused;
	if (n < 2)
		return;
	buf_addf(&caption, "Mails in each of the last %zu digests; most: %u, ", n,
		 most->mails);
	buf_adds(&caption, most->days);
	html_print(&p->html, "trend",
		   HTML_SLOTS(html_text("caption", buf_str(&caption)),
			      html_number("width", site_bars_width(w)),
			      html_number("height", SITE_BARS_HEIGHT),
			      html_fill("bars", site_bars_print, &p->bars, NULL)));
	buf_release(&caption);
}

static struct str year_of(const struct site_window *w)
{
	return str_sub(str_from(w->day), 0, YEAR_LENGTH);
}

static void print_figures(void *printer, const void *window)
{
	struct index_printer *p = printer;
	const struct site_window *w = window;
	const struct {
		const char *unit;
		uint32_t number;
	} figures[] = { { "people", w->people },
			{ "series", w->series },
			{ "applied", w->applied },
			{ "ready", w->ready },
			{ "contested", w->contested } };

	for (size_t i = 0; i < ARRAY_SIZE(figures); i++)
		html_print(&p->html, figures[i].number ? "figure" : "figure-none",
			   HTML_SLOTS(html_number("figure", figures[i].number),
				      html_text("unit", str_from(figures[i].unit))));
}

static void print_row(struct index_printer *p, const struct site_window *w)
{
	html_print(
	    &p->html, "row",
	    HTML_SLOTS(html_text("day", str_from(w->day)), html_text("days", w->days),
		       html_number("bar", picture_length(w->mails, p->most, BAR_LENGTH)),
		       html_number("mails", w->mails),
		       html_fill("figures", print_figures, p, w)));
}

/* Prints the digests of a year; first: its newest one. */
static void print_year_rows(void *printer, const void *first)
{
	struct index_printer *p = printer;
	const struct site_windows *all = p->index->windows;
	const struct site_window *w = first;

	for (; w < all->list + all->n && str_eq(year_of(w), year_of(first)); w++)
		print_row(p, w);
}

static void print_years(void *printer, const void *unused)
{
	struct index_printer *p = printer;
	const struct site_windows *w = p->index->windows;

	(void)unused;
	for (size_t i = 0; i < w->n && !output_failed(p->html.out); i++)
		if (!i || !str_eq(year_of(&w->list[i]), year_of(&w->list[i - 1])))
			html_print(&p->html, "year",
				   HTML_SLOTS(html_text("year", year_of(&w->list[i])),
					      html_fill("rows", print_year_rows, p,
							&w->list[i])));
}

static void print_page(struct index_printer *p)
{
	const struct site_windows *w = p->index->windows;

	html_print(
	    &p->html, "page",
	    HTML_SLOTS(html_style("style"), html_text("title", w->list[0].title),
		       html_number("count", (int64_t)w->n),
		       html_text("digests", w->n == 1 ? STR("digest") : STR("digests")),
		       html_text("list", w->list[0].list),
		       html_text("day", str_from(w->list[0].day)),
		       html_text("days", w->list[0].days),
		       html_fill("above", print_above, p, NULL),
		       html_fill("archive", print_archive, p, NULL),
		       html_fill("trend", print_trend, p, NULL),
		       html_fill("years", print_years, p, NULL),
		       html_text("version", str_from(patchdigest_version))));
}

static enum status print_index(struct output *out, const void *arg)
{
	const struct site_index *index = arg;
	struct index_printer p = { .index = index, .url = BUF_INIT };
	struct html_template template;

	html_template_parse_built_in(&template, site_index_template());
	html_init(&p.html, out, &template);
	p.bars = (struct site_bars){ &p.html, index->windows };
	for (size_t i = 0; i < index->windows->n; i++)
		if (index->windows->list[i].mails > p.most)
			p.most = index->windows->list[i].mails;
	print_page(&p);
	html_release(&p.html);
	html_template_release(&template);
	buf_release(&p.url);
	return ST_OK;
}

enum status site_index_write(const struct site_place *p, const struct site_index *index,
			     struct buf *why)
{
	return site_place_write(p, "index.html", print_index, index, why);
}
