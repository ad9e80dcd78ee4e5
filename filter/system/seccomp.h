/* SPDX-License-Identifier: MIT */
/*
 * A seccomp filter refuses the system calls that no parser and no store needs,
 * for this process and its children.
 *
 * Calls that reach another process are allowed if they name this process: a
 * library may signal it to end it. They are refused in its children, whose
 * numbers are not yet known.
 */
#ifndef FILTER_SYSTEM_SECCOMP_H
#define FILTER_SYSTEM_SECCOMP_H

#include <stdbool.h>

/*
 * Installs the filter; the process must have set no_new_privs. programs_too: refuses new
 * processes and programs as well. connections_too: refuses to send and receive as well;
 * new connections are always refused. False if the kernel has no such filter, or if it
 * gives this architecture no name, or one that its headers did not have.
 */
bool seccomp_refuse_calls(bool programs_too, bool connections_too);

#endif
