/* SPDX-License-Identifier: MIT */
/* Says which option reads an input that another option was given. */
#ifndef FILTER_IMPORT_SOURCE_HINT_H
#define FILTER_IMPORT_SOURCE_HINT_H

#include "store/util/str.h"

/* Returns what a folder is that was given as a file, and the option that reads it. NULL
 * if the path is no folder. */
const char *source_hint_folder(const char *path);
/* Returns why a message of an mbox, which does not begin with "From ", is no mbox. */
const char *source_hint_mbox(struct str raw);

#endif
