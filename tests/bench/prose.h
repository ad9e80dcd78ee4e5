/* SPDX-License-Identifier: MIT */
/* What the mails say: words without sense, in the form and sizes of real ones. */
#ifndef TESTS_BENCH_PROSE_H
#define TESTS_BENCH_PROSE_H

#include "store/util/buf.h"
#include "tests/bench/life.h"

void prose_author(struct buf *, uint32_t author, bool with_name);
void prose_subject(struct buf *, const struct post *);
/* Header and body; each mail is the same whatever was made before it. */
void prose_mail(struct buf *, uint64_t seed, const struct post *);

#endif
