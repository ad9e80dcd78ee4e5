/* SPDX-License-Identifier: MIT */
/* The sections of --sections in JSON. */
#ifndef REPORT_JSON_SECTION_JSON_H
#define REPORT_JSON_SECTION_JSON_H

#include "report/json/json.h"
#include "report/sections/sections.h"

/* Adds any section but the standard one, the board and mine: a member of its name, an
 * array of its rows. */
void section_json_put(struct json *, enum section_id, const struct section *);
/* Adds elsewhere, and missing: [{from, to}]. */
void section_json_put_missing(struct json *, bool elsewhere,
			      const struct section_range *missing, size_t n);
/* Adds key: [{from, to}]. */
void section_json_put_ranges(struct json *, const char *key, const struct section_range *,
			     size_t n);
/* Adds key: [{name, address, COUNT}]; count is the name of that member. */
void section_json_put_people(struct json *, const char *key, const char *count,
			     const struct counted_person *, size_t n);
/* Adds events: who took a series, or parts of it. */
void section_json_put_events(struct json *, const struct section_event *, size_t n);

#endif
