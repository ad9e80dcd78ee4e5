/* SPDX-License-Identifier: MIT */
/*
 * What the words around a link say: an author's own older version, or the
 * work it depends on, which must not be hidden.
 */
#ifndef REPORT_SERIES_LINK_CONTEXT_H
#define REPORT_SERIES_LINK_CONTEXT_H

#include "store/util/str.h"

/*
 * The line of body that holds the Message-ID (in a URL, or as it is), else
 * the text line before it, or the one that cites it as "[1]", names that version ("v1:
 * URL", "Link to v1:",
 * "[v1]", "Previous version:"; rfc: "RFC:" too), and doesn't say that it is
 * something to be built upon.
 */
bool changelog_links(struct str body, struct str message_id, struct str version,
		     bool rfc);

#endif
