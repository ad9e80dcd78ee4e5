/* SPDX-License-Identifier: MIT */
/* The settings of the digests in a configuration. */
#ifndef REPORT_CONFIG_CONFIG_DIGEST_H
#define REPORT_CONFIG_CONFIG_DIGEST_H

#include "report/config/config.h"

/* Returns the digest of that name, which is made if it is missing. Borrowed until the
 * next call. */
struct digest_config *config_digest_make(struct config *, struct str name);
/*
 * Adds a setting, whose strings are borrowed. It replaces one of the same key unless the
 * key is repeatable. An empty value takes back all settings of the key.
 */
void digest_config_set(struct digest_config *, const struct digest_setting *);
void config_digests_release(struct config *);

#endif
