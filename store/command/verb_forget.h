/* SPDX-License-Identifier: MIT */
/* forget MESSAGE-ID..., or forget --address A: mails are erased, and never come back. */
#ifndef STORE_COMMAND_VERB_FORGET_H
#define STORE_COMMAND_VERB_FORGET_H

#include "store/command/verb.h"

verb_fn verb_forget;

#endif
