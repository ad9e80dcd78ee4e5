/* SPDX-License-Identifier: MIT */
/*
 * What the MIME header fields of a mail or part say (RFC 2045, 5; RFC 2183),
 * read leniently: a parameter may be unquoted, doubled, or damaged.
 */
#ifndef FILTER_MAIL_CONTENT_TYPE_H
#define FILTER_MAIL_CONTENT_TYPE_H

#include "store/util/str.h"

/*
 * The value of a parameter of Content-Type or Content-Disposition, without
 * its quotes, as it stands; empty if there is none.
 */
struct str content_param(struct str value, struct str name);
/* "text/plain" out of a Content-Type, as spelled, without blanks around. */
struct str content_type(struct str value);

#endif
