/* SPDX-License-Identifier: MIT */
/* Finds the line of a configuration file (git-config(1)) that sets a key. */
#ifndef REPORT_CONFIG_CONFIG_LINE_H
#define REPORT_CONFIG_CONFIG_LINE_H

#include "store/util/str.h"

/*
 * Returns the number of the line, from 1, that sets the key for the nth time, from 0; 0
 * if no line does. key: as git prints it, section.subsection.name with section and name
 * in lower case. text: a file that git has read without an error.
 */
size_t config_line(struct str text, struct str key, size_t nth);

#endif
