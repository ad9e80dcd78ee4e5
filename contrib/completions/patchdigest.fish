# SPDX-License-Identifier: MIT
# Completions for fish: of options, which the program's --help names, and of names, which
# patchdigest-report --names prints. "make install" puts it there for each
# program.

# The sections after a comma too.
function __patchdigest_sections
    set -l before (string replace -r '[^,]*$' '' -- (commandline -ct | string replace -r '^--sections=' ''))
    for name in (patchdigest-report --names sections 2>/dev/null)
        echo $before$name
    end
end

for program in patchdigest-filter patchdigest-report patchdigest-store
    complete -c $program -e
    for line in ($program --help 2>/dev/null)
        string match -rq '^  (?:-(?<letter>[a-zA-Z]), |    )--(?<option>[a-z][a-z-]*)(?:\[?[= ](?<value>[A-Z]+))?[^ ]* *(?<about>.*)$' -- $line
        or continue
        set -l spec -c $program -l $option -d (string sub -l 60 -- "$about")
        test -n "$letter"; and set -a spec -s $letter
        switch $option
            case list only
                set -a spec -x -a '(patchdigest-report --names lists 2>/dev/null)'
            case digest
                set -a spec -x -a '(patchdigest-report --names digests 2>/dev/null)'
            case format
                set -a spec -x -a '(patchdigest-report --names formats 2>/dev/null)'
            case names
                set -a spec -x -a 'lists digests sections formats'
            case color
                set -a spec -f -a 'always never auto'
            case for
                set -a spec -x -a me
            case sections
                set -a spec -x -a '(__patchdigest_sections)'
            case '*'
                switch "$value"
                    case DIR FROM
                        set -a spec -x -a '(__fish_complete_directories)'
                    case FILE PATH
                        set -a spec -r
                    case ''
                    case '*'
                        set -a spec -x
                end
        end
        complete $spec
    end
end
complete -c patchdigest-report -f
complete -c patchdigest-store -f
set -l verbs (patchdigest-store --help 2>/dev/null | string replace -rf '^  ([a-z]+) .*' '$1')
complete -c patchdigest-store -n "not __fish_seen_subcommand_from $verbs" -a "$verbs"
complete -c patchdigest-store -n '__fish_seen_subcommand_from rename merge remove' -a '(patchdigest-report --names lists 2>/dev/null)'
complete -c patchdigest-store -n '__fish_seen_subcommand_from rebuild upgrade' -a '(__fish_complete_directories)'
