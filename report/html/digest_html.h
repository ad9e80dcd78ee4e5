/* SPDX-License-Identifier: MIT */
/* A digest as one HTML page that needs no other file: --format=html. */
#ifndef REPORT_HTML_DIGEST_HTML_H
#define REPORT_HTML_DIGEST_HTML_H

#include "report/digest/digest.h"
#include "report/output/output.h"

/* ST_DAMAGED: something could not be read; all else was printed. */
enum status digest_html_print(struct output *, const struct digest *);
/* As digest_html_print(), for a mail: without script and pictures, which mail programs
 * leave out or spoil. */
enum status digest_html_print_mail(struct output *, const struct digest *);
/* Prints either with the fragments of that template (html_template.h). */
struct html_template;
enum status digest_html_print_with(struct output *, const struct digest *,
				   struct html_template *, bool mail);

#endif
