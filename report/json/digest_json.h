/* SPDX-License-Identifier: MIT */
/* The digest as JSON: patchdigest-report(1) says field by field what it holds. */
#ifndef REPORT_JSON_DIGEST_JSON_H
#define REPORT_JSON_DIGEST_JSON_H

#include "report/digest/digest.h"
#include "report/output/output.h"

#define DIGEST_JSON_SCHEMA \
	1 /* raised when a field goes or means something else; fields may be added */

/* As digest_print. */
enum status digest_json(struct output *, const struct selection *,
			const struct digest_options *);

#endif
