/* SPDX-License-Identifier: MIT */
/* list: a line for each list, as patchdigest-report --lists prints it. */
#ifndef STORE_COMMAND_VERB_LIST_H
#define STORE_COMMAND_VERB_LIST_H

#include "store/command/verb.h"

verb_fn verb_list;

#endif
