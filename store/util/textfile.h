/* SPDX-License-Identifier: MIT */
/* Small files that people write: read whole. */
#ifndef STORE_UTIL_TEXTFILE_H
#define STORE_UTIL_TEXTFILE_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Far more than the largest there are; what is larger is none that people write. */
#define TEXTFILE_MAX (64u << 20)

/* ST_NOTFOUND where there is no such file: why says so too. ST_NOINPUT: it can't be read.
 */
enum status file_read_text(struct buf *, const char *name, struct buf *why);

#endif
