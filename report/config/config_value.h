/* SPDX-License-Identifier: MIT */
/* What values of a configuration file have to look like, and which files they name. */
#ifndef REPORT_CONFIG_CONFIG_VALUE_H
#define REPORT_CONFIG_CONFIG_VALUE_H

#include "store/util/buf.h"

/* Return what is wrong with a value, or NULL. */
typedef const char *config_fault_fn(struct str value);
/* jane@example.org */
config_fault_fn config_address_fault;
/* ID or <ID> */
config_fault_fn config_message_id_fault;
/* https://example.org/... */
config_fault_fn config_url_fault;

/* Returns the id of a value without config_message_id_fault. */
struct str config_message_id(struct str value);
/*
 * Appends the file that a value names: "~/" stands for the user's home, and a relative
 * name begins in the folder of config, the file where the value stands.
 */
void config_value_path(struct buf *, struct str value, struct str config);

#endif
