/* SPDX-License-Identifier: MIT */
/*
 * A decoded text taken apart, as git's mails are made: in-body header, log
 * message, "---", diffstat, diff. CLASSIFY.md, rules 11 and 12; FORMAT.md,
 * default style. Nobody else looks at "---".
 */
#ifndef FILTER_PATCH_PATCH_H
#define FILTER_PATCH_PATCH_H

#include "filter/patch/diff.h"
#include "filter/patch/inbody.h"
#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/str.h"

/* More is no commit message that anybody reads; beyond it FACT_BODY_CUT. */
#define PATCH_BODY_MAX (1u << 20)

struct patch {
	uint32_t facts;	      /* enum fact: DIFF STAT DIFFSTAT BODY_CUT */
	struct inbody inbody; /* empty values: none */
	struct str log;	      /* up to "---", the diff or the signature */
	struct str shown; /* up to and with the diffstat's summary, else as the log but
			     past "---" */
	struct str words; /* all before the diff */
	struct str stat;  /* the lines of the diffstat, without its summary */
	struct str diff, more; /* from the first diff on, in the text and in later parts;
				  empty: none */
	struct diff_sums sums;
};

/* text, more: as in struct message. Views into them. */
void patch_split(struct patch *, struct str text, struct str more);
/*
 * patch.shown without blanks at line ends and without empty lines at its own
 * ends, LF at its end; sets FACT_BODY_CUT. A view where nothing had to go.
 */
struct str patch_body(struct patch *, struct arena *);
/* The files touched, a line each: by the diff, else by the diffstat. At most limit bytes.
 */
void patch_paths(const struct patch *, struct buf *, size_t limit);

#endif
