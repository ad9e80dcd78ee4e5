/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/site/site_place.h"
#include "report/site/site_windows.h"
#include "store/util/array.h"

#define SUMMARY_MAX (64 << 10)

struct windows_reader {
	struct site_windows *windows;
	const char *dir;
};

/* Adds the digest of a folder, if it is one and has a summary. */
static enum status add_window(void *arg, const char *day, struct buf *why)
{
	const struct windows_reader *r = arg;
	struct site_windows *w = r->windows;
	struct buf path = BUF_INIT, text = BUF_INIT;
	enum status st;

	if (!site_window_is_day(day))
		return ST_OK;
	buf_addf(&path, "%s/%s/summary", r->dir, day);
	st = site_place_read(&text, buf_cstr(&path), SUMMARY_MAX, why);
	if (st == ST_OK) {
		w->list = array_grow(w->list, w->n, &w->cap, sizeof(*w->list));
		w->n += site_window_parse(&w->list[w->n], day, &text);
	}
	buf_release(&path);
	buf_release(&text);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static int cmp_newest_first(const void *a, const void *b)
{
	const struct site_window *x = a, *y = b;

	return strcmp(y->day, x->day);
}

enum status site_windows_read(struct site_windows *w, const char *dir, struct buf *why)
{
	struct windows_reader r = { w, dir };
	enum status st;

	*w = (struct site_windows){ .n = 0 };
	st = site_place_each(dir, add_window, &r, why);
	if (w->n)
		qsort(w->list, w->n, sizeof(*w->list), cmp_newest_first);
	return st;
}

void site_windows_release(struct site_windows *w)
{
	for (size_t i = 0; i < w->n; i++)
		site_window_release(&w->list[i]);
	free(w->list);
	*w = (struct site_windows){ .n = 0 };
}

struct digest_site site_windows_around(const struct site_windows *w, const char *day)
{
	struct digest_site around = { STR_EMPTY, STR_EMPTY };
	size_t i = 0;

	for (; i < w->n && strcmp(w->list[i].day, day) > 0; i++)
		around.newer = str_from(w->list[i].day);
	i += i < w->n && strcmp(w->list[i].day, day) == 0;
	if (i < w->n)
		around.older = str_from(w->list[i].day);
	return around;
}
