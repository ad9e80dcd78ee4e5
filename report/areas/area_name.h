/* SPDX-License-Identifier: MIT */
/*
 * An area's short name, which is the first that there is:
 *	its list's: of several lists (L:) the one that the fewest areas have, of those the
 *		first; a list of an area that holds every file names no area;
 *	its tree's (T:): of the repository, or of the folder above it if that is called
 *		"linux" or "qemu";
 *	the words of the title that fit in, or the beginning of the first.
 * Of kvm@vger.kernel.org the name is kvm; linux-, qemu-, u-boot- and uboot- at its
 * beginning are left out.
 */
#ifndef REPORT_AREAS_AREA_NAME_H
#define REPORT_AREAS_AREA_NAME_H

#include "report/areas/maintainers.h"

/* Names all areas, when all were read. A name has at most AREA_NAME_COLUMNS characters.
 */
void area_names_make(struct maintainers *);

#endif
