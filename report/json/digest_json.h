/* SPDX-License-Identifier: MIT */
/* The digest as JSON: patchdigest-report(1) describes each member. */
#ifndef REPORT_JSON_DIGEST_JSON_H
#define REPORT_JSON_DIGEST_JSON_H

#include "report/digest/digest.h"
#include "report/json/json.h"
#include "report/output/output.h"

/* Raised when a member goes or changes its meaning; new members don't raise it. */
#define DIGEST_JSON_SCHEMA 1

/* Prints and returns as digest_text_print. */
enum status digest_json_print(struct output *, const struct digest *);
/* Adds schema, list or lists, and title. */
void digest_json_put_title(struct json *, const struct selection *);

#endif
