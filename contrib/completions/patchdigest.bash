# SPDX-License-Identifier: MIT
# Completions for bash: of options, which the program's --help names, and of names, which
# patchdigest-report --names prints.

# Prints the options of a program as "--name ARGUMENT", one per line.
_patchdigest_options() {
	"$1" --help 2>/dev/null | grep -E '^  (-|  )' |
		grep -oE -e '--[a-z][a-z-]*(\[?[= ][A-Z]+)?' | sed 's/\[=/ /; s/[= ]/ /'
}

# Prints the verbs of patchdigest-store.
_patchdigest_verbs() {
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

# Completes the value of an option by the name that --help gives it.
_patchdigest_value() { # PROGRAM OPTION WORD
	local kind report=${1%patchdigest-*}patchdigest-report
	kind=$(_patchdigest_options "$1" | sed -n "s/^$2 //p" | head -n 1)
	case $2 in
	-s) kind=DIR ;;
	-o) kind=FILE ;;
	-l | --list | --only) kind=lists ;;
	-d | --digest) kind=digests ;;
	--sections) kind=sections ;;
	--format) kind=formats ;;
	--names) kind='lists digests sections formats' ;;
	--color) kind='always never auto' ;;
	--for) kind=me ;;
	esac
	case $kind in
	DIR | FROM) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$3") ;;
	FILE | PATH) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$3") ;;
	lists | digests | formats)
		mapfile -t COMPREPLY < <(compgen -W "$("$report" --names "$kind" 2>/dev/null)" -- "$3") ;;
	sections) # after a comma too
		mapfile -t COMPREPLY < <(compgen -P "${3%"${3##*,}"}" \
			-W "$("$report" --names sections 2>/dev/null)" -- "${3##*,}") ;;
	*' '* | me) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$3") ;;
	'') return 1 ;;
	esac
}

# Completes the verb of patchdigest-store, or an argument of the verb that is there.
_patchdigest_verb() { # PROGRAM WORD
	local verbs verb= before
	verbs=$(_patchdigest_verbs "$1")
	for before in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		[ -z "$verb" ] && verb=$(grep -xFe "$before" <<<"$verbs")
	done
	case $verb in
	'') mapfile -t COMPREPLY < <(compgen -W "$verbs" -- "$2") ;;
	rename | merge | remove) _patchdigest_value "$1" --list "$2" ;;
	rebuild | upgrade) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$2") ;;
	esac
}

_patchdigest() {
	local program=$1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	COMPREPLY=()
	[ "$word" = = ] && word=
	[ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}
	[[ $before == -?* ]] && _patchdigest_value "$program" "$before" "$word" && return
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_patchdigest_options "$program" | cut -d ' ' -f 1)" -- "$word")
	elif [[ $program == *patchdigest-store ]]; then
		_patchdigest_verb "$program" "$word"
	elif [[ $program == *patchdigest-filter ]]; then
		compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")
	fi
}

complete -F _patchdigest patchdigest-filter patchdigest-report patchdigest-store
