#!/usr/bin/env bash
# Lays an installation out: tools/stage.sh BINARY FOLDER [debian]. FOLDER then holds bin/ and share/: the manual
# page, the completions of three shells, and the documents. All that can be asked of the binary comes from it.
# `debian` puts things where its policy wants them.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1 folder=$2 layout=${3:-}
umask 022
documents=$folder/share/doc/baton
zsh=$folder/share/zsh/site-functions
[ "$layout" != debian ] || zsh=$folder/share/zsh/vendor-completions
bash=$folder/share/bash-completion/completions
fish=$folder/share/fish/vendor_completions.d
manual=$folder/share/man/man1
mkdir -p "$folder/bin" "$documents" "$zsh" "$bash" "$fish" "$manual"
install -m 755 "$binary" "$folder/bin/baton"
"$binary" completion bash >"$bash/baton"
"$binary" completion zsh >"$zsh/_baton"
"$binary" completion fish >"$fish/baton.fish"
"$binary" manual >"$manual/baton.1"
cp README.md "$documents/README.md"
node tools/third_party.mjs >"$documents/THIRD-PARTY"
if [ "$layout" = debian ]; then
  gzip -9n "$manual/baton.1"
  { cat LICENSE; printf '\nThe licences of what is linked or built into the program: THIRD-PARTY beside this file.\n'; } >"$documents/copyright"
else
  cp LICENSE "$documents/LICENSE"
fi
