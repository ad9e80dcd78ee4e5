/* SPDX-License-Identifier: MIT */
/* --digest: takes a digest's description, patchdigest-config(5), into the command. */
#ifndef REPORT_COMMAND_COMMAND_DIGEST_H
#define REPORT_COMMAND_COMMAND_DIGEST_H

#include "report/command/command.h"

/*
 * Sets what the command line leaves open, and then checks the command (command_check).
 * Borrows from the configuration. ST_USAGE: there is no such digest, or a value of some
 * digest is not understood; why says where it stands.
 */
enum status command_take_digest(struct command *, const struct config *, struct buf *why);

#endif
