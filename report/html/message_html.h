/* SPDX-License-Identifier: MIT */
/* The text of a mail: as it is, with colours in its diffstat. */
#ifndef REPORT_HTML_MESSAGE_HTML_H
#define REPORT_HTML_MESSAGE_HTML_H

#include "report/html/html_write.h"

/* Prints the lines of a text with the fragments "lines" and "stat". */
void message_html_print(struct html *, struct str body);

#endif
