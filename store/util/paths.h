/* SPDX-License-Identifier: MIT */
/* Where things are kept by default (XDG base directories), making folders, and removing
 * what killed processes left. */
#ifndef STORE_UTIL_PATHS_H
#define STORE_UTIL_PATHS_H

#include <sys/types.h>

#include "store/util/buf.h"

/* Appends $PATCHDIGEST_STORE, else $XDG_DATA_HOME/patchdigest, else
 * ~/.local/share/patchdigest. */
void paths_store(struct buf *);
/* Appends $XDG_STATE_HOME/patchdigest, else ~/.local/state/patchdigest. */
void paths_state(struct buf *);
/* $HOME if it is an absolute path, else by getpwuid; "/" if nobody knows. */
void paths_home(struct buf *);
/*
 * mkdir -p, each new folder with that mode as far as this process may give it,
 * and on the disk, where the folder above it may be read; 0, or -1 with errno.
 */
int paths_make(const char *path, mode_t mode);
/* What has come into and gone from a folder is on the disk; 0, or -1 with errno. */
int paths_sync(const char *dir);
/* The same of the folder that a path's last name is in, if it may be read: somebody else
 * may own it. */
void paths_sync_above(const char *path);
/* Removes a file of that folder unless a process has a lock on it, flock(2), as its maker
 * takes one. */
void paths_remove_unlocked(int dir, const char *name);

#endif
