/* SPDX-License-Identifier: MIT */
/* A series in JSON. */
#ifndef REPORT_JSON_SERIES_JSON_H
#define REPORT_JSON_SERIES_JSON_H

#include "report/json/entry_json.h"

/* Adds a series, with what became of it. */
void series_json_put(struct json_printer *, const struct digest_series *);

#endif
