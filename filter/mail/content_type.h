/* SPDX-License-Identifier: MIT */
/*
 * Reads Content-Type and Content-Disposition (RFC 2045, 5; RFC 2183) leniently: a
 * parameter may be unquoted, doubled, or damaged.
 */
#ifndef FILTER_MAIL_CONTENT_TYPE_H
#define FILTER_MAIL_CONTENT_TYPE_H

#include "store/util/str.h"

/*
 * Returns the first parameter of that name in a Content-Type or
 * Content-Disposition, without its quotes but with its backslashes; empty if it is
 * missing.
 */
struct str content_param(struct str value, struct str name);
/* Returns "text/plain" of a Content-Type value, as spelled, without blanks around it. */
struct str content_type(struct str value);

#endif
