/* SPDX-License-Identifier: MIT */
/* status: what an administrator watches; --nagios: in the form that a monitor reads. */
#ifndef STORE_COMMAND_VERB_STATUS_H
#define STORE_COMMAND_VERB_STATUS_H

#include "store/command/verb.h"

verb_fn verb_status;

#endif
