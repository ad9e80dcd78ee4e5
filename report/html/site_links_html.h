/* SPDX-License-Identifier: MIT */
/* The links of a page to the other files of its site. */
#ifndef REPORT_HTML_SITE_LINKS_HTML_H
#define REPORT_HTML_SITE_LINKS_HTML_H

#include "report/digest/digest.h"
#include "report/html/html_write.h"

/* The links begin and end with these bytes. No text of a page before the links has
 * them. */
#define SITE_LINKS_BEGIN "<nav class=\"site\""
#define SITE_LINKS_END "</nav>"

void site_links_html_print(struct html *, const struct digest_site *);

#endif
