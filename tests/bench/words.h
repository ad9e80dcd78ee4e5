/* SPDX-License-Identifier: MIT */
/* Words for the mails of mailgen. The entries of a table are equally likely. */
#ifndef TESTS_BENCH_WORDS_H
#define TESTS_BENCH_WORDS_H

static const char *const words[] = {
	"a",	    "about",	 "above",     "access",	   "add",	"address",
	"after",    "again",	 "all",	      "allocate",  "allow",	"already",
	"also",	    "always",	 "an",	      "and",	   "any",	"are",
	"array",    "as",	 "assume",    "at",	   "avoid",	"back",
	"base",	    "be",	 "because",   "been",	   "before",	"behaviour",
	"being",    "below",	 "between",   "bit",	   "bits",	"block",
	"boot",	    "both",	 "branch",    "break",	   "buffer",	"bug",
	"build",    "but",	 "by",	      "cache",	   "call",	"called",
	"caller",   "can",	 "cannot",    "case",	   "cause",	"change",
	"changes",  "check",	 "clean",     "clear",	   "clock",	"code",
	"come",	    "commit",	 "common",    "compile",   "condition", "config",
	"context",  "copy",	 "core",      "correct",   "could",	"count",
	"cover",    "crash",	 "create",    "current",   "data",	"debug",
	"default",  "define",	 "delay",     "device",	   "did",	"different",
	"direct",   "disable",	 "do",	      "does",	   "done",	"driver",
	"drop",	    "due",	 "during",    "each",	   "early",	"either",
	"enable",   "end",	 "enough",    "entry",	   "error",	"even",
	"event",    "every",	 "exit",      "expect",	   "explicit",	"fail",
	"fails",    "fault",	 "feature",   "field",	   "file",	"find",
	"fine",	    "first",	 "fix",	      "flag",	   "flags",	"flush",
	"for",	    "found",	 "free",      "from",	   "function",	"get",
	"give",	    "global",	 "good",      "guest",	   "had",	"handle",
	"handler",  "hardware",	 "has",	      "have",	   "header",	"helper",
	"here",	    "hold",	 "host",      "how",	   "idea",	"if",
	"ignore",   "implement", "in",	      "include",   "index",	"init",
	"instead",  "interface", "interrupt", "into",	   "invalid",	"is",
	"issue",    "it",	 "its",	      "just",	   "keep",	"kernel",
	"know",	    "last",	 "later",     "leak",	   "least",	"leave",
	"length",   "less",	 "let",	      "level",	   "like",	"limit",
	"line",	    "list",	 "load",      "lock",	   "locked",	"long",
	"look",	    "loop",	 "machine",   "make",	   "manage",	"many",
	"map",	    "mask",	 "may",	      "memory",	   "merge",	"might",
	"missing",  "mode",	 "more",      "most",	   "move",	"much",
	"must",	    "name",	 "need",      "needed",	   "never",	"new",
	"next",	    "no",	 "node",      "not",	   "note",	"nothing",
	"now",	    "number",	 "object",    "of",	   "off",	"offset",
	"old",	    "on",	 "once",      "one",	   "only",	"operation",
	"or",	    "order",	 "other",     "our",	   "out",	"over",
	"own",	    "page",	 "pages",     "parameter", "part",	"patch",
	"path",	    "pending",	 "per",	      "platform",  "point",	"pointer",
	"possible", "prepare",	 "prevent",   "previous",  "print",	"probe",
	"problem",  "process",	 "program",   "property",  "protect",	"provide",
	"put",	    "queue",	 "race",      "range",	   "rather",	"reach",
	"read",	    "real",	 "reason",    "reference", "refcount",	"register",
	"release",  "remove",	 "rename",    "replace",   "report",	"request",
	"reset",    "resource",	 "restore",   "result",	   "return",	"returns",
	"right",    "run",	 "same",      "save",	   "second",	"see",
	"send",	    "series",	 "set",	      "setup",	   "shadow",	"share",
	"should",   "show",	 "side",      "simple",	   "since",	"single",
	"size",	    "skip",	 "slot",      "so",	   "some",	"source",
	"space",    "stack",	 "start",     "state",	   "still",	"stop",
	"store",    "string",	 "struct",    "such",	   "support",	"switch",
	"sync",	    "system",	 "table",     "take",	   "task",	"test",
	"than",	    "that",	 "the",	      "them",	   "then",	"there",
	"these",    "they",	 "this",      "thread",	   "through",	"time",
	"timer",    "to",	 "too",	      "trace",	   "trap",	"try",
	"two",	    "type",	 "under",     "until",	   "unused",	"up",
	"update",   "use",	 "used",      "user",	   "using",	"valid",
	"value",    "values",	 "vector",    "version",   "very",	"virtual",
	"wait",	    "want",	 "warning",   "was",	   "way",	"we",
	"well",	    "what",	 "when",      "where",	   "whether",	"which",
	"while",    "will",	 "with",      "without",   "work",	"would",
	"write",    "wrong",	 "yet",	      "you",	   "zero",	"zone",
};

