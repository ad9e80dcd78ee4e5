/* SPDX-License-Identifier: MIT */
/* merge FROM INTO: all mails of one list go into another, and the first one is removed.
 */
#ifndef STORE_COMMAND_VERB_MERGE_H
#define STORE_COMMAND_VERB_MERGE_H

#include "store/command/verb.h"

verb_fn verb_merge;

#endif
