/* SPDX-License-Identifier: MIT */
/* COMMENT_status */
#ifndef STORE_COMMAND_VERB_STATUS_H
#define STORE_COMMAND_VERB_STATUS_H

#include "store/command/verb.h"

verb_fn verb_status;

#endif
