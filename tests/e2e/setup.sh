#!/usr/bin/env bash
# baton setup: assistants' settings get Baton and lose it again without a trace. TAP.
. "$(dirname "$0")/lib.sh"
export HOME=$scratch/home XDG_STATE_HOME=$scratch/state XDG_DATA_HOME=$scratch/data NO_COLOR=1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null PATH=/usr/bin:/bin
unset BATON_DB BATON_PROJECT BATON_TOKEN CLAUDE_CONFIG_DIR CODEX_HOME
mkdir -p "$HOME" "$scratch/work"
cd "$scratch/work" || exit 1

# picture FOLDER: every path, mode, link and content under it.
picture() {
  (cd "$1" && find . -printf '%p %y %m %l\n' | sort && find . -type f | sort | xargs -r -d '\n' sha256sum)
}
# same NAME PICTURE: HOME looks as it did.
same() {
  picture "$HOME" >"$scratch/now"
  if diff "$2" "$scratch/now" >"$out"; then passed "$1"; else failed "$1"; fi
}
file_has() { if grep -qF -- "$3" "$2"; then passed "$1"; else failed "$1" "not in $2: $3"; fi; }

code 3 "no assistant: told so" "$BATON" setup
err_has "they are named" "claude, codex, gemini, cursor, agents, aider"
code 2 "an unknown assistant is a usage error" "$BATON" setup clippy

mkdir -p "$HOME/.claude" "$HOME/.codex" "$HOME/.gemini" "$HOME/.cursor" "$HOME/dotfiles"
printf '{\r\n\t// mine\r\n\t"model": "opus", /* large */\r\n\t"hooks": {\r\n\t\t"Stop": [{"hooks": [{"type": "command", "command": "say done"}]}],\r\n\t},\r\n}' >"$HOME/dotfiles/claude.json"
chmod 640 "$HOME/dotfiles/claude.json"
ln -s ../dotfiles/claude.json "$HOME/.claude/settings.json"
printf '\xef\xbb\xbf{"numStartups":3,"mcpServers":{}}' >"$HOME/.claude.json"
chmod 600 "$HOME/.claude.json"
printf 'model = "gpt"\n\n[mcp_servers.docs]\ncommand = "docs"' >"$HOME/.codex/config.toml"
picture "$HOME" >"$scratch/before"

ok "a dry run" "$BATON" setup --dry-run
has "shows what it would put in" '+ [mcp_servers.baton]'
same "and changes nothing" "$scratch/before"

ok "setup" "$BATON" setup
has "tells of Claude Code" "Claude Code"
err_has "and what is left to do for Codex" "/hooks"
file_has "a hook of Claude Code's is there" "$HOME/dotfiles/claude.json" "hook SessionStart"
file_has "the one of others too" "$HOME/dotfiles/claude.json" "say done"
file_has "by its absolute path, as PATH has no baton" "$HOME/dotfiles/claude.json" "$BATON hook Stop"
file_has "the MCP server of Codex is there" "$HOME/.codex/config.toml" "[mcp_servers.baton]"
file_has "hooks of Codex" "$HOME/.codex/hooks.json" "hook UserPromptSubmit"
file_has "hooks of Gemini CLI" "$HOME/.gemini/settings.json" "hook BeforeAgent"
file_has "the MCP server of Cursor" "$HOME/.cursor/mcp.json" '"mcpServers"'
file_has "a skill" "$HOME/.claude/skills/baton-start/SKILL.md" "name: baton-start"
ok "the link is a link" test -L "$HOME/.claude/settings.json"
ok "its mode is kept" test "$(stat -c %a "$HOME/dotfiles/claude.json")" = 640
ok "JSON that is made is sound" python3 -c 'import json,os; [json.load(open(os.path.expanduser(p))) for p in ("~/.codex/hooks.json","~/.gemini/settings.json","~/.cursor/mcp.json")]'
ok "so is TOML" python3 -c 'import tomllib,os; t=tomllib.load(open(os.path.expanduser("~/.codex/config.toml"),"rb")); assert t["mcp_servers"]["baton"]["args"]==["mcp"]'
ok "the command that is written runs" bash -c "$(python3 -c 'import json,os; print(json.load(open(os.path.expanduser("~/.codex/hooks.json")))["hooks"]["Stop"][0]["hooks"][0]["command"])') </dev/null"
ok "doctor" "$BATON" doctor
has_line "knows that it is set up" "ok +claude +Claude Code is set up"

