/* SPDX-License-Identifier: MIT */
/* What stands in several places of a digest in JSON. */
#ifndef REPORT_JSON_JSON_PARTS_H
#define REPORT_JSON_JSON_PARTS_H

#include "report/people/person.h"
#include "report/json/json.h"
#include "report/series/series.h"

/* The members "name" and "address" of the object that is open. */
void json_put_person(struct json *, struct person);
/* key: {name, address} */
void json_put_author(struct json *, const char *key, struct person);
/* The members that name a mail: tag, message_id, date. */
void json_put_mail(struct json *, const struct post *);
/* version, rfc, resend, and all flags of the tag line. */
void json_put_version(struct json *, const struct post *);
/* arrived, announced: parts of a series. */
void json_put_parts(struct json *, uint32_t arrived, uint32_t announced);
/* key: [lines of text] */
void json_put_list(struct json *, const char *key, struct str text, char separator);

#endif
