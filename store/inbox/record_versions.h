/* SPDX-License-Identifier: MIT */
/* By which formats and rules the records of a list were made. */
#ifndef STORE_INBOX_RECORD_VERSIONS_H
#define STORE_INBOX_RECORD_VERSIONS_H

#include "store/inbox/inbox.h"

struct record_versions {
	uint64_t records;		       /* that were looked at */
	uint32_t oldest_format, newest_format; /* valid if records > 0 */
	uint32_t oldest_rules, newest_rules;
};

/* Looks at the records of some mails, also of the first and the last: the cost does not
 * grow with the list. Leaves out records that can't be read. */
void record_versions_sample(struct record_versions *, struct inbox *);

struct older_records {
	uint64_t mails; /* that the list has */
	uint64_t
	    older; /* of them: those whose record is of older rules or an older format */
	uint64_t bytes; /* of these records */
};

/* Counts the mails whose records would be made anew by this program. Reads all records.
 * ST_DAMAGED: some can't be read. */
enum status older_records_count(struct older_records *, struct inbox *);

#endif
