/* SPDX-License-Identifier: MIT */
/* The files that make a page: built into the program. */
#ifndef REPORT_HTML_PAGE_FILES_H
#define REPORT_HTML_PAGE_FILES_H

#include "store/util/str.h"

struct str page_template(void); /* page.html */
struct str page_style(void);	/* page.css */
struct str page_script(void);	/* page.js */

#endif
