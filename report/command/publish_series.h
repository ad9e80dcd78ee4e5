/* SPDX-License-Identifier: MIT */
/* Prints one series, in the format asked for, to the place asked for. */
#ifndef REPORT_COMMAND_PUBLISH_SERIES_H
#define REPORT_COMMAND_PUBLISH_SERIES_H

#include "report/command/command.h"
#include "report/window/selection.h"

/*
 * Prints the series of a selection that series_search() read; of: the post that was
 * found. ST_DAMAGED: some mail could not be read; the others were printed. Else returns
 * as output_open and output_finish.
 */
enum status publish_series(const struct command *, const struct selection *,
			   const struct post *of, int64_t now, struct buf *why);

#endif
