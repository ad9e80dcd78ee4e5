/* SPDX-License-Identifier: MIT */
#include "report/html/page_files.h"

/* The Makefile makes these from the files, a byte as a number each. */
static const unsigned char html[] = {
#include "report/html/page.html.inc"
};
static const unsigned char style[] = {
#include "report/html/page.css.inc"
};
static const unsigned char script[] = {
#include "report/html/page.js.inc"
};

static struct str file_str(const unsigned char *bytes, size_t len)
{
	return (struct str){ (const char *)bytes, len };
}

struct str page_template(void)
{
	return file_str(html, sizeof(html));
}

struct str page_style(void)
{
	return file_str(style, sizeof(style));
}

struct str page_script(void)
{
	return file_str(script, sizeof(script));
}
