/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/site/site_bars.h"
#include "report/site/site_files.h"
#include "report/site/site_lists.h"
#include "report/site/site_place.h"
#include "store/util/array.h"
#include "store/util/version.h"

struct site_list {
	char *folder;
	struct site_windows windows; /* one at least */
};

struct site_lists {
	struct site_list *list; /* by the folder's name */
	size_t n, cap;
};

/* A list can have any name, but not that of the index. */
void site_lists_add_folder(struct buf *b, struct str list)
{
	buf_adds(b, list);
	if (str_eq(list, STR("index.html")))
		buf_addch(b, '_');
}

static bool is_open_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) &&
	       access(path, R_OK | X_OK) == 0;
}

bool site_lists_has(const char *dir, struct str list)
{
	struct buf path = BUF_INIT;
	bool has;

	buf_addf(&path, "%s/", dir);
	site_lists_add_folder(&path, list);
	has = is_open_folder(buf_cstr(&path));
	buf_release(&path);
	return has;
}

struct lists_reader {
	struct site_lists *lists;
	const char *dir;
};

/* Adds the list of a folder, if it is one. Others are passed over. */
static enum status add_list(void *arg, const char *folder, struct buf *why)
{
	const struct lists_reader *r = arg;
	struct site_lists *lists = r->lists;
	struct site_windows w = { .n = 0 };
	struct buf path = BUF_INIT;
	enum status st = ST_OK;

	buf_addf(&path, "%s/%s", r->dir, folder);
	if (folder[0] != '.' && is_open_folder(buf_cstr(&path)))
		st = site_windows_read(&w, buf_cstr(&path), why);
	if (st == ST_OK && w.n) {
		lists->list =
		    array_grow(lists->list, lists->n, &lists->cap, sizeof(*lists->list));
		lists->list[lists->n++] = (struct site_list){ xstrdup(folder), w };
	} else {
		site_windows_release(&w);
	}
	buf_release(&path);
	return st;
}

static int cmp_folder(const void *a, const void *b)
{
	return strcmp(((const struct site_list *)a)->folder,
		      ((const struct site_list *)b)->folder);
}

static enum status read_lists(struct site_lists *lists, const char *dir, struct buf *why)
{
	struct lists_reader r = { lists, dir };
	enum status st = site_place_each(dir, add_list, &r, why);

	if (lists->n)
		qsort(lists->list, lists->n, sizeof(*lists->list), cmp_folder);
	return st;
}

static void release_lists(struct site_lists *lists)
{
	for (size_t i = 0; i < lists->n; i++) {
		free(lists->list[i].folder);
		site_windows_release(&lists->list[i].windows);
	}
	free(lists->list);
}

struct lists_printer {
	struct html html;
	const struct site_lists *lists;
};

static void print_row(struct lists_printer *p, const struct site_list *l)
{
	const struct site_window *w = &l->windows.list[0];
	struct site_bars bars = { &p->html, &l->windows };

	html_print(
	    &p->html, "row",
	    HTML_SLOTS(html_text("folder", str_from(l->folder)),
		       html_text("title", w->title), html_text("list", w->list),
		       html_text("day", str_from(w->day)), html_text("days", w->days),
		       html_number("mails", w->mails), html_number("series", w->series),
		       html_number("applied", w->applied), html_number("ready", w->ready),
		       html_number("width", site_bars_width(&l->windows)),
		       html_number("height", SITE_BARS_HEIGHT),
		       html_fill("bars", site_bars_print, &bars, NULL)));
}

static void print_rows(void *printer, const void *unused)
{
	struct lists_printer *p = printer;

	(void)unused;
	for (size_t i = 0; i < p->lists->n && !output_failed(p->html.out); i++)
		print_row(p, &p->lists->list[i]);
}

static enum status print_lists(struct output *out, const void *arg)
{
	struct lists_printer p = { .lists = arg };
	struct html_template template;

	html_template_parse_built_in(&template, site_lists_template());
	html_init(&p.html, out, &template);
	html_print(
	    &p.html, "page",
	    HTML_SLOTS(html_style("style"), html_number("count", (int64_t)p.lists->n),
		       html_text("lists", p.lists->n == 1 ? STR("list") : STR("lists")),
		       html_fill("rows", print_rows, &p, NULL),
		       html_text("version", str_from(patchdigest_version))));
	html_release(&p.html);
	html_template_release(&template);
	return ST_OK;
}

enum status site_lists_write(const char *dir, struct buf *why)
{
	struct site_place place = SITE_PLACE_INIT;
	struct site_lists lists = { .n = 0 };
	enum status st = site_place_open(&place, dir, why);

	if (st == ST_OK)
		st = read_lists(&lists, dir, why);
	if (st == ST_OK)
		st = site_place_write(&place, "index.html", print_lists, &lists, why);
	release_lists(&lists);
	site_place_close(&place);
	return st;
}
