/* SPDX-License-Identifier: MIT */
#include "filter/patch/subject.h"
#include "store/inbox/record.h"
#include "tests/support/rows.h"

#define N FACT_NUMBERED
#define T (FACT_NUMBERED | FACT_TOTAL)
#define V FACT_VERSIONED
#define R FACT_REPLY_MARK
#define B FACT_BOT
#define PATCH SUBJECT_PATCH
#define NOTICE SUBJECT_NOTICE
#define PULL SUBJECT_PULL
#define PART SUBJECT_PART
#define FORWARD SUBJECT_FORWARD
#define PING SUBJECT_PING
#define SERIES SUBJECT_SERIES

static const struct row {
	const char *subject;
	unsigned clues;
	uint32_t facts;
	uint32_t number, total;
	const char *version, *prefix, *title;
} rows[] = {
	{ "", 0, 0, 0, 0, "1", "", "" },
	{ "mm: what next?", 0, 0, 0, 0, "1", "", "mm: what next?" },
	{ "[PATCH] mm: fix it", PATCH, 0, 0, 0, "1", "", "mm: fix it" },
	{ "[PATCH]mm: fix it", PATCH, 0, 0, 0, "1", "", "mm: fix it" },
	{ "[Patch]: mm: fix it", PATCH, 0, 0, 0, "1", "", "mm: fix it" },
	{ "[PATCH] : mm: fix it", PATCH, 0, 0, 0, "1", "", "mm: fix it" },
	{ "[PATCH] ::mm: fix it", PATCH, 0, 0, 0, "1", "", "::mm: fix it" },
	{ "[ PATCH ] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "[PATCH]", PATCH, 0, 0, 0, "1", "", "" },
	{ "[] x", 0, 0, 0, 0, "1", "", "x" },
	{ "[PATCH v02 1/2] x", PATCH, T | V, 1, 2, "2", "", "x" },
	{ "[PATCH] index [a] and [b]", PATCH, 0, 0, 0, "1", "", "index [a] and [b]" },
	{ "[PATCH x", 0, 0, 0, 0, "1", "", "[PATCH x" },
	{ "PATCH: x", 0, 0, 0, 0, "1", "", "PATCH: x" },
	/* reply marks */
	{ "Re: x", 0, R, 0, 0, "1", "", "x" },
	{ "RE:x", 0, R, 0, 0, "1", "", "x" },
	{ "re: Re:Aw: x", 0, R, 0, 0, "1", "", "x" },
	{ "Antw: [list] Re: [PATCH v2] x", PATCH, R | V, 0, 0, "2", "list", "x" },
	{ "[gate way] Re: x", 0, R, 0, 0, "1", "gate,way", "x" },
	{ "Re[12]: x", 0, R, 0, 0, "1", "", "x" },
	{ "Re[a]: x", 0, 0, 0, 0, "1", "", "Re[a]: x" },
	{ "Re[1: x", 0, 0, 0, 0, "1", "", "Re[1: x" },
	{ "RE : x", 0, R, 0, 0, "1", "", "x" },
	{ "\xe5\x9b\x9e\xe5\xa4\x8d\xef\xbc\x9a[PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "\xe7\xad\x94\xe5\xa4\x8d: x", 0, R, 0, 0, "1", "", "x" },
	{ "Re meeting", 0, 0, 0, 0, "1", "", "Re meeting" },
	{ "Revert: x", 0, 0, 0, 0, "1", "", "Revert: x" },
	{ "Fwd: [PATCH] x", PATCH | FORWARD, R, 0, 0, "1", "", "x" },
	{ "TR: x", FORWARD, R, 0, 0, "1", "", "x" },
	{ "Fw: Re: x", 0, R, 0, 0, "1", "", "x" },
	{ "x (fwd)", 0, 0, 0, 0, "1", "", "x (fwd)" },
	{ "[PATCH] tr: classes", PATCH, 0, 0, 0, "1", "", "tr: classes" },
	{ "[PATCH] Re: x", PATCH, R, 0, 0, "1", "", "x" },
	{ "ynt: Res:HA: bls:x", 0, R, 0, 0, "1", "", "x" },
	{ "\xe5\x9b\x9e\xe8\xa6\x86: \xe7\xad\x94\xe8\xa6\x86\xef\xbc\x9ax", 0, R, 0, 0,
	  "1", "", "x" },
	{ "\xe8\xbd\xac\xe5\x8f\x91: [PATCH] x", PATCH | FORWARD, R, 0, 0, "1", "", "x" },
	{ "\xe8\xbd\x89\xe5\xaf\x84\xef\xbc\x9ax", FORWARD, R, 0, 0, "1", "", "x" },
	{ "ENC: Rv:VB: vl: x", FORWARD, R, 0, 0, "1", "", "x" },
	{ "Re\xef\xbc\x9a x", 0, R, 0, 0, "1", "", "x" },
	{ "Re \xef\xbc\x9ax", 0, R, 0, 0, "1", "", "x" },
	{ "Antw [3] : x", 0, 0, 0, 0, "1", "", "Antw [3] : x" },
	{ "Ref: x", 0, 0, 0, 0, "1", "", "Ref: x" },
	{ "Res meep", 0, 0, 0, 0, "1", "", "Res meep" },
	{ "[list] Ynt: [PATCH] x", PATCH, R, 0, 0, "1", "list", "x" },
	/* after a group that says what the mail is only Re is a mark */
	{ "[PATCH] res: fix leak", PATCH, 0, 0, 0, "1", "", "res: fix leak" },
	{ "[PATCH] ha: x", PATCH, 0, 0, 0, "1", "", "ha: x" },
	{ "[PATCH] fw: x", PATCH, 0, 0, 0, "1", "", "fw: x" },
	{ "[list] [PATCH] [a] rv: x", PATCH, 0, 0, 0, "1", "list,a", "rv: x" },
	{ "[net,v2,1/2] tr: x", PATCH, T | V, 1, 2, "2", "net", "tr: x" },
	{ "[GIT PULL] rv: x", PULL, FACT_PULL, 0, 0, "1", "", "rv: x" },
	{ "[tip: a/b] rv: x", NOTICE, B, 0, 0, "1", "tip,a/b", "rv: x" },
	{ "[PATCH] EXTERNAL: x", PATCH, 0, 0, 0, "1", "", "EXTERNAL: x" },
	{ "[PATCH] bug#1: [a] x", PATCH, 0, 0, 0, "1", "", "bug#1: [a] x" },
	{ "[PATCH] ping: x", PATCH, 0, 0, 0, "1", "", "ping: x" },
	/* marks inside brackets */
	{ "[RE]: [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "[Re:] [PATCH v2] x", PATCH, R | V, 0, 0, "2", "", "x" },
	{ "[RE] [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "[FWD] [PATCH] x", PATCH | FORWARD, R, 0, 0, "1", "", "x" },
	{ "[Re[2]]: x", 0, R, 0, 0, "1", "", "x" },
	{ "[Aw]\xef\xbc\x9a x", 0, R, 0, 0, "1", "", "x" },
	{ "[RES] [PATCH] x", PATCH, 0, 0, 0, "1", "RES", "x" },
	{ "[PATCH] [RE] x", PATCH, 0, 0, 0, "1", "RE", "x" },
	{ "[Fwd: [PATCH v2] x]", PATCH | FORWARD, R | V, 0, 0, "2", "", "x" },
	{ "[Fwd: [PATCH v2] x] (fwd)", PATCH | FORWARD, R | V, 0, 0, "2", "", "x" },
	{ "[Fwd: [PATCH] x", PATCH | FORWARD, R, 0, 0, "1", "", "x" },
	{ "[Re: a b]", 0, R, 0, 0, "1", "", "a b" },
	{ "[Fwd: Re: [list] [PATCH] a: b]", PATCH, R, 0, 0, "1", "list", "a: b" },
	{ "[Fwd: a] [PATCH 1/2] x", PATCH | FORWARD, R | T, 1, 2, "1", "a", "x" },
	{ "[Fwd: a] x", FORWARD, R, 0, 0, "1", "a", "x" },
	{ "Re: [Fwd: [Fwd: x]]", 0, R, 0, 0, "1", "", "x" },
	{ "[Bug: 1] x", 0, 0, 0, 0, "1", "Bug,1", "x" },
	/* no title is empty while text is left */
	{ "Re: [a b]", 0, R, 0, 0, "1", "", "a b" },
	{ "[PATCH v2] [a: fix b]", PATCH, V, 0, 0, "2", "", "a: fix b" },
	{ "[PATCH a]", PATCH, 0, 0, 0, "1", "a", "" },
	{ "[PATCH] Re:", PATCH, R, 0, 0, "1", "", "" },
	/* what gateways and trackers put before and between marks and groups */
	{ "EXTERNAL: Re: [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "Re: [EXT] [PATCH] x", PATCH, R, 0, 0, "1", "EXT", "x" },
	{ "***SPAM*** Re: [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "*****SPAM*****: [PATCH] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "** EXTERNAL ** [PATCH] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "Re: ***SPAM*** AW: [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "{Spam?} [PATCH] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "(External) Re: x", 0, R, 0, 0, "1", "", "x" },
	{ "<EXT> Re: x", 0, R, 0, 0, "1", "", "x" },
	{ "bug#54321: [PATCH] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "Re: Bug #54321 : Re: [PATCH] x", PATCH, R, 0, 0, "1", "", "x" },
	{ "EXTERNAL: bug#1: [PATCH] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "EXTERNAL: x", 0, 0, 0, 0, "1", "", "EXTERNAL: x" },
	{ "Re: bug#1: x", 0, R, 0, 0, "1", "", "bug#1: x" },
	{ "Re: EXTERNAL: bug#1: x", 0, R, 0, 0, "1", "", "EXTERNAL: bug#1: x" },
	{ "external", 0, 0, 0, 0, "1", "", "external" },
	{ "*a* b", 0, 0, 0, 0, "1", "", "*a* b" },
	{ "(a) [b] c", 0, 0, 0, 0, "1", "", "(a) [b] c" },
	{ "bug#x: [PATCH] y", 0, 0, 0, 0, "1", "", "bug#x: [PATCH] y" },
	{ "[EXT] [syzbot] x", NOTICE, B, 0, 0, "1", "EXT,syzbot", "x" },
	/* pings */
	{ "[PING] [PATCH] x", PATCH | PING, 0, 0, 0, "1", "PING", "x" },
	{ "[PING^2][PATCH v2 1/2] x", PATCH | PING, T | V, 1, 2, "2", "PING^2", "x" },
	{ "[PATCH ping] x", PATCH | PING, 0, 0, 0, "1", "ping", "x" },
	{ "Ping: [PATCH] x", PATCH | PING, 0, 0, 0, "1", "", "x" },
	{ "PING^3: Re: [PATCH] x", PATCH | PING, R, 0, 0, "1", "", "x" },
	{ "*ping* [PATCH] x", PATCH | PING, 0, 0, 0, "1", "", "x" },
	{ "Ping: x", PING, 0, 0, 0, "1", "", "Ping: x" },
	{ "pinging: x", 0, 0, 0, 0, "1", "", "pinging: x" },
	{ "Ping x", 0, 0, 0, 0, "1", "", "Ping x" },
	/* whole series */
	{ "[PATCHSET] x", SERIES, 0, 0, 0, "1", "", "x" },
	{ "[PATCHSET v2 a/for-6.1] x", SERIES, V, 0, 0, "2", "a/for-6.1", "x" },
	{ "[PATCHSETv3] x", SERIES, V, 0, 0, "3", "", "x" },
	{ "[RFC patch-set] x", SERIES, FACT_RFC, 0, 0, "1", "RFC", "x" },
	{ "[PATCHSET 0/2] x", PATCH, T, 0, 2, "1", "", "x" },
	{ "[PATCHSETTING] x", 0, 0, 0, 0, "1", "PATCHSETTING", "x" },
	{ "x v2", SERIES, 0, 0, 0, "1", "", "x v2" },
	{ "x (v2)", SERIES, V, 0, 0, "2", "", "x (v2)" },
	{ "x v2a", 0, 0, 0, 0, "1", "", "x v2a" },
	{ "v2", 0, 0, 0, 0, "1", "", "v2" },
	{ "[PATCH] x v2", PATCH, 0, 0, 0, "1", "", "x v2" },
	{ "[GIT PULL] x v2", PULL, FACT_PULL, 0, 0, "1", "", "x v2" },
	/* groups and words */
	{ "[list] [PATCH] [driver] x", PATCH, 0, 0, 0, "1", "list,driver", "x" },
	{ "[list][PATCH net-next]x", PATCH, 0, 0, 0, "1", "list,net-next", "x" },
	{ "[PATCH [RFC] v2] x", PATCH, V | FACT_RFC, 0, 0, "2", "RFC", "x" },
	{ "[PATCH [v2] x", PATCH, V, 0, 0, "2", "", "x" },
	{ "[PATCH, v2; 1/2:] x", PATCH, V | T, 1, 2, "2", "", "x" },
	{ "[PATCH - v2] x", PATCH, V, 0, 0, "2", "", "x" },
	{ "[PATCHES] x", PATCH, 0, 0, 0, "1", "", "x" },
	{ "[PATCHv2 net] x", PATCH, V, 0, 0, "2", "net", "x" },
	{ "[PATCHv2/RFC] x", PATCH, V | FACT_RFC, 0, 0, "2", "RFC", "x" },
	{ "[v3PATCH2/4] x", PATCH, V | T, 2, 4, "3", "", "x" },
	{ "[PATCH1/8] x", PATCH, T, 1, 8, "1", "", "x" },
	{ "[PATCH-for-9.1 v2] x", PATCH, V, 0, 0, "2", "for-9.1", "x" },
	{ "[6.1PATCH] x", PATCH, 0, 0, 0, "1", "6.1", "x" },
	{ "[tree/PATCHv2 1/2] x", PATCH, V | T, 1, 2, "2", "tree", "x" },
	{ "[RFC/PATCH] x", PATCH, FACT_RFC, 0, 0, "1", "RFC", "x" },
	{ "[PATCH RFC/RFT] x", PATCH, FACT_RFC, 0, 0, "1", "RFC/RFT", "x" },
	{ "[RFCv2 0/3] x", PATCH, V | T | FACT_RFC, 0, 3, "2", "RFC", "x" },
	{ "[RFC] x", 0, FACT_RFC, 0, 0, "1", "RFC", "x" },
	{ "[PATCH Resend v2] x", PATCH, V | FACT_RESEND, 0, 0, "2", "Resend", "x" },
	{ "[PATCH RESEND2] x", PATCH, FACT_RESEND, 0, 0, "1", "RESEND2", "x" },
	{ "[dispatch] x", 0, 0, 0, 0, "1", "dispatch", "x" },
	{ "[Patchwork-list] x", 0, 0, 0, 0, "1", "Patchwork-list", "x" },
	{ "[arm-patches] x", 0, 0, 0, 0, "1", "arm-patches", "x" },
	{ "[PATCH -next] x", PATCH, 0, 0, 0, "1", "-next", "x" },
	/* versions */
	{ "[PATCH V2] x", PATCH, V, 0, 0, "2", "", "x" },
	{ "[PATCH v1] x", PATCH, V, 0, 0, "1", "", "x" },
	{ "[PATCH v02] x", PATCH, V, 0, 0, "2", "", "x" },
	{ "[PATCH -v2] x", PATCH, V, 0, 0, "2", "", "x" },
	{ "[PATCH v2-net] x", PATCH, V, 0, 0, "2", "net", "x" },
	{ "[PATCH v2---/.1/.2// 1/3] x", PATCH, V | T, 1, 3, "2", "", "x" },
	{ "[PATCH v5.1 3/4] x", PATCH, V | T, 3, 4, "5.1", "", "x" },
	{ "[PATCH v5.10] x", PATCH, 0, 0, 0, "1", "v5.10", "x" },
	{ "[PATCH v6.1 v3] x", PATCH, V, 0, 0, "3", "v6.1", "x" },
	{ "[PATCH for v6.1] x", PATCH, 0, 0, 0, "1", "for,v6.1", "x" },
	{ "[PATCH v2.6.32] x", PATCH, 0, 0, 0, "1", "v2.6.32", "x" },
	{ "[PATCH 5.10.y] x", PATCH, 0, 0, 0, "1", "5.10.y", "x" },
	{ "[PATCH v2 net v3] x", PATCH, V, 0, 0, "3", "net", "x" },
	{ "[v2] x", 0, V, 0, 0, "2", "", "x" },
	{ "[PATCH V4L2] x", PATCH, 0, 0, 0, "1", "V4L2", "x" },
	{ "[V9fs-developer] [PATCH v4l-utils] x", PATCH, 0, 0, 0, "1",
	  "V9fs-developer,v4l-utils", "x" },
	{ "[v6ops] x", 0, 0, 0, 0, "1", "v6ops", "x" },
	{ "[v6ops-chairs] x", 0, 0, 0, 0, "1", "v6ops-chairs", "x" },
	{ "[PATCH v4a 1/2] x", PATCH, T | V, 1, 2, "4a", "", "x" },
	{ "[PATCH V04rev2 net] x", PATCH, V, 0, 0, "4rev2", "net", "x" },
	{ "[PATCHv4a] x", PATCH, V, 0, 0, "4a", "", "x" },
	{ "[PATCH 2/3v4b] x", PATCH, T | V, 2, 3, "4b", "", "x" },
	{ "[v4aPATCH] x", PATCH, V, 0, 0, "4a", "", "x" },
	{ "[v4a] [PATCH] x", PATCH, V, 0, 0, "4a", "", "x" },
	{ "[v4rev2 1/2] x", PATCH, T | V, 1, 2, "4rev2", "", "x" },
	{ "[PATCH v4a net v4b] x", PATCH, V, 0, 0, "4b", "net", "x" },
	{ "[PATCH v4a-net] x", PATCH, V, 0, 0, "4a", "net", "x" },
	{ "[PATCH v2RESEND] x", PATCH, V | FACT_RESEND, 0, 0, "2", "RESEND", "x" },
	{ "[PATCH v5.1a] x", PATCH, 0, 0, 0, "1", "v5.1a", "x" },
	{ "[PATCH v2abcdefghijklm] x", PATCH, 0, 0, 0, "1", "v2abcdefghijklm", "x" },
	{ "[PATCH AUTOSEL 6.18] x", PATCH, 0, 0, 0, "1", "AUTOSEL,6.18", "x" },
	{ "[PATCH for-6.1? v2 2/7] x", PATCH, T | V, 2, 7, "2", "for-6.1?", "x" },
	{ "[PATCH v1234567] x", PATCH, 0, 0, 0, "1", "v1234567", "x" },
	{ "[PATCH] x (v4)", PATCH, V, 0, 0, "4", "", "x (v4)" },
	{ "[PATCH v2] x (v4)", PATCH, V, 0, 0, "2", "", "x (v4)" },
	{ "[PATCH] x (bug 4)", PATCH, 0, 0, 0, "1", "", "x (bug 4)" },
	/* counters */
	{ "[PATCH 00/12] x", PATCH, T, 0, 12, "1", "", "x" },
	{ "[PATCH 3/2] x", PATCH, T, 3, 2, "1", "", "x" },
	{ "[PATCH 2 of 3 v2] x", PATCH, V | T, 2, 3, "2", "", "x" },
	{ "[PATCH 2 / 3] x", PATCH, T, 2, 3, "1", "", "x" },
	{ "[PATCH 2/3v2] x", PATCH, V | T, 2, 3, "2", "", "x" },
	{ "[PATCH 1/n] x", PATCH, N, 1, 0, "1", "", "x" },
	{ "[PATCH 00/XX] x", PATCH, N, 0, 0, "1", "", "x" },
	{ "[PATCH 0/??v2] x", PATCH, N | V, 0, 0, "2", "", "x" },
	{ "[PATCH 3 of nN] x", PATCH, N, 3, 0, "1", "", "x" },
	{ "[PATCH 1/xn] x", PATCH, 0, 0, 0, "1", "1/xn", "x" },
	{ "[PATCH 0/xxxx] x", PATCH, 0, 0, 0, "1", "0/xxxx", "x" },
	{ "[PATCH 1/2] [sub 3/4] x", PATCH, T, 3, 4, "1", "sub", "x" },
	{ "[net,v2,1/2] x", PATCH, V | T, 1, 2, "2", "net", "x" },
	{ "[0/2] x", PATCH, T, 0, 2, "1", "", "x" },
	{ "[tree:next 12/34] x", 0, 0, 0, 0, "1", "tree:next,12/34", "x" },
	{ "[PATCH tree:next 1/3] x", PATCH, T, 1, 3, "1", "tree:next", "x" },
	{ "[tree/TOPIC-X] x", 0, 0, 0, 0, "1", "tree/TOPIC-X", "x" },
	{ "[PATCH 7] x", PATCH, 0, 0, 0, "1", "7", "x" },
	{ "[PATCH 1/2/3] x", PATCH, 0, 0, 0, "1", "1/2/3", "x" },
	{ "[PATCH 4294967296/2] x", PATCH, 0, 0, 0, "1", "4294967296/2", "x" },
	{ "[PATCH 99999999999999999999/99999999999999999999] x", PATCH, 0, 0, 0, "1",
	  "99999999999999999999/99999999999999999999", "x" },
	/* pull requests */
	{ "[GIT PULL] x", PULL, FACT_PULL, 0, 0, "1", "", "x" },
	{ "[GIT PULL 2/3] x", PULL | PART, FACT_PULL | T, 2, 3, "1", "", "x" },
	{ "[GIT PULL 0/2] x", PULL, FACT_PULL | T, 0, 2, "1", "", "x" },
	{ "[GIT-PULL 2/3] x", PATCH | PART, FACT_PULL | T, 2, 3, "1", "GIT-PULL", "x" },
	{ "[GIT PULL v2 for 6.1] x", PULL, FACT_PULL | V, 0, 0, "2", "for,6.1", "x" },
	{ "[PULL 00/12] x", PULL, FACT_PULL | T, 0, 12, "1", "", "x" },
	{ "[PULL 03/12] x", PATCH | PART, FACT_PULL | T, 3, 12, "1", "PULL", "x" },
	{ "[net 0/2][pull request] x", PULL, FACT_PULL | T, 0, 2, "1", "net", "x" },
	/* notices */
	{ "[syzbot] [mm?] bad thing", NOTICE, B, 0, 0, "1", "syzbot,mm?", "bad thing" },
	{ "[syzbot ci] Re: x", NOTICE, R, 0, 0, "1", "syzbot,ci", "x" },
	{ "[tip: x86/mm] x", NOTICE, B, 0, 0, "1", "tip,x86/mm", "x" },
	{ "[tip:x86/mm] x", NOTICE, B, 0, 0, "1", "tip:x86/mm", "x" },
	{ "[tipsy] x", 0, 0, 0, 0, "1", "tipsy", "x" },
	{ "[merged mm-stable] a.patch removed", NOTICE, B, 0, 0, "1", "merged,mm-stable",
	  "a.patch removed" },
	{ "[obsolete] api", 0, 0, 0, 0, "1", "obsolete", "api" },
	{ "+ a.patch added to -mm", NOTICE, B, 0, 0, "1", "", "+ a.patch added to -mm" },
	{ "Applied \"x\" to the y tree", NOTICE, B, 0, 0, "1", "",
	  "Applied \"x\" to the y tree" },
	{ "FAILED: patch \"[PATCH] x\" failed", NOTICE, B, 0, 0, "1", "",
	  "FAILED: patch \"[PATCH] x\" failed" },
	{ "[ANNOUNCE] x 1.2", NOTICE, 0, 0, 0, "1", "ANNOUNCE", "x 1.2" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct subject s;

	subject_parse(&s, str_from(row->subject), &arena);
	assert_int_equal(s.clues, row->clues);
	assert_int_equal(s.facts, row->facts);
	assert_int_equal(s.number, row->number);
	assert_int_equal(s.total, row->total);
	same_str(s.version, row->version);
	same_str(s.prefix, row->prefix);
	same_str(s.title, row->title);
	arena_release(&arena);
}

/* A text made of many copies of a piece. */
static const struct many_row {
	const char *piece, *end;
	unsigned clues;
	const char *title;
} many[] = {
	{ "Re: ", "[PATCH] x", PATCH, "x" },
	{ "[a] ", "x", 0, "x" },
	{ "[[a] ", "x", 0, "x" },
	{ "Re: [a]", "x", 0, "x" },
	{ "-", "", 0, NULL },
	{ "Re[1", "", 0, NULL },
	{ "[Re:", "", 0, NULL },
	{ "[RE]: ", "x", 0, "x" },
	{ "[Re: x]", "y", 0, "y" },
	{ "EXTERNAL: ", "[PATCH] x", PATCH, "x" },
	{ "EXTERNAL: ", "x", 0, NULL },
	{ "***SPAM*** ", "Re: x", 0, "x" },
	{ "*", "", 0, NULL },
	{ "(", "", 0, NULL },
	{ "bug#1: ", "[PATCH] x", PATCH, "x" },
	{ "[v2a]", "x", 0, "x" },
};

static void check_many(void **state)
{
	const struct many_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct subject s;

	for (int i = 0; i < 300000; i++)
		buf_addstr(&text, row->piece);
	buf_addstr(&text, row->end);
	subject_parse(&s, buf_str(&text), &arena);
	assert_int_equal(s.clues, row->clues);
	if (row->title)
		same_str(s.title, row->title);
	else
		assert_int_equal(s.title.len, text.len);
	buf_release(&text);
	arena_release(&arena);
}

/* Values that a subject has only if the mail turns out to be of another kind. */
static void test_other_kind(void **state)
{
	struct arena arena = ARENA_INIT;
	struct subject s;

	(void)state;
	subject_parse(&s, STR("[GIT PULL net 2/3] x"), &arena);
	same_str(s.prefix, "net");
	same_str(s.part_prefix, "GIT,PULL,net");
	subject_parse(&s, STR("[RFC] x V12"), &arena);
	same_str(s.series_version, "12");
	subject_parse(&s, STR("[v3] x v2"), &arena);
	same_str(s.series_version, "");
	same_str(s.version, "3");
	subject_parse(&s, STR("x 2"), &arena);
	same_str(s.series_version, "");
	arena_release(&arena);
}

/* Before the title that an author wrote only Re is a mark. */
static void test_inbody(void **state)
{
	struct arena arena = ARENA_INIT;
	struct subject s;

	(void)state;
	subject_parse_inbody(&s, STR("rv: x"), &arena);
	same_str(s.title, "rv: x");
	assert_int_equal(s.facts, 0);
	subject_parse_inbody(&s, STR("bug#1: [a] x"), &arena);
	same_str(s.title, "bug#1: [a] x");
	subject_parse_inbody(&s, STR("Re: [PATCH v2] tr: x"), &arena);
	same_str(s.title, "tr: x");
	same_str(s.version, "2");
	arena_release(&arena);
}

/* Brackets that are never closed, or all closed at the end; a group of many words. */
static void test_depth(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct subject s;

	(void)state;
	for (int i = 0; i < 300000; i++)
		buf_addch(&text, '[');
	subject_parse(&s, buf_str(&text), &arena);
	assert_int_equal(s.title.len, 300000);
	buf_addstr(&text, "PATCH 1/2 ");
	for (int i = 0; i < 100000; i++)
		buf_addstr(&text, "word ");
	for (int i = 0; i < 300000; i++)
		buf_addch(&text, ']');
	buf_addstr(&text, " x");
	subject_parse(&s, buf_str(&text), &arena);
	same_str(s.title, "x");
	assert_int_equal(s.number, 1);
	assert_true(s.prefix.len < 1024);
	buf_release(&text);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, many, ARRAY_SIZE(many), sizeof(many[0]), check_many);
	add_test(&t, "depth", test_depth);
	add_test(&t, "of another kind", test_other_kind);
	add_test(&t, "in-body", test_inbody);
	return run_group("subject", &t);
}
