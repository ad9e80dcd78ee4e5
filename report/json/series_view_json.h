/* SPDX-License-Identifier: MIT */
/* One series in JSON (patchdigest-report(1), --series). */
#ifndef REPORT_JSON_SERIES_VIEW_JSON_H
#define REPORT_JSON_SERIES_VIEW_JSON_H

#include "report/digest/digest.h"
#include "report/output/output.h"
#include "report/view/series_view.h"

/* options: archive_url counts. */
void series_view_json_print(struct output *, const struct series_view *,
			    const struct digest_options *options);

#endif
