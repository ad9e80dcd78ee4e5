/* SPDX-License-Identifier: MIT */
#include "filter/record/attached_patches.h"
#include "filter/mail/message_header.h"

bool attached_patch_next(struct str *rest, struct attached_patch *a, struct arena *arena)
{
	struct str file;

	if (!patch_file_next(rest, &file))
		return false;
	patch_split(&a->patch, file, STR_EMPTY);
	address_parse(&a->author, message_header_text(arena, a->patch.inbody.from),
		      arena);
	subject_parse_inbody(&a->subject,
			     message_header_text(arena, a->patch.inbody.subject), arena);
	return true;
}
