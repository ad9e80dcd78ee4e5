/* SPDX-License-Identifier: MIT */
/* The text of the mails: words without meaning, in the form and size of real mails. */
#ifndef TESTS_BENCH_PROSE_H
#define TESTS_BENCH_PROSE_H

#include "store/util/buf.h"
#include "tests/bench/life.h"

void prose_author(struct buf *, uint32_t author, bool with_name);
void prose_subject(struct buf *, const struct life_post *);
/* Appends a mail; it does not depend on the mails made before it. */
void prose_mail(struct buf *, uint64_t seed, const struct life_post *);

#endif
