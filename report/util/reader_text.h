/* SPDX-License-Identifier: MIT */
/*
 * Text of mails as readers get it. All that is printed of a mail comes through here,
 * except by the classic style to a file or a pipe.
 */
#ifndef REPORT_UTIL_READER_TEXT_H
#define REPORT_UTIL_READER_TEXT_H

#include "store/util/buf.h"

/*
 * Appends a text without what acts on a terminal, as utf8_add_clean() does (lines: line
 * ends stay), and with masked addresses if the mask is used.
 */
void reader_text_add(struct buf *, struct str text, bool lines);

#endif
