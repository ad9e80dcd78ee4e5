/* SPDX-License-Identifier: MIT */
/* The shown mails of a digest as text: entries, and Exist/Skip pairs. */
#ifndef REPORT_TEXT_ENTRY_TEXT_H
#define REPORT_TEXT_ENTRY_TEXT_H

#include "report/digest/digest_reader.h"
#include "report/text/text_line.h"

/* A digest being printed as text. */
struct text_printer {
	struct text_line line;
	const struct digest *digest;
	struct digest_reader reader;
};

/*
 * Prints the entry of a mail: head lines, commit message, rule. The first entry of a
 * series also has its older versions and reviews. An entry whose text can't be read
 * says so.
 */
void entry_text_print(struct text_printer *, const struct digest_mail *);
/* Prints the two lines of a skipped mail, and a third one for --explain. */
void pair_text_print(struct text_printer *, const struct digest_mail *);

#endif
