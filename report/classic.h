/* SPDX-License-Identifier: MIT */
/* The classic style of FORMAT.md, byte for byte. */
#ifndef REPORT_CLASSIC_H
#define REPORT_CLASSIC_H

#include "report/digest.h"

/* As digest_print; options.archive_url plays no role. */
enum status classic_print(struct output *, const struct selection *, const struct digest_options *);

#endif
