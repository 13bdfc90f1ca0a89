#include "tests/support/ordinary_texts.hpp"

namespace baton::test {
namespace {

constexpr OrdinaryKind kOrdinaryKinds[] = {
    // Digests and identifiers.
    {"git log", "commit {h40}\nAuthor: A <a@example.net>\n    Rotate the token cache key"},
    {"git log, one line", "{h7} Merge branch 'auth-tokens'\n{h7} Fix the secret scanner"},
    {"git diff", "index {h7}..{h7} 100644\n--- a/src/auth/token.ts\n+++ b/src/auth/token.ts"},
    {"git hash-object", "tree {h40}\nparent {h40}"},
    {"git hash as value", "\"commit\": \"{h40}\", \"sha\": \"{h40}\", \"oid\":\"{h40}\""},
    {"UUID", "{\"id\":\"{uuid}\",\"session_id\":\"{uuid}\",\"parentUuid\":\"{uuid}\"}"},
    {"identifiers", "\"requestId\":\"req_011C{a20}\",\"message\":{\"id\":\"msg_01{a22}\"}"},
    {"tool calls", "\"tool_use_id\":\"toolu_01{a22}\",\"call_id\":\"call_{a24}\""},
    {"signature of thinking",
     "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"Er{b200}==\"}"},
    {"request headers", "x-request-id: {uuid}\netag: W/\"{h32}\"\ncf-ray: {h16}-FRA"},
    {"traceparent", "traceparent: 00-{h32}-{h16}-01"},
    {"content security nonce", "<script nonce=\"{b22}==\" integrity=\"sha384-{b64}\"></script>"},
    {"sha256sum", "{h64}  dist/app-1.2.{d1}.tar.gz"},
    {"md5", "MD5 (key.txt) = {h32}"},
    {"docker digest", "node@sha256:{h64} Status: Downloaded newer image"},
    {"docker ps", "{h12}   postgres:16   \"docker-entrypoint.s\"   2 hours ago   Up 2 hours"},
    {"Kubernetes pod", "api-server-{h10}-{l5}   1/1   Running   0   3d"},
    {"AWS ARN", "arn:aws:secretsmanager:eu-west-1:{d12}:secret:prod/db-{a6}"},
    {"public address", "transfer to 0x{h40} in tx 0x{h64}"},
    {"IPFS", "ipfs://Qm{a44}"},
    {"Google analytics", "gtag('config', 'G-{u10}'); UA-{d8}-1"},
    // Lock files and builds.
    {"package-lock",
     "\"node_modules/jsonwebtoken\": {\n  \"resolved\": "
     "\"https://registry.npmjs.org/jsonwebtoken/-/jsonwebtoken-9.0.{d1}.tgz\",\n  \"integrity\": "
     "\"sha512-{b86}==\""},
    {"yarn.lock",
     "  resolved \"https://registry.yarnpkg.com/token-types/-/token-types-4.2.1.tgz#{h40}\"\n  "
     "integrity sha512-{b86}=="},
    {"pnpm-lock", "  /keytar@7.9.0:\n    resolution: {\"integrity\": sha512-{b86}==}"},
    {"Cargo.lock", "name = \"secrecy\"\nversion = \"0.8.0\"\nchecksum = \"{h64}\""},
    {"go.sum", "github.com/golang-jwt/jwt/v5 v5.2.{d1} h1:{b43}="},
    {"poetry.lock", "    {\"file\" = \"pyjwt-2.8.0.tar.gz\", hash = \"sha256:{h64}\"},"},
    {"pip hash", "cryptography==42.0.{d1} --hash=sha256:{h64}"},
    {"Nix", "sha256 = \"{l52}\"; hash = \"sha256-{b43}=\";"},
    {"Bazel", "sha256 = \"{h64}\", integrity = \"sha256-{b43}=\""},
    {"webpack",
     "dist/assets/index-{s8}.js  142.{d2} kB \xE2\x94\x82 gzip: 45.1 kB\nauth.{h20}.chunk.js"},
    {"CSS module", ".Password_input__{a5} .css-{l6} { color: #{h6} }"},
    {"CSS", ".sk-fading-circle .sk-circle{d2}:before { animation-delay: -1.{d1}s }"},
    {"minified",
     "function e(t,n){var r=t.key,o=n.token;return r?a(r,o):null}var "
     "k={a:1,key:\"{l4}\",b:function(){return this.password}}"},
    {"source map", "\"mappings\":\"AAAA;AACA,SAAS,{L40},CAAC;{L40}\""},
    {"sourceMappingURL", "//# sourceMappingURL=data:application/json;base64,{b300}"},
    {"image", "<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA{b400}==\">"},
    {"image block",
     "{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo{b600}\"}"},
    {"image of a JPEG", "\"data\": \"/9j/4AAQSkZJRgABAQ{b800}\""},
    {"font", "src: url(data:font/woff2;base64,d09GMgABAAAA{b300})"},
    {"SVG path", "<path d=\"M{d2}.{d2} {d2}.5c0-1.1.9-2 2-2h{d2}v{d2}.{d3}z\"/>"},
    {"hex dump", "000{h1}{h4}0: {h4} {h4} {h4} {h4} {h4} {h4} {h4} {h4}  ................"},
    {"C array", "static const uint8_t key_schedule[] = {0x{h2}, 0x{h2}, 0x{h2}, 0x{h2} };"},
    {"certificate", "-----BEGIN CERTIFICATE-----\nMIID{b60}\n{b64}\n-----END CERTIFICATE-----"},
    {"public key",
     "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A{b32}\n-----END PUBLIC KEY-----"},
    {"ssh public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b43} a@host"},
    {"ssh fingerprint", "256 SHA256:{b43} a@host (ED25519)"},
    {"known hosts", "github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABg{b300}="},
    {"public keys by name",
     "\"public_key\": \"{h64}\", NEXT_PUBLIC_KEY_ID=\"{h20}\", publishableKey: 'pk_test_{a24}'"},
    // Code that speaks of secrets.
    {"call", "const token = getToken(user.id, {d3});\nlet apiKey = await fetchApiKey(region{d1});"},
    {"environment",
     "const apiKey = process.env.API_KEY_{d1};\nkey = os.environ[\"SECRET_KEY_{d2}\"]\nkey := "
     "os.Getenv(\"DB_PASSWORD\")"},
    {"interpolation",
     "headers: {\"Authorization\": `Bearer ${token{d2}}`, 'X-Key': `${config.key}` }"},
    {"shell reference",
     "curl -H \"Authorization: Bearer $TOKEN_{d1}\" -u \"$USER:$PASSWORD\" "
     "https://api.example.net"},
    {"GitHub Actions", "env:\n  NPM_TOKEN: ${{ secrets.NPM_TOKEN_{d1} }}"},
    {"Kubernetes reference",
     "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: app-{l5}\n      key: "
     "db-password"},
    {"Terraform reference",
     "  password = var.db_password_{d1}\n  token = data.vault_generic_secret.ci.data[\"token\"]"},
    {"vault reference",
     "API_KEY=op://Private/api/credential{d1}\nsecret: vault:secret/data/app#key"},
    {"types",
     "interface Login { password: string; token?: string; apiKey: string | null; expires{d1}: "
     "number }"},
    {"class",
     "class Credentials{d1}:\n    password: str\n    token: Optional[str] = None\n    api_key: "
     "SecretStr = Field(...)"},
    {"schema",
     "CREATE TABLE users{d2} (password_hash TEXT NOT NULL, reset_token VARCHAR(255), api_key_id "
     "INTEGER)"},
    {"lexer",
     "Token token = lexer.next_token();\nif (token.kind == TokenKind::Identifier{d1}) keyword = "
     "keywords[token.text];"},
    {"counts",
     "\"usage\":{\"input_tokens\":{d5},\"cache_read_input_tokens\":{d6},\"max_tokens\": {d4}}"},
    {"props",
     "<Row key={item.id{d1}} keyboardShouldPersistTaps=\"handled\" tokenizer={tokenizer} />"},
    {"form",
     "<input type=\"password\" name=\"password{d1}\" autocomplete=\"current-password\" "
     "placeholder=\"Enter your password\">"},
    {"labels",
     "\"password\": \"Passwort\", \"forgotPassword\": \"Passwort vergessen?\", \"token_{d1}\": "
     "\"Zugangsschl\xC3\xBCssel\""},
    {"validation",
     "password: z.string().min({d1}), token: yup.string().required('Token is required')"},
    {"test",
     "expect(response.body.token).toBeDefined();\nexpect(hashPassword('password')).not.toBe('"
     "password'); // {d2}"},
    {"error",
     "Error: invalid token at position {d3}: unexpected token '<'\n401 Unauthorized: missing API "
     "key"},
    {"imports",
     "import { getSecretValue{d1} } from '@aws-sdk/client-secrets-manager';\nfrom jose import jwt, "
     "JWTError"},
    {"paths",
     "/etc/ssl/private/server-{l6}.key src/auth/passwordReset{d1}.test.tsx ~/.ssh/id_ed25519"},
    {"path as value",
     "tls_private_key: "
     "/etc/ssl/private/server-{l6}.pem\nSECRET_FILE=/run/secrets/db_password_{d1}"},
    {"keys of settings",
     "\"editor.tokenColorCustomizations\": {}, \"key\": \"ctrl+shift+{l1}\", \"command\": "
     "\"workbench.action.{L9}\""},
    {"cache key", "key: ${{ runner.os }}-node-${{ hashFiles('**/package-lock.json') }}-v{d1}"},
    {"cursor",
     "\"next_page_token\": \"{s40}\", \"cursor\": \"{b40}==\", \"continuationToken\": \"{s60}\""},
    {"primary key",
     "PRIMARY KEY (tenant_id, key{d1}), FOREIGN KEY (token_id) REFERENCES tokens(id)"},
    {"hashes of passwords' columns", "SELECT password_hash, salt FROM users WHERE id = {d4}"},
    // Placeholders.
    {"example file",
     "API_KEY=your_api_key_here\nDB_PASSWORD=changeme\nSECRET_KEY=<generate-me-{d1}>\nTOKEN="},
    {"stars", "password: ********, token: ghp_****************************{l4}, key=sk-...{a4}"},
    {"documentation",
     "Set `OPENAI_API_KEY=sk-your-key-here` or pass `--api-key YOUR_API_KEY_{d1}`"},
    {"documentation, URL",
     "postgres://user:password@localhost:5432/db{d1} and https://<token>@github.com/a/b"},
    {"documentation, AWS", "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\nregion = eu-west-{d1}"},
    {"documentation, curl",
     "curl -H 'Authorization: Bearer <your-token>' -d '{\"password\":\"<password>\"}' "
     "https://api.example.net/v{d1}"},
    {"redacted",
     "token=[REDACTED] password=<hidden> api_key=XXXXXXXXXXXXXXXX{d2} Authorization: ***"},
    // Prose and figures.
    {"prose",
     "The password must have at least {d2} characters; the token expires after {d3} seconds and "
     "the key is never stored."},
    {"prose with a name",
     "We use a secret: the key is to be patient. My password manager is fine{d1}. Token: see "
     "below."},
    {"headline",
     "## Secrets & tokens {d1}\n- Authentication: OAuth2\n- Token type: bearer\n- Passwords: "
     "hashed with argon2id"},
    {"versions",
     "node v22.{d2}.1, npm 10.{d1}.2, \"jsonwebtoken\": \"^9.0.{d1}\", "
     "token-bucket@1.{d1}.0-beta.3"},
    {"times", "2026-11-{d2}T21:14:03.{d3}Z auth: token refreshed in {d3}ms"},
    {"listing",
     "-rw-r--r-- 1 user user {d5} Nov 20 21:{d2} secrets.example.yaml\n-rw------- 1 user user {d4} "
     "id_rsa.pub"},
    {"stack trace",
     "    at verifyToken{d1} (/app/node_modules/jsonwebtoken/verify.js:{d3}:17)\n    at "
     "Layer.handle"},
    {"symbols", "_ZN5baton6redact{d2}find_assignmentERNS0_4ScanEm _ZNSt3__112basic_string"},
    {"regular expression",
     "const PASSWORD_RE = /^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d@$!%*?&]{{d1},}$/;"},
    {"commands",
     "kubectl get secret app-{l5} -o yaml && npm token list && gh auth status && mkdir -p src/{l8} "
     "&& cp -p a b"},
    {"options",
     "openssl genrsa -out key-{l4}.pem 4096; ssh -p 2222 a@host; python -u run.py; docker run -p "
     "80:80 -u 1000:1000 app"},
    {"URL",
     "https://example.net/reset-password?lang=en&page={d2}#token-{l6} "
     "https://github.com/a/b/blob/{h40}/README.md"},
    {"mail", "Message-ID: <{a20}.{a10}@mail.example.net>\nboundary=\"----=_Part_{d6}_{d9}.{d13}\""},
    {"licence text",
     "Permission is hereby granted, free of charge, to any person obtaining a copy ({d4})"},
    {"ids of models",
     "model=\"claude-sonnet-4-{d8}\", tokenizer='cl100k_base', \"key_size\": {d4}"},
    {"embedding", "\"embedding\": [0.{d8}, -0.{d8}, 0.{d8}], \"tokens\": [{d4}, {d5}, {d3}]"},
    {"translation keys", "t('auth.password.reset.title{d1}') i18nKey=\"settings.apiKeys.create\""},
    {"URL-safe slugs", "https://medium.com/@a/how-to-store-api-keys-and-secrets-safely-{h12}"},
};

}  // namespace

std::span<const OrdinaryKind> ordinary_kinds() { return kOrdinaryKinds; }

}  // namespace baton::test
