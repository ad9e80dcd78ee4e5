/* SPDX-License-Identifier: MIT */
#include <dirent.h>

#include "report/command/spool_notice.h"
#include "store/util/array.h"
#include "store/util/paths.h"

static size_t count_spool_files(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t n = 0;

	while (d && (e = readdir(d)))
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

size_t spool_notice_count(struct buf *dir)
{
	static const char *const folders[] = { "/new", "/cur" };
	size_t n = 0, len;

	paths_state(dir);
	buf_addstr(dir, "/spool");
	len = dir->len;
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		buf_addstr(dir, folders[i]);
		n += count_spool_files(buf_cstr(dir));
		buf_trim(dir, len);
	}
	return n;
}
