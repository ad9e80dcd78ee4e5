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
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
SYSCONFDIR ?= /etc

WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
# Fortified at level 3, unless the caller's flags (dpkg-buildflags) choose a level.
FORTIFY  = $(if $(findstring _FORTIFY_SOURCE,$(CFLAGS) $(CPPFLAGS))$(findstring -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
HARDEN  ?= -fPIE -fstack-protector-strong $(FORTIFY)
HARDEN_LD ?= -pie -Wl,-z,relro -Wl,-z,now
# Where a long has 32 bits: files of more than 2 GB, and times after 2038.
WIDE    := $(if $(filter 4,$(shell echo __SIZEOF_LONG__ | $(CC) $(CPPFLAGS) $(CFLAGS) -E -P - 2>/dev/null)),-D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64)
STD      = -std=c11 -D_GNU_SOURCE $(WIDE) -I. -I$(OUT)/build
# make V=1 prints whole commands.
say      = $(if $(V),,@printf '  %-4s %s\n' $(1) $@;)
# OWN_CPPFLAGS and OWN_LDFLAGS are of one target: also flags on the command line leave them as they are.
COMPILE  = $(CC) $(STD) $(WARN) $(HARDEN) $(OWN_CPPFLAGS) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -MMD -MP
LINK     = $(CC) $(CFLAGS) $(HARDEN_LD) $(OWN_LDFLAGS) $(LDFLAGS) -o $@ $^

# Libraries are shared; make STATIC=1 takes their archives instead, each that is there.
# $(call library,NAME,FUNCTION,MORE...): flags that link the library; its archive counts as there
# if a program with that function of it can be linked.
TRIAL   := $(or $(TMPDIR),/tmp)/patchdigest-link
archive  = -Wl,-Bstatic -l$(1) -Wl,-Bdynamic
is_there = $(shell echo 'int main(void) { return 0; }' | $(CC) -o $(TRIAL).$$$$ -x c - $(3) -x none \
		-Wl,-u,$(2) $(archive) 2>/dev/null && echo yes; rm -f $(TRIAL).$$$$)
library  = $(if $(filter 1,$(STATIC)),$(if $(is_there),$(archive),-l$(1)),-l$(1))
ifndef TDB_LIBS
TDB_LIBS     := $(call library,tdb,tdb_transaction_commit,store/tdb/memset_s.c)
endif
ifndef JANSSON_LIBS
JANSSON_LIBS := $(call library,jansson,json_dumpb)
endif
ifndef NETTLE_LIBS
NETTLE_LIBS  := $(call library,nettle,nettle_sha1_digest)
endif
# libetpan's shared library loads gnutls, sasl and db, which adds 2 ms to each start of a program;
# of the archive, where it is there, only the parser is linked.
ifndef ETPAN_LIBS
ETPAN_LIBS   := $(if $(call is_there,etpan,mailmime_parse),$(call archive,etpan),-letpan)
endif
# libgit2 is loaded by the process that reads an archive (filter/archive/libgit2.c): its header is all that a build needs.
DL_LIBS     ?= -ldl
CMOCKA_LIBS ?= -lcmocka

# The architecture: filter -> store <- report; the tool is above the store alone.
objs     = $(patsubst %.c,$(OUT)/build/%.o,$(filter-out %/main.c,$(wildcard $(1)/*.c $(1)/*/*.c)))
STORE    = $(filter-out $(VERSION_OF),$(filter-out $(TOOL),$(call objs,store)))
# Only the programs are linked anew when the version changes.
VERSION_OF = $(OUT)/build/store/util/version.o
TOOL     = $(patsubst %.c,$(OUT)/build/%.o,$(wildcard store/command/*.c))
FILTER   = $(call objs,filter)
REPORT   = $(call objs,report)
# For the unit tests: the linker takes what a test calls, where all objects would be 6 MB for each.
PARTS    = $(OUT)/build/tests/unit/parts.a
UNITS    = $(patsubst %.c,$(OUT)/build/%,$(wildcard tests/unit/*/*/test_*.c))
PROGRAMS = $(OUT)/patchdigest-filter $(OUT)/patchdigest-report $(OUT)/patchdigest-store
PAGES    = $(wildcard $(foreach d,filter report store,$(d)/patchdigest*.[1-9])) $(SCRIPTS:=.1)
# Run from timers and cron; each looks for the filter in its own folder first.
SCRIPTS  = contrib/feed-archive
RECIPES  = $(filter-out $(SCRIPTS),$(shell find contrib -type f ! -name install-deps ! -name build-deb ! -name '*.spec' ! -name '*.1' ! -path '*/completions/*' ! -path '*/debian/*'))
DOCUMENTS = README.md NEWS.md CONTRIBUTING.md SECURITY.md LICENSE

all: $(PROGRAMS)  ## build the programs

# The version: of a release's tarball, of git's newest tag and what came after it, or of the file VERSION.
# Root, who installs what a user built, gets the same one.
GIT         = git -c safe.directory='*'
GIT_VERSION = $(if $(wildcard .git),$(shell $(GIT) describe --tags --match 'v[0-9]*' --dirty 2>/dev/null | sed 's/^v//'))
GIT_COMMIT  = $(if $(wildcard .git),$(shell $(GIT) describe --always --dirty --exclude '*' --abbrev=12 2>/dev/null))
ifndef VERSION
VERSION    := $(or $(shell cat .version 2>/dev/null),$(GIT_VERSION),$(shell cat VERSION)$(addprefix +g,$(GIT_COMMIT)))
endif

# Written only if the version is another one, so that only then the programs are linked anew.
$(OUT)/build/version: FORCE
	@mkdir -p $(@D)
	@echo '$(VERSION)' | cmp -s - $@ || echo '$(VERSION)' >$@
FORCE:

$(VERSION_OF): OWN_CPPFLAGS = -DPATCHDIGEST_VERSION='"$(VERSION)"'
$(VERSION_OF): $(OUT)/build/version

$(OUT)/patchdigest-filter: $(OUT)/build/filter/main.o $(VERSION_OF) $(FILTER) $(STORE)
	$(call say,LD) $(LINK) $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

$(OUT)/patchdigest-report: $(OUT)/build/report/main.o $(VERSION_OF) $(REPORT) $(STORE)
	$(call say,LD) $(LINK) $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/patchdigest-store: $(OUT)/build/store/main.o $(VERSION_OF) $(TOOL) $(STORE)
	$(call say,LD) $(LINK) $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/build/report/config/config.o: OWN_CPPFLAGS = -DSYSCONFDIR='"$(SYSCONFDIR)"'

# The test's own versions of these functions crash on chosen mails.
$(OUT)/build/tests/unit/filter/import/test_import: OWN_LDFLAGS += -Wl,--wrap=mail_record_make,--wrap=mail_record_make_from_header

# The tests themselves are compiled without optimization, which takes half the time; what they test is as in the programs.
# cmocka 2 deprecates macros for which cmocka 1 has no other name.
TEST_CFLAGS ?= -O0 -U_FORTIFY_SOURCE -Wno-deprecated-declarations
$(OUT)/build/tests/unit/%.o $(OUT)/build/tests/support/%.o: OWN_CFLAGS = $(TEST_CFLAGS)

# These check many files: with small hash tables (tests/support/small_tables.c), each check reads little.
SMALL_TABLES = $(addprefix $(OUT)/build/tests/unit/store/,command/test_verb_merge repair/test_raw_scan repair/test_recover)
$(SMALL_TABLES): OWN_LDFLAGS += -Wl,--wrap=tdb_open_ex
$(SMALL_TABLES): $(OUT)/build/tests/support/small_tables.o

# Objects in several folders may share a name: so all are added, and none replaced.
$(PARTS): $(FILTER) $(REPORT) $(TOOL) $(STORE)
	@mkdir -p $(@D)
	$(call say,AR) rm -f $@ && $(AR) qcs $@ $^

$(OUT)/build/tests/unit/%: $(OUT)/build/tests/unit/%.o $(PARTS) | $(VERSION_OF)
	$(call say,LD) $(LINK) $(VERSION_OF) $(CMOCKA_LIBS) $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

# The files of page, feed and site, each as the bytes of a C array, without the tabs that indent them.
EMBEDDED = $(patsubst %,$(OUT)/build/%.inc,$(wildcard $(addprefix report/,html/*.html html/*.css html/*.js atom/*.xml atom/*.html site/*.html)))
$(EMBEDDED): $(OUT)/build/%.inc: %
	@mkdir -p $(@D)
	$(call say,INC) sed 's/^	*//' $< | od -An -v -tx1 | sed 's/[0-9a-f][0-9a-f]/0x&,/g' >$@

$(foreach f,html/page_files atom/atom_files site/site_files,$(OUT)/build/report/$(f).o $(OUT)/build/analyze/report/$(f).ok): $(EMBEDDED)

# The tables of the filter of system calls: rows of refused_calls for the calls that the kernel's
# headers know, and the architectures that they name.
SECCOMP = $(addprefix $(OUT)/build/filter/system/,refused_calls.inc architectures.inc)
$(OUT)/build/filter/system/seccomp.o $(OUT)/build/analyze/filter/system/seccomp.ok: $(SECCOMP)

$(OUT)/build/filter/system/refused_calls.inc: filter/system/refused_calls Makefile
	@mkdir -p $(@D)
	$(call say,INC) awk '!/^#/ { for (i = 2; i <= NF; i++) for (j = split(" 32 64 _time64", kind, " ") + 1; j--;) \
		printf "#ifdef __NR_%s%s\n{ __NR_%s%s, %s },\n#endif\n", $$i, kind[j], $$i, kind[j], $$1 }' $< >$@

$(OUT)/build/filter/system/architectures.inc: Makefile | $(OUT)/build/filter/system/refused_calls.inc
	$(call say,INC) echo '#include <linux/audit.h>' | $(CC) $(CPPFLAGS) -E -dM - | sed -n 's/^#define \(AUDIT_ARCH_[A-Z0-9_]*\) .*/\1,/p' >$@

$(OUT)/build/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC) $(COMPILE) -c -o $@ $<

# Helpers of the end-to-end tests: a library to preload, a program that makes
# system calls fail, a program that logs what another one writes, a program that makes records older.
HELPERS  = $(addprefix $(OUT)/build/tests/support/,preload.so inject writes older)

$(OUT)/build/tests/support/preload.so: tests/support/preload.c
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(STD) $(WARN) -O1 -fPIC -shared -o $@ $<

$(OUT)/build/tests/support/inject $(OUT)/build/tests/support/writes: $(OUT)/build/%: %.c tests/support/trace.h
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(STD) $(WARN) -I. -O1 -o $@ $<

$(OUT)/build/tests/support/older: $(OUT)/build/tests/support/older.o $(STORE)
	$(call say,LD) $(LINK) $(TDB_LIBS) $(NETTLE_LIBS)

units: unit-programs $(HELPERS)  ## build the unit tests
unit-programs: $(UNITS)

# Runs the recipes with the real mail programs (contrib/install-deps --pipeline), and deliveries under faults of many kinds.
check-pipeline: all $(HELPERS)  ## run the recipes with real mail programs
	tests/pipeline/run $(OUT)

check: all units layers  ## build and run all tests
	tests/run $(OUT)

# Fails on an include that tests/layers does not allow, on the header of a foreign library
# in a second file, and on a call that could end the program elsewhere than in main: while
# a mail is on standard input, every exit status is 0 or 75. (The filter has no watchdog.)
CODE     = $(wildcard $(foreach d,store filter report,$(d)/*.[ch] $(d)/*/*.[ch]))
layers:  ## check which folder includes which
	@awk -f tests/layers.awk tests/layers $(CODE)
	@! grep -ln '#include <tdb.h>' $(CODE) | grep -v '^store/tdb/tdbfile.c$$'
	@! grep -ln '#include <jansson.h>' $(CODE) | grep -v '^report/json/json.c$$'
	@! grep -ln '#include <git2.h>' $(CODE) | grep -v '^filter/archive/libgit2.c$$'
	@! grep -ln '#include <libetpan/' $(CODE) | grep -v '^filter/mail/message.c$$\|^filter/fetch/fetch_library.h$$\|^report/mail/rfc5322_write.c$$'
	@! grep -n '\<\(_\?exit\|_Exit\|abort\|errx\?\)(' $(filter filter/%.c store/%.c,$(CODE)) \
		| grep -v '^filter/system/guard.c\|^store/util/buf.c\|^store/tdb/watchdog.c\|: \*'

# The benchmark's tools; BENCH: the sections to run (tests/bench/run says which), or nothing for all. QUICK=1: in two
# minutes. ARCHIVE: a bare repository or an inbox of public-inbox, to be measured in place of made-up mails.
BENCH_TOOLS = $(OUT)/build/tests/bench
bench: all $(addprefix $(BENCH_TOOLS)/,mailgen took where nosync.so)  ## measure time and memory
	tests/bench/run $(if $(QUICK),--quick) $(if $(ARCHIVE),--archive "$(ARCHIVE)") $(OUT) $(BENCH)

$(BENCH_TOOLS)/mailgen: $(patsubst %,$(BENCH_TOOLS)/%.o,mailgen life prose random) $(STORE)
$(BENCH_TOOLS)/took: $(BENCH_TOOLS)/took.o
$(BENCH_TOOLS)/where: $(BENCH_TOOLS)/where.o $(STORE)
$(BENCH_TOOLS)/mailgen $(BENCH_TOOLS)/took $(BENCH_TOOLS)/where:
	$(call say,LD) $(LINK) $(TDB_LIBS) $(NETTLE_LIBS)

$(BENCH_TOOLS)/nosync.so: tests/bench/nosync.c
	@mkdir -p $(@D)
	$(call say,LD) $(CC) -shared -fPIC -O2 -o $@ $<

# Runs every fuzz target for TIME seconds, with clang's libFuzzer: make fuzz TIME=60 [FUZZ=message]
TIME ?= 60
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz:  ## fuzz the parsers: TIME=60 FUZZ=message
	$(MAKE) -s OUT=build/fuzz CC=clang HARDEN= CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
		$(FUZZ:%=build/fuzz/build/tests/fuzz/fuzz_%) build/fuzz/build/tests/fuzz/seeds
	TIME=$(TIME) tests/fuzz/run build/fuzz $(FUZZ)

# Small hash tables make the runs fast.
$(OUT)/build/tests/fuzz/fuzz_store: OWN_LDFLAGS += -Wl,--wrap=tdb_open_ex

$(OUT)/build/tests/fuzz/fuzz_%: $(OUT)/build/tests/fuzz/fuzz_%.o $(FILTER) $(REPORT) $(STORE) | $(VERSION_OF)
	$(call say,LD) $(CC) $(CFLAGS) -fsanitize=fuzzer $(OWN_LDFLAGS) $(LDFLAGS) -o $@ $^ $(VERSION_OF) $(ETPAN_LIBS) $(JANSSON_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

$(OUT)/build/tests/fuzz/seeds: $(OUT)/build/tests/fuzz/seeds.o $(FILTER) $(STORE)
	$(call say,LD) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS) $(DL_LIBS)

# Static analysis: fails on any finding. .clang-tidy says which checks are off.
SOURCES = $(wildcard $(foreach d,store filter report,$(d)/*.c $(d)/*/*.c))
analyze: $(addprefix $(OUT)/build/analyze/,$(SOURCES:.c=.ok))  ## static analysis
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
format:  ## lay out the code
	clang-format -i $(FORMATTED)

format-check:  ## check the layout of the code
	@clang-format --version | grep -q 'version 14\.' || \
		{ echo "skip: clang-format 14 is not here: the layout was not checked"; exit; }; \
	clang-format --dry-run -Werror $(FORMATTED)

# How much of the parsers the unit tests run, one row per file.
coverage:  ## which lines the unit tests run
	$(MAKE) -s OUT=build/coverage CC=gcc HARDEN= CFLAGS='-O0 -g --coverage' units
	tests/coverage build/coverage

# Runs the programs under valgrind on some hundred mails.
memcheck: all  ## run the programs under valgrind
	tests/memcheck $(OUT)

demo: all  ## a store and a digest from example mails
	tests/demo/run $(OUT)

# Takes README's picture anew: a page of the sample list, by chromium, with a font for Chinese names.
screenshot: all  ## take the picture of README anew
	tests/demo/screenshot $(OUT)

install: all  ## install under PREFIX (/usr/local), below DESTDIR if that is set
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DOCDIR)
	install $(PROGRAMS) $(SCRIPTS) $(DESTDIR)$(BINDIR)
	for page in $(PAGES); do \
		install -D -m 644 -t $(DESTDIR)$(MANDIR)/man$${page##*.} $$page || exit; \
	done
	install -m 644 $(DOCUMENTS) $(DESTDIR)$(DOCDIR)
	install -d $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	install -m 644 contrib/completions/_patchdigest $(DESTDIR)$(ZSHDIR)
	for program in $(notdir $(PROGRAMS)); do \
		install -m 644 contrib/completions/patchdigest.bash $(DESTDIR)$(BASHDIR)/$$program && \
		install -m 644 contrib/completions/patchdigest.fish $(DESTDIR)$(FISHDIR)/$$program.fish || exit; \
	done
	for file in $(RECIPES); do \
		install -D -m 644 $$file $(DESTDIR)$(DOCDIR)/$$file || exit; \
	done

# The store, the spool, bookmarks and configurations are the users': they stay.
uninstall:  ## remove what install put there
	rm -f $(addprefix $(DESTDIR)$(BINDIR)/,$(notdir $(PROGRAMS) $(SCRIPTS)))
	rm -f $(foreach page,$(PAGES),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))
	rm -f $(addprefix $(DESTDIR)$(DOCDIR)/,$(DOCUMENTS) $(RECIPES)) $(DESTDIR)$(ZSHDIR)/_patchdigest
	rm -f $(addprefix $(DESTDIR)$(BASHDIR)/,$(notdir $(PROGRAMS))) $(addprefix $(DESTDIR)$(FISHDIR)/,$(addsuffix .fish,$(notdir $(PROGRAMS))))
	test ! -d $(DESTDIR)$(DOCDIR) || find $(DESTDIR)$(DOCDIR) -depth -type d -empty -delete

DIST     = patchdigest-$(VERSION)
dist:  ## a tarball of the last commit, build/patchdigest-VERSION.tar.gz
	@mkdir -p build
	echo '$(VERSION)' >build/.version
	git archive --prefix=$(DIST)/ --add-file=build/.version HEAD | gzip -9n >build/$(DIST).tar.gz

# Keeps the packages of the mail programs (contrib/install-deps --pipeline), to download them only once.
clean:  ## remove what was built
	rm -rf $(filter-out %/debs,$(wildcard $(OUT)/build/*)) $(PROGRAMS)

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  OUT=DIR       where the programs and, in DIR/build, the objects go; default: here'
	@echo '  STATIC=1      link the archives of libraries, each that is there'
	@echo '  V=1           print whole commands'
	@echo '  CC, CFLAGS, CPPFLAGS, LDFLAGS, PREFIX, DESTDIR, SYSCONFDIR   as everywhere'

.PHONY: all analyze bench check check-pipeline clean coverage demo dist format format-check fuzz help install layers memcheck
.PHONY: screenshot uninstall unit-programs units FORCE
.SECONDARY:

-include $(shell find $(OUT)/build \( -name platforms -o -name deb -o -name debs \) -prune -o -type f -name '*.d' -print 2>/dev/null)
