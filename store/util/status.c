/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <sysexits.h>

#include "store/util/buf.h"
#include "store/util/status.h"

static const struct {
	int exit;
	const char *text;
} rows[ST_COUNT] = {
	[ST_OK] = { EX_OK, "done" },
	[ST_EXISTS] = { EX_OK, "known already" },
	[ST_NOTFOUND] = { EX_SOFTWARE, "no such record" },
	[ST_INPUT] = { 1, "some input could not be read" },
	[ST_USAGE] = { EX_USAGE, "usage" },
	[ST_NOCOMMIT] = { EX_DATAERR, "no such commit, or more than one" },
	[ST_NOINPUT] = { EX_NOINPUT, "no such input" },
	[ST_DAMAGED] = { EX_SOFTWARE, "the store is damaged" },
	[ST_NEWER] = { EX_SOFTWARE, "the store is from a newer version" },
	[ST_CANTCREAT] = { EX_CANTCREAT, "the output file could not be written" },
	[ST_OUTPUT] = { EX_IOERR, "output was not taken" },
	[ST_BUSY] = { EX_TEMPFAIL, "busy" },
	[ST_NOSPACE] = { EX_TEMPFAIL, "the store could not be written" },
};

const char *status_text(enum status st)
{
	return (unsigned)st < ST_COUNT ? rows[st].text : "unknown status";
}

int status_exit(enum status st)
{
	return (unsigned)st < ST_COUNT ? rows[st].exit : EX_SOFTWARE;
}

enum status status_say(struct buf *why, enum status st, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(why, fmt, ap);
	va_end(ap);
	return st;
}