static const char *const identifiers[] = {
	"vcpu_load",	 "vcpu_put",	 "arch_timer",	   "page_table",
	"pgd_walk",	 "stage2_map",	 "irq_route",	   "gic_init",
	"mmu_notifier",	 "hyp_vectors",	 "fixup_guest",	   "sysreg_emul",
	"pmu_event",	 "sve_state",	 "ptrauth_key",	   "debug_regs",
	"err",		 "ret",		 "vcpu",	   "kvm",
	"dev",		 "priv",	 "addr",	   "len",
	"mask",		 "flags",	 "offset",	   "ctx",
	"walker",	 "cfg",		 "spin_lock",	   "mutex_lock",
	"list_add",	 "kfree",	 "kzalloc",	   "copy_from_user",
	"put_user",	 "readl",	 "writel",	   "smp_mb",
	"atomic_inc",	 "refcount_dec", "wait_event",	   "schedule_work",
	"queue_delayed", "of_node_get",	 "platform_probe", "clk_prepare",
	"dma_map",	 "iommu_attach", "mem_cgroup",	   "xa_store",
	"bitmap_set",
};

static const char *const subsystems[] = {
	"KVM",	     "arm64",	"x86",	  "mm",	  "net",  "drivers", "fs",
	"selftests", "irqchip", "virtio", "vfio", "perf", "sched",   "block",
	"crypto",    "docs",	"tools",  "usb",  "gpio", "clk",
};

static const char *const first_names[] = {
	"Ada",	 "Bruno", "Clara",   "Dmitri", "Elena",	 "Farid", "Greta",
	"Hiro",	 "Ines",  "Jonas",   "Katya",  "Lars",	 "Mina",  "Nadia",
	"Oskar", "Priya", "Quentin", "Rosa",   "Sanjay", "Tilda", "Umar",
	"Vera",	 "Wei",	  "Xenia",   "Yusuf",  "Zoe",
};

static const char *const last_names[] = {
	"Abel",	   "Bauer",    "Castillo", "Dubois", "Eriksen",	 "Fischer",
	"Gupta",   "Hansen",   "Ivanova",  "Jansen", "Kowalski", "Lindqvist",
	"Moreau",  "Nakamura", "Okafor",   "Petrov", "Quist",	 "Rossi",
	"Schmidt", "Tanaka",   "Ueda",	   "Vargas", "Weber",	 "Xu",
	"Yilmaz",  "Zimmer",   "Andersen", "Brandt", "Costa",
};

static const char *const hosts[] = {
	"kernel.example.org", "cloud.example.com", "chips.example.com",
	"mail.example.net",   "linux.example.org", "arm.example.com",
	"distro.example.org", "home.example.net",  "uni.example.edu",
	"soc.example.com",    "hv.example.org",
};

#endif
