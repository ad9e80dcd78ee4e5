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
	struct str text;      /* all, without an in-body header at its start */
	struct str log;	      /* up to "---", the diff or the signature */
	/* through the diffstat's summary; without it, up to the diff or the signature */
	struct str shown;
	struct str words; /* the mail's own text before the diff */
	/* the text before its diff of a patch of git format-patch, attached or pasted */
	struct str carried;
	struct str stat; /* the lines of the diffstat, without its summary */
	/* from the first diff on, in the text and in later parts; empty: no diff */
	struct str diff, more;
	struct diff_sums sums;
};

/*
 * text, more: as in struct message. The members are views into them. If text has no
 * diff of its own, the first file of git format-patch in text or more that has a
 * diff gives inbody, log, shown, stat, sums and diff; else a file of quilt or hg export
 * that more begins with.
 */
void patch_split(struct patch *, struct str text, struct str more);
/*
 * Splits the text of a cover letter or a pull request: a diff in it does not end it,
 * the last diffstat counts, and shown holds all through that diffstat. If a shortlog
 * follows the diffstat, or the text has no diffstat, shown ends at the signature.
 */
void patch_split_letter(struct patch *, struct str text);
/*
 * Takes the next file of git format-patch off rest, from its line "From COMMIT" up to
 * the next file. Returns false if rest has no more.
 */
bool patch_file_next(struct str *rest, struct str *file);
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
