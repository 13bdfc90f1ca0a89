#!/usr/bin/env bash
# What is carried to other machines: completions as shells use them, the manual page, one version everywhere, and
# packages of the binary under test that hold what they should and are the same when packed twice. TAP.
. "$(dirname "$0")/lib.sh"
repository=$(cd "$(dirname "$0")/../.." && pwd)
cd "$repository" || exit 1
export SOURCE_DATE_EPOCH=1700000000
export HOME=$scratch/home XDG_DATA_HOME=$scratch/data
mkdir -p "$HOME"

# Completions ------------------------------------------------------------------------------------
"$BATON" completion bash >"$scratch/baton.bash"
# completed WORD…: what bash offers for the last word, one a line.
completed() {
  bash -c '. "$0"; COMP_WORDS=(baton "$@"); COMP_CWORD=$#; _baton; printf "%s\n" "${COMPREPLY[@]}"' \
    "$scratch/baton.bash" "$@"
}
ok "bash: baton ha<TAB>" completed ha
has_line "completes to handoff" "handoff"
hasnt "and to nothing else" "help"
ok "bash: an option of a command" completed done --acc
has_line "is completed" "--accomplished"
ok "bash: the words of an argument" completed completion f
has_line "are completed" "fish"
ok "bash: after an option of every command" completed --json hand
has_line "a command is completed" "handoff"
if command -v zsh >/dev/null; then
  "$BATON" completion zsh >"$scratch/_baton"
  ok "zsh reads its completion" zsh -n "$scratch/_baton"
else
  skip "zsh reads its completion" "no zsh"
fi
if command -v fish >/dev/null; then
  "$BATON" completion fish >"$scratch/baton.fish"
  ok "fish: baton ha<TAB>" fish --no-config -c "source $scratch/baton.fish; complete -C 'baton ha'"
  has "completes to handoff" "handoff"
else
  skip "fish: baton ha<TAB>" "no fish"
fi

# The manual page --------------------------------------------------------------------------------
ok "manual page" "$BATON" manual
cp "$out" "$scratch/baton.1"
for name in $(grep -rhoE 'variable\("BATON_[A-Z_]+"\)' native | grep -oE 'BATON_[A-Z_]+' | sort -u); do
  has "the manual page has $name" "$name"
done
"$BATON" help | sed -n '/^Options/q;s/^  \([a-z]\{2,\}\) .*/\1/p' | sort >"$scratch/helped"
sed -n '/^.SH COMMANDS/,/^.SH/s/^\\fBbaton \([a-z]*\).*/\1/p' "$scratch/baton.1" | sort >"$scratch/manual"
ok "it has the commands of the help and no others" diff "$scratch/helped" "$scratch/manual"
if command -v man >/dev/null; then
  LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l "$scratch/baton.1" >"$scratch/page" 2>"$scratch/warnings"
  ok "man has no remark on it" test ! -s "$scratch/warnings"
  ok "and shows it" grep -q "EXIT STATUS" "$scratch/page"
elif command -v mandoc >/dev/null; then
  ok "mandoc has no remark on it" mandoc -Tlint -Wwarning "$scratch/baton.1"
else
  skip "man has no remark on it" "no man"
fi

# Packages ---------------------------------------------------------------------------------------
version=$("$BATON" --version)
version=${version#baton }
ok "the manual page says its version" grep -qF "\"baton $version\"" "$scratch/baton.1"
ok "the code says the same" grep -qF "kVersion = \"$version\"" core/app.hpp
ok "no other place says one" bash -c '! grep -qE "\"version\": \"" package.json && ! grep -qE "project\(.*VERSION" CMakeLists.txt'

ok "packing" tools/package.sh "$BATON" "$scratch/one"
ok "packing again" env TZ=Asia/Tokyo tools/package.sh "$BATON" "$scratch/another"
ok "gives the same bytes" diff -r "$scratch/one" "$scratch/another"
ok "the sums hold" bash -c 'cd "$0" && sha256sum --check SHA256SUMS' "$scratch/one"
tarball=$(echo "$scratch/one/baton-$version-"*.tar.gz)
ok "the tarball is listed" tar -tzf "$tarball"
folder=$(basename "$tarball" .tar.gz)
for file in bin/baton share/man/man1/baton.1 share/bash-completion/completions/baton \
  share/zsh/site-functions/_baton share/fish/vendor_completions.d/baton.fish LICENSE THIRD-PARTY README.md; do
  has_line "it holds $file" "$folder/$file"
done
tar -xzf "$tarball" -C "$scratch"
ok "its program starts" "$scratch/$folder/bin/baton" --version
has_line "and is of this version" "baton $version"
for name in SQLite Boost CLI11 preact marked; do
  ok "the licence of $name comes along" grep -q "^$name " "$scratch/$folder/THIRD-PARTY"
done
if command -v dpkg-deb >/dev/null; then
  deb=$(echo "$scratch/one/baton_${version}_"*.deb)
  ok "the .deb is listed" bash -c 'dpkg-deb -c "$0" | awk "{print \$1, \$2, \$6}"' "$deb"
  has "it holds the program" "-rwxr-xr-x root/root ./usr/bin/baton"
  for file in man/man1/baton.1.gz bash-completion/completions/baton zsh/vendor-completions/_baton \
    fish/vendor_completions.d/baton.fish doc/baton/copyright doc/baton/THIRD-PARTY doc/baton/changelog.gz; do
    has "it holds $file" "-rw-r--r-- root/root ./usr/share/$file"
  done
  ok "it names its version" test "$(dpkg-deb -f "$deb" Version)" = "$version"
  ok "it names the C library it needs" bash -c 'dpkg-deb -f "$0" Depends | grep -q "^libc6 (>= "' "$deb"
else
  skip "the .deb is listed" "no dpkg-deb"
fi
finish
