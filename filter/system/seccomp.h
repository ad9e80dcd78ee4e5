/* SPDX-License-Identifier: MIT */
/*
 * The system calls that a process which reads mails can't make any more: by
 * seccomp, for itself and its children.
 *
 * What reaches another process is let through where it names this process,
 * which a library may do to end itself: not its children, whose numbers are
 * not known yet.
 */
#ifndef FILTER_SYSTEM_SECCOMP_H
#define FILTER_SYSTEM_SECCOMP_H

#include <stdbool.h>

/* programs_too: new processes and programs too. No new privileges must be set. False: the
 * kernel has no such filter. */
bool seccomp_refuse_calls(bool programs_too);

#endif
