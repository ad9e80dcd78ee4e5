/* SPDX-License-Identifier: MIT */
/* What concerns the people of --for, in JSON. */
#ifndef REPORT_JSON_MINE_JSON_H
#define REPORT_JSON_MINE_JSON_H

#include "report/digest/digest.h"
#include "report/json/json.h"

/* Adds the member "mine": their addresses, their series, the series that ask them, and
 * the answers they got. All rows are there, also those that --top leaves out of the text.
 */
void mine_json_put(struct json *, const struct digest *);

#endif
