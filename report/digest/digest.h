/* SPDX-License-Identifier: MIT */
/* What a digest is made of, whatever the format that prints it. */
#ifndef REPORT_DIGEST_DIGEST_H
#define REPORT_DIGEST_DIGEST_H

#include "report/sections/sections.h"

struct digest_options {
	size_t top;		 /* rows in the tables */
	bool titles_only;	 /* tables and patch list, no commit messages */
	const char *archive_url; /* of the list: "Link: URL/ID/" instead of "Message-ID:
				    <ID>"; NULL if it has none */
	struct section_options sections; /* without a list: the standard one */
	bool explain; /* a line below each Exist/Skip pair: which rule bound the two */
};

#endif
