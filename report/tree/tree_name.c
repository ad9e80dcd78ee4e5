/* SPDX-License-Identifier: MIT */
#include "report/tree/tree_name.h"

/*
 *   scheme://[user[:password]@]host[:port]/path[?query][#fragment]
 *   [user@]host:path
 *   /path
 *
 * Returns the end of the part before the path's first name: of "scheme://host/",
 * "host:" or "/".
 */
static size_t path_start(struct str url, size_t *authority)
{
	size_t slashes = str_find(url, STR("://")), colon = str_chr(url, ':');

	*authority = 0;
	if (slashes < url.len) {
		*authority = slashes + 3;
		return *authority + str_chr(str_sub(url, *authority, url.len), '/');
	}
	return colon < str_chr(url, '/') ? colon + 1 : 0;
}

void tree_url_add(struct buf *b, struct str url)
{
	size_t authority, path = path_start(url, &authority);
	struct str host = str_sub(url, authority, path);
	size_t user = str_rchr(host, '@');
	struct str rest = str_sub(url, path, url.len);

	buf_adds(b, str_sub(url, 0, authority));
	buf_adds(b, user < host.len ? str_sub(host, user + 1, host.len) : host);
	if (authority) {
		rest = str_sub(rest, 0, str_chr(rest, '?'));
		rest = str_sub(rest, 0, str_chr(rest, '#'));
	}
	buf_adds(b, rest);
}

struct str tree_short_name(struct str url)
{
	size_t authority;
	struct str path = str_sub(url, path_start(url, &authority), url.len);
	size_t last, above;

	while (path.len && path.s[path.len - 1] == '/')
		path = str_sub(path, 0, path.len - 1);
	last = str_rchr(path, '/');
	if (last == path.len)
		return path;
	above = str_rchr(str_sub(path, 0, last), '/');
	return above == last ? str_sub(path, *path.s == '/', path.len)
			     : str_sub(path, above + 1, path.len);
}
