/* SPDX-License-Identifier: MIT */
/* The verb upgrade [FROM]. */
#ifndef STORE_COMMAND_VERB_UPGRADE_H
#define STORE_COMMAND_VERB_UPGRADE_H

#include "store/command/verb.h"

verb_fn verb_upgrade;

#endif
