/* SPDX-License-Identifier: MIT */
/*
 * Splits a decoded text as git makes a mail: in-body header, log message, "---",
 * diffstat, diff (patchdigest-rules(7), rules 11 and 12; patchdigest-digest(5),
 * default style).
 */
#ifndef FILTER_PATCH_PATCH_H
#define FILTER_PATCH_PATCH_H

#include "filter/patch/diff.h"
#include "filter/patch/inbody.h"
#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/str.h"

/* Bytes. A longer text is no commit message: it is cut, and FACT_BODY_CUT is set. */
#define PATCH_BODY_MAX (1u << 20)

struct patch {
	uint32_t facts;	      /* enum fact: DIFF STAT DIFFSTAT BODY_CUT */
	struct inbody inbody; /* empty if the text has no in-body header */
	struct str log;	      /* up to "---", the diff or the signature */
	/* through the diffstat's summary; without it, up to the diff or the signature */
	struct str shown;
	struct str words; /* all text before the diff */
	struct str stat;  /* the lines of the diffstat, without its summary */
	/* from the first diff on, in the text and in later parts; empty: no diff */
	struct str diff, more;
	struct diff_sums sums;
};

/* text, more: as in struct message. The members are views into them. */
void patch_split(struct patch *, struct str text, struct str more);
/*
 * Returns shown without blanks at line ends and without empty lines at its start
 * and end, ended by LF. It is a view if nothing had to be dropped, else it lies in
 * the arena. Cuts it at about PATCH_BODY_MAX bytes and sets FACT_BODY_CUT then.
 */
struct str patch_body(struct patch *, struct arena *);
/*
 * Appends the paths of the files touched, one per line: by the diff, else by the
 * diffstat; at most limit bytes.
 */
void patch_paths(const struct patch *, struct buf *, size_t limit);

#endif
