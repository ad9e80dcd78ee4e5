/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

#include "store/tdb/open_error.h"
#include "store/util/array.h"

static const char disk_full[] = "the disk is full",
		  quota_used[] = "the disk quota is used up";

const char *disk_error_text(int error)
{
	return error == ENOSPC ? disk_full : error == EDQUOT ? quota_used : NULL;
}

/* Whoever reads a store of others, and wants to change it, learns that reading works. */
static bool is_only_readable(int error, const char *path)
{
	return (error == EACCES || error == EPERM) && access(path, R_OK) == 0;
}

enum status open_error_explain(int error, const char *path, struct buf *why)
{
	static const struct {
		int error;
		enum status st;
		const char *text;
	} rows[] = {
		{ EACCES, ST_NOINPUT, "not allowed to open it" },
		{ EPERM, ST_NOINPUT, "not allowed to open it" },
		{ EROFS, ST_NOINPUT, "the file system is read-only" },
		{ ELOOP, ST_NOINPUT, "it is a symbolic link, which is not followed" },
		{ ENOENT, ST_NOINPUT, "it is gone" },
		{ ENOTDIR, ST_NOINPUT, "part of its path is no folder" },
		{ EMFILE, ST_BUSY, "too many open files" },
		{ ENFILE, ST_BUSY, "too many open files" },
		{ ENOMEM, ST_BUSY, "no memory" },
		{ EBUSY, ST_BUSY, "it is open already" },
		{ EAGAIN, ST_BUSY, "it is locked" },
		{ ENOLCK, ST_BUSY, "its file system has no locks" },
		{ ENOSPC, ST_NOSPACE, disk_full },
		{ EDQUOT, ST_NOSPACE, quota_used },
	};

	if (is_only_readable(error, path))
		return status_say(why, ST_NOINPUT, "%s: not allowed to write to it",
				  path);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (rows[i].error != error)
			continue;
		buf_addf(why, "%s: %s", path, rows[i].text);
		return rows[i].st;
	}
	/* TDB sets EIO if it can't read the file, and if it reads a file that is none */
	buf_addf(why,
		 "%s: no sound store file%s (neither an empty nor a foreign file is "
		 "touched); move it away, or build the store again from the archive",
		 path, error == EIO ? ", or it can't be read" : "");
	return ST_DAMAGED;
}
