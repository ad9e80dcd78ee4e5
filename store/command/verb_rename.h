/* SPDX-License-Identifier: MIT */
/* rename OLD NEW: the list keeps its mails, ids and bookmarks. */
#ifndef STORE_COMMAND_VERB_RENAME_H
#define STORE_COMMAND_VERB_RENAME_H

#include "store/command/verb.h"

verb_fn verb_rename;

#endif
