/* SPDX-License-Identifier: MIT */
/* check: a line for each fault. ST_INPUT if there is one. */
#ifndef STORE_COMMAND_VERB_CHECK_H
#define STORE_COMMAND_VERB_CHECK_H

#include "store/command/verb.h"

verb_fn verb_check;

#endif
