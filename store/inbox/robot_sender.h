/* SPDX-License-Identifier: MIT */
/* Which senders are robots, by their name and address (patchdigest-rules(7), rule 13). */
#ifndef STORE_INBOX_ROBOT_SENDER_H
#define STORE_INBOX_ROBOT_SENDER_H

#include "store/util/str.h"

/*
 * Returns true for known robots, and for names and addresses of a robot's shape:
 * "foo-bot@", "ci_foo@", "foo-ci@", "Foo Bot", "Foo CI". name and addr are those of
 * From:.
 */
bool robot_sender(struct str name, struct str addr);

#endif
