// Whom Cloudflare Access let in: it stands before the Worker and signs a JSON Web Token for each request.
// https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/

/**
 * @import {Env} from './env.mjs'
 * @typedef {{iss: string, aud: string | string[], exp: number, nbf?: number}} Claims
 */

const RSA = {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'};
const FRESH = 3_600_000;

/** The keys of the issuer, by id; fetched anew for an id that is not among them, and every hour. */
const keys = {at: 0, /** @type {Map<string, CryptoKey>} */ byId: new Map()};

/** @param {string} part base64url */
function bytesOf(part) {
  const text = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** @param {string} part */
const jsonOf = (part) => JSON.parse(new TextDecoder().decode(bytesOf(part)));

/** @param {string} issuer */
async function fetchKeys(issuer) {
  const response = await fetch(`${issuer}/cdn-cgi/access/certs`, {signal: AbortSignal.timeout(5000)});
  /** @type {{keys: (JsonWebKey & {kid: string})[]}} */
  const certificates = await response.json();
  const imported = certificates.keys.map(async (key) =>
    /** @type {const} */ ([key.kid, await crypto.subtle.importKey('jwk', key, RSA, false, ['verify'])]));
  keys.byId = new Map(await Promise.all(imported));
  keys.at = Date.now();
}

/** @param {string} issuer @param {string} id */
async function keyOf(issuer, id) {
  const stale = Date.now() - keys.at > FRESH;
  if (stale || (!keys.byId.has(id) && Date.now() - keys.at > 10_000)) await fetchKeys(issuer);
  return keys.byId.get(id);
}

/** @param {Claims} claims @param {Env} env */
function holds({iss, aud, exp, nbf = 0}, env) {
  const now = Date.now() / 1000;
  return iss === env.ACCESS_ISSUER && [aud].flat().includes(env.ACCESS_AUDIENCE ?? '') && nbf <= now + 60 && now < exp;
}

/** @param {string} token @param {Env} env */
async function isSigned(token, env) {
  const [head, body, signature] = token.split('.');
  const {alg, kid} = jsonOf(head);
  const key = alg === 'RS256' && (await keyOf(/** @type {string} */ (env.ACCESS_ISSUER), kid));
  const signed = new TextEncoder().encode(`${head}.${body}`);
  return key && (await crypto.subtle.verify(RSA, key, bytesOf(signature), signed)) && holds(jsonOf(body), env);
}

/**
 * What the caller may do by Access; undefined where it is not set up, or the token is missing or wrong:
 * then the Worker asks for a token of its own.
 * @param {Request} request @param {Env} env
 */
export async function roleByAccess(request, env) {
  const token = request.headers.get('Cf-Access-Jwt-Assertion');
  if (!token || !env.ACCESS_ISSUER || !env.ACCESS_AUDIENCE) return undefined;
  try {
    return (await isSigned(token, env)) ? (env.ACCESS_ROLE ?? 'read') : undefined;
  } catch (error) {
    console.error(JSON.stringify({event: 'access_token_unreadable', error: String(error)}));
    return undefined;
  }
}
