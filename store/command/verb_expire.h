/* SPDX-License-Identifier: MIT */
/* expire AGE: mails that arrived earlier are erased, and no import brings them back. */
#ifndef STORE_COMMAND_VERB_EXPIRE_H
#define STORE_COMMAND_VERB_EXPIRE_H

#include "store/command/verb.h"

verb_fn verb_expire;

#endif
