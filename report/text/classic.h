/* SPDX-License-Identifier: MIT */
/* The classic style of FORMAT.md, byte for byte. */
#ifndef REPORT_TEXT_CLASSIC_H
#define REPORT_TEXT_CLASSIC_H

#include "report/text/digest_text.h"

/* As digest_print; options.archive_url plays no role. */
enum status classic_print(struct output *, const struct selection *,
			  const struct digest_options *);

#endif
