/* SPDX-License-Identifier: MIT */
/*
 * A line that heads the changes of one version: "Changes in v3:", "v2 -> v3",
 * "Since v2:", "v3: rebased".
 */
#ifndef REPORT_SERIES_CHANGE_HEADING_H
#define REPORT_SERIES_CHANGE_HEADING_H

#include "store/util/str.h"

struct change_heading {
	struct str version; /* "3", of two versions the later one; empty: no number */
	bool since;	    /* the changes came after this version */
	bool rfc;	    /* "RFC v3" */
	bool unnumbered;    /* "since the last version", "in this version" */
	/* has a word like "changes" or "since", or two versions */
	bool labelled;
	/* has a colon, or two versions: is no part of a sentence by its form alone */
	bool sure;
	struct str rest; /* of the line, after the heading; empty: no text follows */
};

/*
 * Reads a line without its bullet. Returns false if it heads no version's changes. The
 * members are views into line.
 */
bool change_heading_read(struct change_heading *, struct str line);

#endif
