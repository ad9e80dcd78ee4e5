/* SPDX-License-Identifier: MIT */
/* Members that several objects of a digest in JSON have. */
#ifndef REPORT_JSON_JSON_PARTS_H
#define REPORT_JSON_JSON_PARTS_H

#include "report/people/person.h"
#include "report/json/json.h"
#include "report/window/post.h"

/* Adds name and address to the open object. */
void json_put_person(struct json *, struct person);
/* Adds key: {name, address}. */
void json_put_author(struct json *, const char *key, struct person);
/* Adds the members that name a mail: tag, message_id, date. */
void json_put_mail(struct json *, const struct post *);
/* Adds link: the mail's address in an archive. archive_url: NULL adds nothing. */
void json_put_link(struct json *, const char *archive_url, const struct post *);
/* Adds number and total, as far as the subject has them. */
void json_put_position(struct json *, const struct post *);
/* Adds version, rfc, resend, and flags: all flags of the tag line. */
void json_put_version(struct json *, const struct post *);
/* Adds these members for a series: version and after are its own; no empty after. */
void json_put_edition(struct json *, const struct post *head, struct str version,
		      struct str after);
/* Adds arrived and announced: counts of parts. announced: 0 if no mail says how many. */
void json_put_parts(struct json *, uint32_t arrived, uint32_t announced);
/* Adds list and also_on of a mail in a digest of several lists; also_on: as
 * cross_posts_add gives them. */
void json_put_lists(struct json *, const struct post *, struct str also_on);
/* Adds key: [text, ...], the pieces between separators. */
void json_put_list(struct json *, const char *key, struct str text, char separator);

#endif
