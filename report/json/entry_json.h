/* SPDX-License-Identifier: MIT */
/* Elements of a digest in JSON: an entry, a series, a mail that is skipped. */
#ifndef REPORT_JSON_ENTRY_JSON_H
#define REPORT_JSON_ENTRY_JSON_H

#include "report/digest/digest.h"
#include "report/json/json.h"
#include "report/series/series.h"

/* What all of them are made with. */
struct entry_json {
	struct json *json;
	const struct selection *sel;
	const struct digest_options *options;
	struct mail mail; /* memory that is used again */
};

/* A shown mail of the series. ST_DAMAGED: without its text, which can't be read. */
enum status entry_json_add(struct entry_json *, const struct post *,
			   const struct series *);
/* A series, with what became of it. ST_DAMAGED: something of that can't be read. */
enum status entry_json_series(struct entry_json *, const struct series *);
/* A mail of an older version, and the one that stands for it. */
void entry_json_skip(struct entry_json *, const struct post *skipped,
		     const struct post *exists, const struct series *);

#endif
