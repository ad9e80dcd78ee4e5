/* SPDX-License-Identifier: MIT */
/* The shown mails of a digest in JSON: entries, and skipped mails. */
#ifndef REPORT_JSON_ENTRY_JSON_H
#define REPORT_JSON_ENTRY_JSON_H

#include "report/digest/digest_reader.h"
#include "report/json/json.h"

/* A digest being printed as JSON. */
struct json_printer {
	struct json *json;
	const struct output *out; /* where json goes */
	const struct digest *digest;
	struct digest_reader reader;
};

/* Adds a mail that has an entry; without its body if that can't be read. */
void entry_json_put(struct json_printer *, const struct digest_mail *);
/* Adds a skipped mail: the mail that replaces it, and why. */
void skipped_json_put(struct json_printer *, const struct digest_mail *);

#endif
