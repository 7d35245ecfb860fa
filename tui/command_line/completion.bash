# bash completion for briefing: put "source <(briefing completion bash)" into ~/.bashrc
_briefing() {
    local word="${COMP_WORDS[COMP_CWORD]}" asked kind offered rest files=
    asked=$(printf '%s\n' "${COMP_WORDS[@]}")
    COMPREPLY=()
    while IFS=$'\t' read -r kind offered rest; do
        case $kind in
            plain) COMPREPLY+=("$offered") ;;
            file) files=yes ;;
        esac
    done < <(_BRIEFING_COMPLETE=1 COMP_WORDS=$asked COMP_CWORD=$COMP_CWORD "${1/#\~\//$HOME/}" 2>/dev/null)
    if [[ ! $files ]]; then
        compopt +o default 2>/dev/null
    elif ((${#COMPREPLY[@]})); then # where nothing is offered, bash offers files by itself
        while IFS= read -r offered; do COMPREPLY+=("$offered"); done < <(compgen -f -- "$word")
        compopt -o filenames 2>/dev/null
    fi
}
complete -o default -F _briefing briefing
