/* SPDX-License-Identifier: MIT */
/*
 * Writes one JSON object (RFC 8259) to an output. Each member, and each element of an
 * array that is a member, is a line of its own, and is written when it is complete:
 * memory holds no more than one of them. json.c is the only file that knows jansson.
 */
#ifndef REPORT_JSON_JSON_H
#define REPORT_JSON_JSON_H

#include "report/output/output.h"

struct json;

struct json *json_open(struct output *);
/* Ends the object and frees it. */
void json_close(struct json *);

/* Opens a value, which json_end closes. key: a literal; NULL for an element of an array.
 */
void json_begin_object(struct json *, const char *key);
void json_begin_array(struct json *, const char *key);
void json_end(struct json *);

/*
 * Adds text, which is cleaned as in a text digest: U+FFFD replaces bytes that are no
 * UTF-8, control characters and bidi overrides; and masked as there (address_mask.h).
 * json_put_lines keeps newlines and tabs.
 * A member without text is left out.
 */
void json_put_text(struct json *, const char *key, struct str);
void json_put_lines(struct json *, const char *key, struct str);
/* As json_put_text, but never masked. */
void json_put_url(struct json *, const char *key, struct str);
void json_put_number(struct json *, const char *key, int64_t);
void json_put_flag(struct json *, const char *key, bool);
/* Adds "2026-11-13T07:00:00Z"; a DATE_NONE is left out. */
void json_put_time(struct json *, const char *key, int64_t seconds);

#endif
