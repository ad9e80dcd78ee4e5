# SPDX-License-Identifier: MIT
# Functions for the executable tests. tests/run reads the line that finish prints.
passed=0 failed=0 skipped=0

: "${PATCHDIGEST_BIN:=$(pwd)}"
# The user's configuration is not the tests'.
export XDG_CONFIG_HOME=/nonexistent

# check NAME COMMAND...: a test, which passes if the command succeeds.
check() {
	local name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name: $*"
	fi
}

skip() {
	skipped=$((skipped + 1))
	echo "skip: $*"
}

# Makes a temporary folder, $work, which is removed when the test ends.
scratch() {
	work=$(mktemp -d) || exit 1
	trap 'rm -rf "$work"' EXIT
}

# Makes DIR a bare repository like an epoch of a public-inbox archive, a commit for each mail of
# an mbox whose mails begin at lines "From x".
archive() { # MBOX DIR
	git init -q --bare "$2" && LC_ALL=C awk -v RS='From x\n' 'NR > 1 {
		printf "blob\nmark :%d\ndata %d\n%s\n", NR, length($0), $0
		printf "commit refs/heads/master\ncommitter a <a@b> %d +0000\ndata 1\nx\nM 100644 :%d m\n\n", 1790000000 + NR, NR
	}' "$1" | git --git-dir="$2" fast-import --quiet
}

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
