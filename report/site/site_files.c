/* SPDX-License-Identifier: MIT */
#include "report/site/site_files.h"

/* The Makefile makes these from the files, a byte as a number each. */
static const unsigned char index_page[] = {
#include "report/site/index.html.inc"
};
static const unsigned char lists_page[] = {
#include "report/site/lists.html.inc"
};

struct str site_index_template(void)
{
	return (struct str){ (const char *)index_page, sizeof(index_page) };
}

struct str site_lists_template(void)
{
	return (struct str){ (const char *)lists_page, sizeof(lists_page) };
}
