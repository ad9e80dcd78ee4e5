# patchdigest: see README.md. Everything is built here; there is no configure step.
# OUT is where the programs go (objects below it), so that several builds can
# stand side by side: make OUT=build/asan CFLAGS='-g -fsanitize=address'

CC      ?= cc
CFLAGS  ?= -O2 -g
OUT     ?= .
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DOCDIR  ?= $(PREFIX)/share/doc/patchdigest
SYSCONFDIR ?= /etc

WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
HARDEN  ?= -fPIE -fstack-protector-strong $(if $(findstring -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
HARDEN_LD ?= -pie -Wl,-z,relro -Wl,-z,now
STD      = -std=c11 -D_GNU_SOURCE -I. -I$(OUT)/build
# make V=1 prints whole commands.
say      = $(if $(V),,@printf '  %-4s %s\n' $(1) $@;)
COMPILE  = $(CC) $(STD) $(WARN) $(HARDEN) $(CPPFLAGS) $(CFLAGS) -MMD -MP

# libetpan's shared library loads gnutls, sasl and db, which adds 1.5 ms to the
# start of each delivery and report; its archive needs no other library.
ETPAN_LIBS  ?= -Wl,-Bstatic -letpan -Wl,-Bdynamic
# libtdb's archive saves 0.1 ms: it is used if there is one that can be linked.
ifndef TDB_LIBS
TDB_ARCHIVE := $(shell $(CC) -print-file-name=libtdb.a)
TDB_LIBS    := $(shell echo 'int main(void) { return 0; }' | $(CC) -o /dev/null -x c - store/tdb/memset_s.c -x none \
		-Wl,--whole-archive $(TDB_ARCHIVE) -Wl,--no-whole-archive 2>/dev/null && echo $(TDB_ARCHIVE) || echo -ltdb)
endif
JANSSON_LIBS ?= -Wl,-Bstatic -ljansson -Wl,-Bdynamic
NETTLE_LIBS ?= -Wl,-Bstatic -lnettle -Wl,-Bdynamic
# libgit2 is loaded by the process that reads an archive (filter/archive/libgit2.c): its header is all that a build needs.
DL_LIBS     ?= -ldl
CMOCKA_LIBS ?= -lcmocka

# The architecture: filter -> store <- report; the tool is above the store alone.
objs     = $(patsubst %.c,$(OUT)/build/%.o,$(filter-out %/main.c,$(wildcard $(1)/*.c $(1)/*/*.c)))
STORE    = $(filter-out $(TOOL),$(call objs,store))
TOOL     = $(patsubst %.c,$(OUT)/build/%.o,$(wildcard store/command/*.c))
FILTER   = $(call objs,filter)
REPORT   = $(call objs,report)
UNITS    = $(patsubst %.c,$(OUT)/build/%,$(wildcard tests/unit/*/*/test_*.c))
PROGRAMS = $(OUT)/patchdigest-filter $(OUT)/patchdigest-report $(OUT)/patchdigest-store
PAGES    = $(wildcard $(foreach d,filter report store,$(d)/patchdigest*.[1-9]))
# Run from timers and cron; each looks for the filter in its own folder first.
SCRIPTS  = contrib/feed-archive
RECIPES  = $(filter-out $(SCRIPTS),$(shell find contrib -type f ! -name install-deps))

all: $(PROGRAMS)

$(OUT)/patchdigest-filter: $(OUT)/build/filter/main.o $(FILTER) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

$(OUT)/patchdigest-report: $(OUT)/build/report/main.o $(REPORT) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/patchdigest-store: $(OUT)/build/store/main.o $(TOOL) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/build/report/config/config.o: CPPFLAGS += -DSYSCONFDIR='"$(SYSCONFDIR)"'

# The test's own versions of these functions crash on chosen mails.
$(OUT)/build/tests/unit/filter/import/test_import: LDFLAGS += -Wl,--wrap=mail_record_make,--wrap=mail_record_make_from_header

$(OUT)/build/tests/unit/%: $(OUT)/build/tests/unit/%.o $(FILTER) $(REPORT) $(TOOL) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(CMOCKA_LIBS) $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

# The files of the page, each as the bytes of a C array, without the tabs that indent them.
EMBEDDED = $(patsubst %,$(OUT)/build/%.inc,report/html/page.html report/html/page.css report/html/page.js)
$(EMBEDDED): $(OUT)/build/%.inc: %
	@mkdir -p $(@D)
	$(call say,INC) sed 's/^	*//' $< | od -An -v -tx1 | sed 's/[0-9a-f][0-9a-f]/0x&,/g' >$@

$(OUT)/build/report/html/page_files.o $(OUT)/build/analyze/report/html/page_files.ok: $(EMBEDDED)

$(OUT)/build/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC) $(COMPILE) -c -o $@ $<

# Helpers of the end-to-end tests: a library to preload, a program that makes
# system calls fail, a program that logs what another one writes.
HELPERS  = $(addprefix $(OUT)/build/tests/support/,preload.so inject writes)

$(OUT)/build/tests/support/preload.so: tests/support/preload.c
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(STD) $(WARN) -O1 -fPIC -shared -o $@ $<

$(OUT)/build/tests/support/inject $(OUT)/build/tests/support/writes: $(OUT)/build/%: %.c tests/support/trace.h
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(STD) $(WARN) -I. -O1 -o $@ $<

units: $(UNITS) $(HELPERS)

# Runs the recipes with the real mail programs (contrib/install-deps --pipeline), and deliveries under faults of many kinds.
check-pipeline: all $(HELPERS)
	tests/pipeline/run $(OUT)

check: all units layers
	tests/run $(OUT)

# Fails on an include that tests/layers does not allow, on the header of a foreign library
# in a second file, and on a call that could end the program elsewhere than in main: while
# a mail is on standard input, every exit status is 0 or 75.
CODE     = $(wildcard $(foreach d,store filter report,$(d)/*.[ch] $(d)/*/*.[ch]))
layers:
	@awk -f tests/layers.awk tests/layers $(CODE)
	@! grep -ln '#include <tdb.h>' $(CODE) | grep -v '^store/tdb/tdbfile.c$$'
	@! grep -ln '#include <jansson.h>' $(CODE) | grep -v '^report/json/json.c$$'
	@! grep -ln '#include <git2.h>' $(CODE) | grep -v '^filter/archive/libgit2.c$$'
	@! grep -ln '#include <libetpan/' $(CODE) | grep -v '^filter/mail/message.c$$\|^filter/fetch/fetch_library.h$$\|^report/mail/rfc5322_write.c$$'
	@! grep -n '\<\(_\?exit\|_Exit\|abort\|errx\?\)(' $(filter filter/%.c store/%.c,$(CODE)) \
		| grep -v '^filter/system/guard.c\|^store/util/buf.c\|: \*'

# The benchmark's tools; BENCH: the sections to run (tests/bench/run says which), or nothing for all.
BENCH_TOOLS = $(OUT)/build/tests/bench
bench: all $(addprefix $(BENCH_TOOLS)/,mailgen took where nosync.so)
	tests/bench/run $(OUT) $(BENCH)

$(BENCH_TOOLS)/mailgen: $(patsubst %,$(BENCH_TOOLS)/%.o,mailgen life prose random) $(STORE)
$(BENCH_TOOLS)/took: $(BENCH_TOOLS)/took.o
$(BENCH_TOOLS)/where: $(BENCH_TOOLS)/where.o $(STORE)
$(BENCH_TOOLS)/mailgen $(BENCH_TOOLS)/took $(BENCH_TOOLS)/where:
	$(call say,LD) $(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(TDB_LIBS) $(NETTLE_LIBS)

$(BENCH_TOOLS)/nosync.so: tests/bench/nosync.c
	@mkdir -p $(@D)
	$(call say,LD) $(CC) -shared -fPIC -O2 -o $@ $<

# Runs every fuzz target for TIME seconds, with clang's libFuzzer: make fuzz TIME=60 [FUZZ=message]
TIME ?= 60
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz:
	$(MAKE) -s OUT=build/fuzz CC=clang HARDEN= CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
		$(FUZZ:%=build/fuzz/build/tests/fuzz/fuzz_%) build/fuzz/build/tests/fuzz/seeds
	TIME=$(TIME) tests/fuzz/run build/fuzz $(FUZZ)

# Small hash tables make the runs fast.
$(OUT)/build/tests/fuzz/fuzz_store: LDFLAGS += -Wl,--wrap=tdb_open_ex

$(OUT)/build/tests/fuzz/fuzz_%: $(OUT)/build/tests/fuzz/fuzz_%.o $(FILTER) $(REPORT) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

$(OUT)/build/tests/fuzz/seeds: $(OUT)/build/tests/fuzz/seeds.o $(FILTER) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

# Static analysis: fails on any finding. .clang-tidy says which checks are off.
SOURCES = $(wildcard $(foreach d,store filter report,$(d)/*.c $(d)/*/*.c))
analyze: $(addprefix $(OUT)/build/analyze/,$(SOURCES:.c=.ok))
	cppcheck --quiet -j $$(nproc) --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
		-I. -D_GNU_SOURCE $(SOURCES)
	@echo "$(words $(SOURCES)) files, no finding"

$(OUT)/build/analyze/%.ok: %.c .clang-tidy
	@mkdir -p $(@D)
	$(call say,GCC) gcc $(STD) $(WARN) -Werror -O2 -fanalyzer -MMD -MP -MT $@ -MF $(@:.ok=.d) -c -o /dev/null $<
	$(call say,TIDY) clang-tidy --quiet $< -- $(STD) 2>/dev/null
	@touch $@

# Formats the code by .clang-format; format-check fails on code that format would change.
# Major versions of clang-format differ in details: the code follows version 14.
FORMATTED = $(shell git ls-files '*.c' '*.h')
format:
	clang-format -i $(FORMATTED)

format-check:
	@clang-format --version | grep -q 'version 14\.' || \
		{ echo "skip: clang-format 14 is not here: the layout was not checked"; exit; }; \
	clang-format --dry-run -Werror $(FORMATTED)

# How much of the parsers the unit tests run, one row per file.
coverage:
	$(MAKE) -s OUT=build/coverage CC=gcc HARDEN= CFLAGS='-O0 -g --coverage' units
	tests/coverage build/coverage

# Runs the programs under valgrind on some hundred mails.
memcheck: all
	tests/memcheck $(OUT)

demo: all
	tests/demo/run $(OUT)

# Takes README's picture anew: a page of the sample list, by chromium, with a font for Chinese names.
screenshot: all
	tests/demo/screenshot $(OUT)

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DOCDIR)
	install $(PROGRAMS) $(SCRIPTS) $(DESTDIR)$(BINDIR)
	for page in $(PAGES); do \
		install -D -m 644 -t $(DESTDIR)$(MANDIR)/man$${page##*.} $$page || exit; \
	done
	install -m 644 README.md LICENSE $(DESTDIR)$(DOCDIR)
	for file in $(RECIPES); do \
		install -D -m 644 $$file $(DESTDIR)$(DOCDIR)/$$file || exit; \
	done

# Keeps the packages of the mail programs (contrib/install-deps --pipeline), to download them only once.
clean:
	rm -rf $(filter-out %/debs,$(wildcard $(OUT)/build/*)) $(PROGRAMS)

.PHONY: all analyze bench check check-pipeline coverage demo format format-check fuzz install layers memcheck screenshot units clean
.SECONDARY:

-include $(shell find $(OUT)/build -name '*.d' 2>/dev/null)
