/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_files.h"

/* The Makefile makes these from the files, a byte as a number each. */
static const unsigned char feed[] = {
#include "report/atom/feed.xml.inc"
};
static const unsigned char content[] = {
#include "report/atom/content.html.inc"
};

struct str atom_feed_template(void)
{
	return (struct str){ (const char *)feed, sizeof(feed) };
}

struct str atom_content_template(void)
{
	return (struct str){ (const char *)content, sizeof(content) };
}
