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

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
