/* SPDX-License-Identifier: MIT */
/*
 * The model of a digest: a window's series, shown mails, tables and sections, made once
 * from the selection. Each format only prints it.
 */
#ifndef REPORT_DIGEST_DIGEST_H
#define REPORT_DIGEST_DIGEST_H

#include "report/board/board.h"
#include "report/digest/contributor_tables.h"
#include "report/digest/past_mails.h"
#include "report/mine/mine.h"
#include "report/sections/sections.h"

/* The site that a page is for: the digests just before and just after it. */
struct digest_site {
	struct str older, newer; /* names of folders; empty: no such digest */
};

struct digest_options {
	size_t top;			 /* rows in the tables */
	bool titles_only;		 /* tables and patch list, no commit messages */
	const char *archive_url;	 /* of the list's archive, or NULL */
	struct section_options sections; /* an empty list: the standard section */
	bool explain;	 /* also say which rule bound an older version to a newer one */
	bool addresses;	 /* the board and mine name the mail of each row, also on a
			    terminal */
	bool past;	 /* past is read, for pictures; needs the board */
	bool figures;	 /* the board is made, for its totals */
	size_t body_max; /* bytes of a commit message that are printed; 0: all */
	struct str *ignore; /* as in board_options */
	size_t n_ignore;
	const struct digest_site *site; /* or NULL */
	const char *site_url;		/* where readers find it, or NULL */
};

/* A series at its place in the digest. */
struct digest_series {
	const struct series *series;
	/*
	 * The first of its mails that has an entry, which also says what became of the
	 * series; NULL if mails of newer versions replace all that the series shows.
	 */
	const struct post *entry;
};

/* A shown mail at its place in the digest. */
struct digest_mail {
	const struct post *post;
	const struct digest_series *of;
	/*
	 * NULL: the mail has an entry. Else the mail is skipped, and this mail replaces
	 * it: one of a newer version (of->series->bound_by says why), or the part posted
	 * anew.
	 */
	const struct post *replaced_by;
};

struct digest {
	const struct selection *sel;
	struct digest_options options; /* sections.list isn't empty */
	/* The window's series: empty unless the options have a match, or ask for the
	 * standard section or for incomplete series. */
	struct series_set set;
	struct digest_series *series; /* set.n, in print order */
	struct digest_mail *mails;    /* in print order, those of a series together */
	size_t n_mails;
	struct contributor_tables tables;
	struct sections sections;
	struct board board;	/* if the section was asked for, or mine, or figures */
	struct mine mine;	/* if the section was asked for */
	struct past_mails past; /* without windows unless options.past */
	/*
	 * Which options leave no series (series_match_add_unmatched()). Empty if some
	 * series is left, or some section has a row.
	 */
	struct buf unmatched;
	enum status st; /* ST_DAMAGED: something could not be read */
};

/* A digest of which only sel and options are set, which must outlive it. */
void digest_init(struct digest *, const struct selection *,
		 const struct digest_options *);
/*
 * Makes the digest. Leaves in the selection what options.sections.match matches; the
 * selection must outlive the digest. What could not be read is left out: see digest.st.
 */
void digest_make(struct digest *, struct selection *, const struct digest_options *);
void digest_release(struct digest *);

#endif
