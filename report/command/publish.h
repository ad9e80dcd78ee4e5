/* SPDX-License-Identifier: MIT */
/* Makes the digest and brings it, in the format asked for, to the place asked for. */
#ifndef REPORT_COMMAND_PUBLISH_H
#define REPORT_COMMAND_PUBLISH_H

#include "report/command/command.h"
#include "report/window/selection.h"

struct publish_result {
	bool accepted; /* the reader, the file, or sendmail took all of the digest */
	struct buf unmatched; /* digest.unmatched; owned by the caller */
};

/*
 * Leaves in the selection what --author and the like select. ST_DAMAGED: some text could
 * not be read; then nothing is sent. ST_BUSY: sendmail refused. Else returns as
 * output_open and output_finish.
 */
enum status publish_digest(const struct command *, struct selection *, int64_t now,
			   struct publish_result *, struct buf *why);

#endif
