/* SPDX-License-Identifier: MIT */
#include "report/html/site_links_html.h"

static void print_older(void *html, const void *site)
{
	struct str day = ((const struct digest_site *)site)->older;

	if (day.len)
		html_print(html, "older", HTML_SLOTS(html_text("day", day)));
}

static void print_newer(void *html, const void *site)
{
	struct str day = ((const struct digest_site *)site)->newer;

	if (day.len)
		html_print(html, "newer", HTML_SLOTS(html_text("day", day)));
}

void site_links_html_print(struct html *h, const struct digest_site *site)
{
	html_print(h, "site",
		   HTML_SLOTS(html_fill("older", print_older, h, site),
			      html_fill("newer", print_newer, h, site)));
}
