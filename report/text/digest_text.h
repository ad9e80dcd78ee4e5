/* SPDX-License-Identifier: MIT */
/* The default text style of FORMAT.md. */
#ifndef REPORT_TEXT_DIGEST_TEXT_H
#define REPORT_TEXT_DIGEST_TEXT_H

#include "report/output/output.h"
#include "report/sections/sections.h"

struct digest_options {
	size_t top;		 /* rows in the tables */
	bool titles_only;	 /* tables and patch list, no commit messages */
	const char *archive_url; /* of the list: "Link: URL/ID/" instead of "Message-ID:
				    <ID>"; NULL if it has none */
	struct section_options sections; /* without a list: the standard one */
	bool explain; /* a line below each Exist/Skip pair: which rule bound the two */
};

/* ST_OUTPUT when the output takes no more; ST_DAMAGED after all else was printed. */
enum status digest_print(struct output *, const struct selection *,
			 const struct digest_options *);

#endif
