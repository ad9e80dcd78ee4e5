/* SPDX-License-Identifier: MIT */
/* Small files that people write: read whole. */
#ifndef REPORT_TEXTFILE_H
#define REPORT_TEXTFILE_H

#include "store/buf.h"
#include "store/status.h"

/* Far more than the largest there are; what is larger is none that people write. */
#define TEXTFILE_MAX (64u << 20)

/* ST_NOTFOUND where there is no such file: why says so too. ST_NOINPUT: it can't be read. */
enum status textfile_read(struct buf *, const char *name, struct buf *why);

#endif
