/* SPDX-License-Identifier: MIT */
/* The keys that a configuration file may have, patchdigest-config(5). */
#ifndef REPORT_CONFIG_CONFIG_KEY_H
#define REPORT_CONFIG_CONFIG_KEY_H

#include "report/config/config_file.h"
#include "report/config/config_value.h"

enum value_form {
	ONE_TEXT,
	ONE_FILE,
	TEXTS,
	FILES,
	MESSAGE_IDS,
	DIGEST_TEXT, /* settings of a digest, read when the digest is made */
	DIGEST_TEXTS,
	DIGEST_FILE,
	NOT_USED
};

struct config_key {
	const char *name;
	enum value_form form;
	size_t at; /* of the member, in struct list_config if it has a subsection, else in
		      struct config; not of a digest's setting */
	config_fault_fn *fault; /* of a value that is not empty; or NULL */
};

/* Returns the key of an entry. Returns NULL if the key is not known, or if its value has
 * a fault; fault says what was expected. */
const struct config_key *config_key_of(const struct config_entry *, struct buf *fault);
/* Returns the subsection of an entry's key, which may be empty. */
struct str config_subsection(const struct config_entry *);

#endif
