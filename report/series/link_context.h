/* SPDX-License-Identifier: MIT */
/* Whether a link in a cover leads to an older version, or to what the series needs. */
#ifndef REPORT_SERIES_LINK_CONTEXT_H
#define REPORT_SERIES_LINK_CONTEXT_H

#include "store/util/str.h"

/*
 * Returns whether body calls the mail an older version: in the line that has its
 * Message-ID (alone or in a URL), in the line before that, or in the line that cites it
 * as "[1]". "v1: URL", "Link to v1:", "[v1]" and "Previous version:" do so, and "RFC:" if
 * rfc. A line that calls the mail a requirement ("depends on") doesn't.
 */
bool changelog_links(struct str body, struct str message_id, struct str version,
		     bool rfc);

#endif
