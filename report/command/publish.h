/* SPDX-License-Identifier: MIT */
/* What was selected, in the format and to the place that the user asked for. */
#ifndef REPORT_COMMAND_PUBLISH_H
#define REPORT_COMMAND_PUBLISH_H

#include "report/command/command.h"
#include "report/window/selection.h"

/*
 * *taken: the reader, the file, or sendmail took all of it. ST_DAMAGED: some
 * text could not be read; then nothing is sent. Else as output_open and
 * output_finish; ST_BUSY: sendmail refused.
 */
enum status publish(const struct command *, const struct selection *, int64_t now,
		    bool *taken, struct buf *why);

#endif
