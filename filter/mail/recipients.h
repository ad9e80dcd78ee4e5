/* SPDX-License-Identifier: MIT */
/* Whom a mail was sent to: a hash for each address in To and Cc, no names. */
#ifndef FILTER_MAIL_RECIPIENTS_H
#define FILTER_MAIL_RECIPIENTS_H

#include "store/util/arena.h"
#include "store/util/str.h"

/* Nobody reads further; a mail to more addresses is sent to everyone. */
#define RECIPIENTS_MAX 100

/*
 * Returns id_hash_address() of each address, ID_HASH bytes each, each address once, in
 * the arena. to, cc: raw field values.
 */
struct str recipients_hash(struct str to, struct str cc, struct arena *);

#endif
