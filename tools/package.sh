#!/usr/bin/env bash
# Packs a binary: tools/package.sh BINARY FOLDER. FOLDER then holds the binary under its full name, a tarball, a .deb
# (where there is dpkg-deb) and SHA256SUMS. The same binary gives the same bytes anywhere: the one time in
# them is SOURCE_DATE_EPOCH, else that of the last commit.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} || {
  echo "package: outside a repository, set SOURCE_DATE_EPOCH" >&2
  exit 1
}
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
NPM_PART=page . tools/node.sh
version=$("$binary" --version)
version=${version#baton }
system=$(uname -s | tr '[:upper:]' '[:lower:]')
name=baton-$version-$system-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$out"
rm -f baton-* baton_* SHA256SUMS
cd - >/dev/null

# Files in order of their names, root's, of one time.
pack_tarball() {
  tools/stage.sh "$binary" "$work/$name"
  mv "$work/$name"/share/doc/baton/{LICENSE,THIRD-PARTY,README.md} "$work/$name/"
  rm -r "$work/$name/share/doc"
  # GNU tar; macOS calls it gtar.
  "$(command -v gtar || echo tar)" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner \
    --mtime="@$SOURCE_DATE_EPOCH" -C "$work" -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
}

# What the binary needs of other packages, as dpkg-shlibdeps finds it.
depends() {
  mkdir -p "$work/shlibs/debian"
  printf 'Source: baton\n\nPackage: baton\nArchitecture: any\n' >"$work/shlibs/debian/control"
  (cd "$work/shlibs" && dpkg-shlibdeps -O "$binary" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

changelog() {
  printf 'baton (%s) stable; urgency=medium\n\n  * Version %s.\n\n -- %s  %s\n' "$version" "$version" \
    "$1" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

pack_deb() {
  local root=$work/deb architecture maintainer=${BATON_MAINTAINER:-Baton contributors <baton@invalid.invalid>}
  architecture=$(dpkg --print-architecture)
  tools/stage.sh "$binary" "$root/usr" debian
  changelog "$maintainer" | gzip -9n >"$root/usr/share/doc/baton/changelog.gz"
  mkdir "$root/DEBIAN"
  (cd "$root" && find usr -type f | sort | xargs md5sum) >"$root/DEBIAN/md5sums"
  cat >"$root/DEBIAN/control" <<END
Package: baton
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(($(find "$root/usr" -type f -printf '%s\n' | awk '{sum += int(($1 + 1023) / 1024)} END {print sum}')))
Depends: $(depends)
Recommends: ca-certificates, git, libcurl4 | libcurl4t64 | libcurl3-gnutls | libcurl3t64-gnutls
Suggests: libpangocairo-1.0-0
Section: devel
Priority: optional
Description: keep and hand over sessions with AI assistants
 Baton makes every session with an AI assistant start where the last one
 stopped. It keeps the conversations, writes a handoff from them without any
 model, remembers across projects, and serves all of it from a command line
 and a REST API on one SQLite file.
END
  chmod -R u=rwX,go=rX "$root"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  # One thread: how many there are would show in the compressed bytes.
  dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$out/baton_${version}_$architecture.deb" >/dev/null
}

install -m 755 "$binary" "$out/$name"
pack_tarball
! command -v dpkg-deb >/dev/null || pack_deb
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum baton*; else shasum -a 256 baton*; fi >"$work/sums"
mv "$work/sums" SHA256SUMS
