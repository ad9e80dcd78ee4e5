/* SPDX-License-Identifier: MIT */
/*
 * If a process is killed while it joins segments, files stay in the list's folder: an
 * unfinished one, and those that the joined one has superseded. They may hold the text of
 * mails. Only for a process that has list_folder_lock().
 */
#ifndef STORE_INBOX_LEFT_FILES_H
#define STORE_INBOX_LEFT_FILES_H

#include "store/tdb/list_folder.h"

struct left_files {
	const struct list_folder *folder;
	struct buf unfinished, superseded; /* names, a line each */
};

#define LEFT_FILES_INIT \
	((struct left_files){ .unfinished = BUF_INIT, .superseded = BUF_INIT })

/* folder is borrowed. Errors as of list_folder_ranges. */
enum status left_files_find(struct left_files *, const struct list_folder *folder,
			    struct buf *why);
/*
 * Writes over the unfinished files, and over the records of those seqs, and what no entry
 * needs, in the superseded ones, which readers may have open. Errors as of wipe_open and
 * wipe_value.
 */
enum status left_files_wipe(const struct left_files *, const uint32_t *seqs, size_t n,
			    struct buf *why);
void left_files_remove(const struct left_files *);
void left_files_release(struct left_files *);

#endif
