/* SPDX-License-Identifier: MIT */
/* The folders of a site's digests, for a test whose state is the site's folder. Include
 * cmocka.h first. */
#ifndef TESTS_SUPPORT_SITES_H
#define TESTS_SUPPORT_SITES_H

#include <sys/stat.h>

#include "report/site/site_place.h"
#include "report/site/site_windows.h"
#include "tests/support/temp.h"

static inline void site_path(struct buf *path, const char *dir, const char *name)
{
	buf_reset(path);
	buf_addf(path, "%s/%s", dir, name);
}

/* Makes a file, and the folder that it is in. */
static inline void site_put(const char *dir, const char *name, const char *text)
{
	struct buf path = BUF_INIT;
	const char *slash = strchr(name, '/');

	buf_addf(&path, "%s/%.*s", dir, slash ? (int)(slash - name) : 0, name);
	mkdir(buf_cstr(&path), 0700);
	site_path(&path, dir, name);
	temp_write(buf_cstr(&path), text);
	buf_release(&path);
}

/* Makes a digest's folder, with so many mails. */
static inline void site_put_digest(const char *dir, const char *day, int mails)
{
	struct buf name = BUF_INIT, text = BUF_INIT;

	buf_addf(&name, "%s/summary", day);
	buf_addf(&text,
		 "patchdigest window 1\nlist toys.example.org\ntitle Toys <&\n"
		 "id tag:patchdigest,%s:toys\nentry Toys of %s\ndays until %s\n"
		 "end 1000\nupdated %d\nmails %d\nready 2\n",
		 day, day, day, 1000 + mails, mails);
	site_put(dir, buf_cstr(&name), buf_cstr(&text));
	buf_reset(&name);
	buf_addf(&name, "%s/board.html", day);
	site_put(dir, buf_cstr(&name), "<p>The board</p>\n");
	buf_release(&name);
	buf_release(&text);
}

static inline void site_get(struct buf *text, const char *dir, const char *name)
{
	struct buf path = BUF_INIT;

	buf_reset(text);
	site_path(&path, dir, name);
	temp_read(text, buf_cstr(&path));
	buf_release(&path);
}

static inline size_t site_count(const struct buf *b, const char *text)
{
	size_t n = 0;

	for (const char *at = buf_cstr(b); (at = strstr(at, text)); at++)
		n++;
	return n;
}

/* Opens the site and reads its digests. */
static inline void site_enter(struct site_place *p, struct site_windows *w,
			      const char *dir)
{
	struct buf why = BUF_INIT;

	*p = SITE_PLACE_INIT;
	assert_int_equal(site_place_open(p, dir, &why), ST_OK);
	assert_int_equal(site_windows_read(w, dir, &why), ST_OK);
	buf_release(&why);
}

static inline void site_leave(struct site_place *p, struct site_windows *w)
{
	site_windows_release(w);
	site_place_close(p);
}

#endif
