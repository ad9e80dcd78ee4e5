/* SPDX-License-Identifier: MIT */
/* Versions that show by what they have in common: title and author, or a change-id (rule 16). */
#ifndef REPORT_LIKENESS_H
#define REPORT_LIKENESS_H

#include "report/versions.h"

void likeness_bind(struct versions *, const struct selection *);

#endif
