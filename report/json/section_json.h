/* SPDX-License-Identifier: MIT */
/* The sections of --sections in JSON. */
#ifndef REPORT_JSON_SECTION_JSON_H
#define REPORT_JSON_SECTION_JSON_H

#include "report/json/json.h"
#include "report/sections/sections.h"

/* Adds any section but SECTION_STANDARD: a member of its name, an array of its rows. */
void section_json_put(struct json *, enum section_id, const struct section *);

#endif
