/* SPDX-License-Identifier: MIT */
/*
 * Which posting is a newer version of which (CLASSIFY.md, 16). A mail is
 * never hidden on a guess: where version and circumstances contradict each
 * other, both stand.
 */
#ifndef REPORT_SUPERSEDE_H
#define REPORT_SUPERSEDE_H

#include "report/idmap.h"
#include "report/series.h"

/*
 * Sets newer, older and bound_by. by_mail: from hash_id of a Message-ID to
 * the index of its series.
 */
void supersede(struct series_set *, const struct selection *, const struct idmap *by_mail);

#endif
