# fish completion for briefing: briefing completion fish > ~/.config/fish/completions/briefing.fish
function __briefing_ask
    set -l before (commandline -opc)
    set -l asked (string join \n -- $before (commandline -ct) | string collect)
    if test "$asked" != "$__briefing_asked"
        set -g __briefing_asked $asked
        set -g __briefing_answers (env _BRIEFING_COMPLETE=1 COMP_WORDS=$asked COMP_CWORD=(count $before) $before[1] 2>/dev/null)
    end
end

function __briefing_takes_no_file
    __briefing_ask
    test (count $__briefing_answers) -gt 0; and not string match -q 'file*' -- $__briefing_answers
end

function __briefing_words
    __briefing_ask
    set -l option (string match -r -- '^--[^=]*=' (commandline -ct))
    for answer in $__briefing_answers
        set -l parts (string split \t -- $answer)
        test "$parts[1]" = plain; and printf '%s\t%s\n' "$option$parts[2]" "$parts[3]"
    end
end

complete -c briefing -n __briefing_takes_no_file -f
complete -c briefing -a '(__briefing_words)'
