/* SPDX-License-Identifier: MIT */
/*
 * The default places of stores, state and configuration (XDG base directories); making
 * and syncing folders; removing the files that killed processes left.
 */
#ifndef STORE_UTIL_PATHS_H
#define STORE_UTIL_PATHS_H

#include <sys/types.h>

#include "store/util/buf.h"

/* Appends $HOME if it is an absolute path, else the home that getpwuid() has, else "/".
 */
void paths_home(struct buf *);
/* Appends $PATCHDIGEST_STORE, else $XDG_DATA_HOME/patchdigest, else
 * ~/.local/share/patchdigest. */
void paths_store(struct buf *);
/* Appends $XDG_STATE_HOME/patchdigest, else ~/.local/state/patchdigest. */
void paths_state(struct buf *);
/* Appends $XDG_CONFIG_HOME/patchdigest, else ~/.config/patchdigest. */
void paths_config(struct buf *);
/*
 * Makes a folder and those above it, like mkdir -p. New folders get the mode as far as
 * this process may set it, and are synced if the folder above may be read. Returns 0, or
 * -1 with errno.
 */
int paths_make(const char *path, mode_t mode);
/* Syncs a folder: new and removed names reach the disk. Returns 0, or -1 with errno. */
int paths_sync(const char *dir);
/* Syncs the folder that a path's last name is in, if this user may read it. */
void paths_sync_above(const char *path);
/* Removes a file of a folder unless a process has it locked, flock(2), as its maker has.
 */
void paths_remove_unlocked(int dir, const char *name);

#endif