picture "$HOME" >"$scratch/set_up"
ok "setup again" "$BATON" setup
has "finds nothing to do" "unchanged"
same "and changes nothing" "$scratch/set_up"

mkdir "$scratch/bin"
ln -s "$BATON" "$scratch/bin/baton"
PATH=$scratch/bin:$PATH "$BATON" doctor >"$out" 2>"$err"
has "another way to call Baton is outdated" "outdated setup"
PATH=$scratch/bin:$PATH ok "setup updates it" env PATH="$scratch/bin:$PATH" "$BATON" setup
has "and says so" "updated"
file_has "to the short command" "$HOME/dotfiles/claude.json" '"baton hook Stop"'

ok "setup --remove" "$BATON" setup --remove
same "leaves everything as it was before" "$scratch/before"
ok "no record is left" test ! -e "$XDG_STATE_HOME/baton/setup.json"
ok "removing again" "$BATON" setup --remove
same "changes nothing" "$scratch/before"

ok "setup once more" "$BATON" setup claude codex
sed -i 's/opus/haiku/' "$HOME/dotfiles/claude.json"
ok "is taken back after an edit elsewhere" "$BATON" setup --remove
file_has "which stays" "$HOME/dotfiles/claude.json" "haiku"
sed -i 's/haiku/opus/' "$HOME/dotfiles/claude.json"
same "and nothing else" "$scratch/before"

ok "setup of Claude Code" "$BATON" setup claude
python3 -c 'import json,os; p=os.path.expanduser("~/.claude.json"); t=json.load(open(p,encoding="utf-8-sig")); t["new"]=1; json.dump(t,open(p,"w"),indent=2)'
ok "is taken back where the assistant wrote its file anew" "$BATON" setup --remove
ok "as data" python3 -c 'import json,os; t=json.load(open(os.path.expanduser("~/.claude.json"))); assert t.get("mcpServers",{})=={} and t["new"]==1 and t["numStartups"]==3, t'

printf '{\n  "a": 1\n  "b": 2\n}\n' >"$HOME/.gemini/settings.json"
picture "$HOME" >"$scratch/before"
code 1 "a broken file is refused" "$BATON" setup gemini
has "with its line" "settings.json, line 3: a comma or } is missing; left as it is."
same "and left alone" "$scratch/before"
code 1 "doctor tells of it" "$BATON" doctor
has "with the line" "line 3"

printf '{}' >"$HOME/.gemini/settings.json"
chmod 444 "$HOME/.gemini/settings.json"
picture "$HOME" >"$scratch/before"
code 1 "a file that may not be written is refused" "$BATON" setup gemini
has "with the reason" "Permission denied"
same "and left alone" "$scratch/before"
rm "$HOME/.gemini/settings.json"
ln -s nowhere "$HOME/.gemini/settings.json"
code 1 "a link that leads nowhere is refused" "$BATON" setup gemini
has "with the reason" "the link leads nowhere"

git init -q .
printf '# Rules\n' >AGENTS.md
ok "a block in AGENTS.md" "$BATON" setup agents aider
file_has "stands there" AGENTS.md "<!-- baton -->"
file_has "and aider reads the handoff" .aider.conf.yml "read: HANDOFF.md"
mkdir "$scratch/elsewhere"
cd "$scratch/elsewhere" || exit 1
ok "is taken back from another folder" "$BATON" setup --remove
ok "to the byte" test "$(cat "$scratch/work/AGENTS.md")" = "# Rules"
ok "with the file that was made" test ! -e "$scratch/work/.aider.conf.yml"
ok "--json" "$BATON" --json setup cursor --dry-run
json "is JSON"

finish
