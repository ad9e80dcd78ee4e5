/* SPDX-License-Identifier: MIT */
/*
 * One JSON object (RFC 8259) to an output, written as it is made: in memory
 * is only the member, or the element of an array that is a member, at hand,
 * which stands on a line of its own. The only file that knows jansson.
 */
#ifndef REPORT_JSON_JSON_H
#define REPORT_JSON_JSON_H

#include "report/output/output.h"

struct json;

struct json *json_open(struct output *);
/* Ends the object and the line; frees. */
void json_close(struct json *);

/*
 * key: a literal; NULL for an element of an array. What is opened is closed by
 * json_end.
 */
void json_begin_object(struct json *, const char *key);
void json_begin_array(struct json *, const char *key);
void json_end(struct json *);

/*
 * Text from mails: bytes that are no UTF-8, control characters and bidi
 * overrides are U+FFFD, as in a text digest; json_put_lines keeps newlines and
 * tabs. A member without text is left out.
 */
void json_put_text(struct json *, const char *key, struct str);
void json_put_lines(struct json *, const char *key, struct str);
void json_put_number(struct json *, const char *key, int64_t);
void json_put_flag(struct json *, const char *key, bool);
/* "2026-11-13T07:00:00Z"; left out for DATE_NONE. */
void json_put_time(struct json *, const char *key, int64_t seconds);

#endif
