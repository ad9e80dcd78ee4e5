/* SPDX-License-Identifier: MIT */
/* One series as text: its versions, the newest first, with what became of each. */
#ifndef REPORT_TEXT_SERIES_VIEW_TEXT_H
#define REPORT_TEXT_SERIES_VIEW_TEXT_H

#include "report/digest/digest.h"
#include "report/output/output.h"
#include "report/view/series_view.h"

/* options: archive_url, explain and addresses count. */
void series_view_text_print(struct output *, const struct series_view *,
			    const struct digest_options *options);

#endif
