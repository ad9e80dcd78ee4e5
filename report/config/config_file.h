/* SPDX-License-Identifier: MIT */
/* Reads a file in the syntax of git-config(1), and the files that it includes, by git. */
#ifndef REPORT_CONFIG_CONFIG_FILE_H
#define REPORT_CONFIG_CONFIG_FILE_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Borrowed from the config_file. */
struct config_entry {
	struct str file;  /* where the entry stands: the file, or a file it includes */
	struct str key;	  /* section.subsection.name; section and name in lower case */
	struct str value; /* may hold line ends, but no NUL byte */
	bool has_value;	  /* false: the name stands alone, without "=" */
};

struct config_file {
	struct buf text; /* as git prints it */
	struct str rest; /* what config_file_next has not returned yet */
};

#define CONFIG_FILE_INIT ((struct config_file){ .text = BUF_INIT })

/*
 * ST_NOINPUT if the file can't be read or git can't be run, ST_USAGE if git does not
 * understand the file; why names the file, and the line as far as git does.
 */
enum status config_file_read(struct config_file *, const char *file, struct buf *why);
/* Returns false after the last entry. */
bool config_file_next(struct config_file *, struct config_entry *);
/* Returns the line of the entry in its file; 0 if it can't be found. */
size_t config_file_line(const struct config_file *, const struct config_entry *);
/* Appends FILE:LINE: KEY; without the line if it can't be found. */
void config_file_place(struct buf *, const struct config_file *,
		       const struct config_entry *);
void config_file_release(struct config_file *);

#endif
