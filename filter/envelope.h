/* SPDX-License-Identifier: MIT */
/* What a mail's header says of it: who, when, about what, in answer to what. */
#ifndef FILTER_ENVELOPE_H
#define FILTER_ENVELOPE_H

#include "filter/fields.h"
#include "filter/message.h"

/* Fills all members of m that come from the header; m->parts is set already. */
void envelope_read(struct message *m, const struct fields *, int64_t now);

#endif
