/* SPDX-License-Identifier: MIT */
/* A section of --sections in JSON. */
#ifndef REPORT_JSON_SECTION_JSON_H
#define REPORT_JSON_SECTION_JSON_H

#include "report/json/json.h"
#include "report/sections/sections.h"

/* A member of that name, an array of its rows. Any but SECTION_STANDARD. */
void section_json(struct json *, enum section_id, const struct section *);

#endif
