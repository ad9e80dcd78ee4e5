/* SPDX-License-Identifier: MIT */
/* compact [--all]: joins a list's sealed segments into larger ones. */
#ifndef STORE_COMMAND_VERB_COMPACT_H
#define STORE_COMMAND_VERB_COMPACT_H

#include "store/command/verb.h"

verb_fn verb_compact;

#endif
