/* SPDX-License-Identifier: MIT */
/* One series as an HTML page: --series with --format=html. */
#ifndef REPORT_HTML_SERIES_VIEW_HTML_H
#define REPORT_HTML_SERIES_VIEW_HTML_H

#include "report/digest/digest.h"
#include "report/output/output.h"
#include "report/view/series_view.h"

/* The view has versions. ST_DAMAGED: something could not be read; all else was printed.
 */
enum status series_view_html_print(struct output *, const struct series_view *,
				   const struct digest_options *);
/* As series_view_html_print(), with the fragments of that template. */
struct html_template;
enum status series_view_html_print_with(struct output *, const struct series_view *,
					const struct digest_options *,
					struct html_template *);

#endif
