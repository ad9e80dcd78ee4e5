/* SPDX-License-Identifier: MIT */
/* Which files the selection's viewers look after. */
#ifndef REPORT_BOARD_VIEWERS_AREAS_H
#define REPORT_BOARD_VIEWERS_AREAS_H

#include "report/window/selection.h"

/* Whether an M: or R: of MAINTAINERS names a viewer for some of the paths, which are
 * lines. False without MAINTAINERS. */
bool viewers_maintain(const struct selection *, struct str paths);

#endif
