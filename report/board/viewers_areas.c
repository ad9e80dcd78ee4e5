/* SPDX-License-Identifier: MIT */
#include "report/areas/maintainers.h"
#include "report/board/viewers_areas.h"
#include "report/people/viewers.h"

bool viewers_maintain(const struct selection *sel, struct str paths)
{
	const struct viewers *v = sel->viewers;

	for (size_t i = 0; sel->maintainers && paths.len && i < v->n; i++)
		if (maintainers_names(sel->maintainers, paths, v->addresses[i]))
			return true;
	return false;
}
