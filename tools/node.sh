# Puts the Node that package-lock.json pins, and the programs of npm's packages, on PATH; installs them first
# where they are missing. Source it in the checkout's folder; with NPM_PART=page, what builds the page is enough.
installed=node_modules/.installed
installed_page=node_modules/.installed_page
if ! cmp -s package-lock.json "$installed"; then
  if [ "${NPM_PART:-}" != page ]; then
    npm ci --loglevel=error >&2
    cp package-lock.json "$installed"
  elif ! cmp -s package-lock.json "$installed_page"; then
    npm ci --omit=dev --loglevel=error >&2
    cp package-lock.json "$installed_page"
  fi
fi
# npm's own packages of Node come first: a distribution's may be too old.
for folder in node_modules/node-linux-*/bin; do [ ! -x "$folder/node" ] || PATH=$PWD/$folder:$PATH; done
export PATH="$PWD/node_modules/.bin:$PATH"
