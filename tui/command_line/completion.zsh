#compdef briefing
# zsh completion for briefing: put "source <(briefing completion zsh)" into ~/.zshrc
_briefing() {
    local answer files= program=${(Q)words[1]/#\~\//$HOME/}
    local -a offered parts
    for answer in "${(@f)$(_BRIEFING_COMPLETE=1 COMP_WORDS=${(F)words} COMP_CWORD=$((CURRENT - 1)) $program 2>/dev/null)}"; do
        parts=("${(@ps:\t:)answer}")
        case $parts[1] in
            plain) offered+=("$parts[2]${parts[3]:+:$parts[3]}") ;;
            file) files=yes ;;
        esac
    done
    [[ $PREFIX == --*=* ]] && compset -P '*='
    (($#offered)) && _describe briefing offered
    [[ $files ]] && _files
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _briefing "$@"
else
    (($+functions[compdef])) || { autoload -Uz compinit && compinit }
    compdef _briefing briefing
fi
