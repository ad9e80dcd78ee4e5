# patchdigest: see README.md. Everything is built here; there is no configure step.
# OUT is where the programs go (objects below it), so that several builds can
# stand side by side: make OUT=build/asan CFLAGS='-g -fsanitize=address'

CC      ?= cc
CFLAGS  ?= -O2 -g
OUT     ?= .
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man

WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings
HARDEN  ?= -fPIE -fstack-protector-strong $(if $(findstring -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
HARDEN_LD ?= -pie -Wl,-z,relro -Wl,-z,now
STD      = -std=c11 -D_GNU_SOURCE -I.
COMPILE  = $(CC) $(STD) $(WARN) $(HARDEN) $(CPPFLAGS) $(CFLAGS) -MMD -MP

# libetpan's shared library would add 1.5 ms to the start of each delivery
# (gnutls, sasl, db): its archive needs none of them.
ETPAN_LIBS  ?= -Wl,-Bstatic -letpan -Wl,-Bdynamic
TDB_LIBS    ?= -ltdb
NETTLE_LIBS ?= -Wl,-Bstatic -lnettle -Wl,-Bdynamic
CMOCKA_LIBS ?= -lcmocka

# The lists are the architecture: filter -> store <- report.
objs     = $(patsubst %.c,$(OUT)/build/%.o,$(filter-out %/main.c,$(wildcard $(1)/*.c)))
STORE    = $(call objs,store)
FILTER   = $(call objs,filter)
REPORT   = $(call objs,report)
UNITS    = $(patsubst tests/%.c,$(OUT)/build/tests/%,$(wildcard tests/test_*.c))
PROGRAMS = $(OUT)/patchdigest-filter $(OUT)/patchdigest-report

all: $(PROGRAMS)

$(OUT)/patchdigest-filter: $(OUT)/build/filter/main.o $(FILTER) $(STORE)
	$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/patchdigest-report: $(OUT)/build/report/main.o $(REPORT) $(STORE)
	$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(TDB_LIBS) $(NETTLE_LIBS)

# A parse that crashes is a test's own.
$(OUT)/build/tests/test_bulk: LDFLAGS += -Wl,--wrap=walk_mail,--wrap=walk_header

$(OUT)/build/tests/test_%: $(OUT)/build/tests/test_%.o $(FILTER) $(REPORT) $(STORE)
	$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(CMOCKA_LIBS) $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS)

$(OUT)/build/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# What the end-to-end tests need: a library to be preloaded, and a program that makes system calls fail.
HELPERS  = $(OUT)/build/tests/preload.so $(OUT)/build/tests/inject

$(OUT)/build/tests/preload.so: tests/preload.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(WARN) -O1 -fPIC -shared -o $@ $<

$(OUT)/build/tests/inject: tests/inject.c
	@mkdir -p $(@D)
	$(CC) $(STD) $(WARN) -O1 -o $@ $<

units: $(UNITS) $(HELPERS)

check: all units layers
	tests/run $(OUT)

# Fails on an include that goes the wrong way, or a foreign library seen in a second file.
layers:
	@! grep -n '#include "\(filter\|report\)/' store/*.[ch]
	@! grep -n '#include "report/' filter/*.[ch]
	@! grep -n '#include "filter/' report/*.[ch]
	@! grep -ln '#include <tdb.h>' */*.[ch] | grep -v '^store/store.c$$'
	@! grep -ln '#include <libetpan/' */*.[ch] | grep -v '^filter/message.c$$\|^report/mail.c$$'

# Every fuzz target for TIME seconds each, with clang's libFuzzer: make fuzz TIME=60 [FUZZ=message]
TIME ?= 60
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz:
	$(MAKE) -s OUT=build/fuzz CC=clang HARDEN= CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
		$(FUZZ:%=build/fuzz/build/tests/fuzz/fuzz_%)
	TIME=$(TIME) tests/fuzz/run build/fuzz $(FUZZ)

$(OUT)/build/tests/fuzz/fuzz_%: $(OUT)/build/tests/fuzz/fuzz_%.o $(FILTER) $(REPORT) $(STORE)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(ETPAN_LIBS) $(TDB_LIBS) $(NETTLE_LIBS)

clean:
	rm -rf $(OUT)/build $(PROGRAMS)

.PHONY: all fuzz check units layers clean
.SECONDARY:

-include $(shell find $(OUT)/build -name '*.d' 2>/dev/null)
