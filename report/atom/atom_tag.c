/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_tag.h"

/* A feed is always the same thing: its id needs some date, and has this one. */
#define FEED_DATE "2026"

/* Takes "https://user@host:80/path" apart. */
static void split_url(struct str url, struct str *host, struct str *path)
{
	size_t scheme = str_find(url, STR("://"));

	*path = str_sub(url, scheme + 3, url.len);
	*host = str_sub(*path, 0, str_chr(*path, '/'));
	*path = str_sub(*path, host->len, path->len);
	*host =
	    str_sub(*host, str_chr(*host, '@') < host->len ? str_chr(*host, '@') + 1 : 0,
		    host->len);
	*host = str_sub(*host, 0, str_chr(*host, ':'));
	while (path->len && path->s[0] == '/')
		*path = str_sub(*path, 1, path->len);
	while (str_ends(*path, STR("/")))
		path->len--;
}

/* Appends the host, if a tag can have it. */
static bool add_authority(struct buf *b, struct str host)
{
	for (size_t i = 0; i < host.len; i++)
		if (!is_alpha(host.s[i]) && !is_digit(host.s[i]) && host.s[i] != '-' &&
		    host.s[i] != '.')
			return false;
	for (size_t i = 0; i < host.len; i++)
		buf_addch(b, to_lower(host.s[i]));
	return host.len > 0;
}

/* Escapes what RFC 3986 does not allow in a path. */
static void add_escaped(struct buf *b, struct str text)
{
	static const struct str plain = STR("-._~!$&'()*+,;=:@/%");

	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];

		if (is_alpha(c) || is_digit(c) || (c && str_chr(plain, c) < plain.len))
			buf_addch(b, c);
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

static void add_lists(struct buf *b, struct str lists)
{
	const char *before = "";
	struct str name;

	while (str_line(&lists, &name)) {
		buf_addstr(b, before);
		add_escaped(b, name);
		before = ",";
	}
}

void atom_tag_add(struct buf *b, const char *site_url, struct str day, struct str lists)
{
	struct str host = STR_EMPTY, path = STR_EMPTY;

	if (site_url)
		split_url(str_from(site_url), &host, &path);
	buf_addstr(b, "tag:");
	if (!add_authority(b, host))
		buf_addstr(b, "patchdigest");
	buf_addch(b, ',');
	buf_adds(b, day.len ? day : STR(FEED_DATE));
	buf_addch(b, ':');
	add_escaped(b, path);
	buf_addstr(b, path.len ? "/" : "");
	add_lists(b, lists);
}

void atom_url_add(struct buf *b, const char *site_url, struct str file)
{
	struct str url = str_from(site_url);

	add_escaped(b, url);
	if (url.len && !str_ends(url, STR("/")))
		buf_addch(b, '/');
	buf_adds(b, file);
}
