/* SPDX-License-Identifier: MIT */
/* The board in JSON. */
#ifndef REPORT_JSON_BOARD_JSON_H
#define REPORT_JSON_BOARD_JSON_H

#include "report/digest/digest.h"
#include "report/json/json.h"

/* Adds the member "board": its figures, an array of rows for each group, its people. All
 * rows are there, also those that --top leaves out of the text. */
void board_json_put(struct json *, const struct digest *);
/* Adds the members of a row to the open object. */
void board_json_put_row(struct json *, const struct digest *, const struct board_row *);
/* Adds unknown: what records of older formats leave open. */
void board_json_put_unknown(struct json *, const struct board *);

#endif
