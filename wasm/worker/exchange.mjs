// A request of the web for the core, and its response back.

import {Lost, answer} from '../core.mjs';
import {roleByAccess} from './cloudflare_access.mjs';
import {core, drop} from './cores.mjs';
import {runBatch} from './d1.mjs';
import {count, figures} from './figures.mjs';
import {liveOf} from './live.mjs';

/**
 * @import {Core, Host, RequestHeader, Response as Answer} from '../core.mjs'
 * @import {Env} from './env.mjs'
 * @typedef {Pick<ExecutionContext, 'waitUntil'>} Context
 */

const NOTHING = new Uint8Array(0);
const READS = ['GET', 'HEAD'];

/** An answer like those of the core, where the core itself gives none. */
/** @param {number} status @param {string} code @param {string} error @param {Record<string, string>} [headers] */
export function refusal(status, code, error, headers) {
  return Response.json({success: false, error, code}, {status, headers});
}

/**
 * What a gzipped body holds, null if it is none. No more is unpacked than shows that there is too much.
 * @param {ReadableStream<Uint8Array>} body @param {number} limit
 */
async function unpacked(body, limit) {
  const pieces = [];
  let length = 0;
  try {
    for await (const piece of body.pipeThrough(new DecompressionStream('gzip'))) {
      pieces.push(piece);
      length += piece.length;
      if (length > limit) break;
    }
  } catch {
    return null;
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer()).subarray(0, limit + 1);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function gzipped(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * At most `limit` bytes and one, by which the core knows that there were more.
 * @param {Request} request @param {number} limit
 */
async function bodyOf(request, limit) {
  if (!request.body) return NOTHING;
  if (Number(request.headers.get('Content-Length')) > limit) return new Uint8Array(limit + 1);
  if (request.headers.get('Content-Encoding') === 'gzip') return unpacked(request.body, limit);
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > limit ? bytes.subarray(0, limit + 1) : bytes;
}

/** The pieces of a body, none kept. @param {Request} request */
function piecesOf(request) {
  const reader = request.body?.getReader();
  return async () => (await reader?.read())?.value ?? null;
}

/**
 * @param {Env} env @param {Context} context @param {() => Promise<Uint8Array | null>} nextPiece
 * @returns {Host}
 */
function hostOf(env, context, nextPiece) {
  return {
    batch: (statements) => runBatch(env.DB, statements),
    now: () => Date.now(),
    entropy: (count) => crypto.getRandomValues(new Uint8Array(count)),
    nextPiece,
    limit: async (key) => (await limiterOf(env, key).limit({key})).success,
    key: (name) => keyNamed(env, name),
    provide: async (what, input) => (what === 'gzip' ? gzipped(input) : what === 'figures' ? figures(env.DB) : null),
    publish: () => context.waitUntil(liveOf(env).nudge()),
  };
}

/**
 * A secret that may be a model's key; core/models/key_name.hpp says which.
 * @param {Env} env @param {string} name
 */
function keyNamed(env, name) {
  if (!/^([A-Z][A-Z0-9_]*_API_KEY|HF_TOKEN|HUGGING_FACE_TOKEN|BATON_KEY_[A-Z0-9_]+)$/.test(name)) return undefined;
  const key = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (env))[name];
  return typeof key === 'string' ? key : undefined;
}

/** What a key counts against: "token:…" or "address:…". @param {Env} env @param {string} key */
function limiterOf(env, key) {
  return key.startsWith('token:') ? env.TOKEN_LIMIT : env.ADDRESS_LIMIT;
}

/** @param {Request} request @param {Env} env @param {boolean} trusted @returns {Promise<RequestHeader>} */
async function headerOf(request, env, trusted) {
  const url = new URL(request.url);
  const role = trusted || isOpen(url, env) ? 'admin' : env.ACCESS_ISSUER && (await roleByAccess(request, env));
  const open = Boolean(role);
  return {
    method: request.method,
    target: url.pathname + url.search,
    headers: [...request.headers],
    token_required: !open,
    access: role || undefined,
    rate_limited: !open,
    client: request.headers.get('CF-Connecting-IP') ?? '',
    secure: url.protocol === 'https:',
    admin_token: env.BATON_ADMIN_TOKEN ?? '',
  };
}

/**
 * Whether everyone may do everything: on a developer's machine, where LOCAL_OPEN is set.
 * @param {URL} url @param {Env} env
 */
function isOpen(url, env) {
  return env.LOCAL_OPEN === '1' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** @param {string} method @param {Answer} answered */
function responseOf(method, {status, headers, body}) {
  return new Response(method === 'HEAD' ? null : body, {status, headers});
}

/** A response that is sent in pieces once the core says so. */
class Pieces {
  /** @type {WritableStreamDefaultWriter<Uint8Array> | undefined} */
  #writer;
  /** @type {(response: Response) => void} */
  #begin = () => {};
  /** @type {Promise<Response>} the response, when its first piece was sent */
  begun = new Promise((resolve) => {
    this.#begin = resolve;
  });

  /** @param {Answer} part */
  async send({status, headers, body}) {
    if (!this.#writer) {
      const {readable, writable} = new TransformStream();
      this.#writer = writable.getWriter();
      this.#begin(new Response(readable, {status, headers}));
    }
    await this.#writer.write(body);
  }

  /** Sends the last piece. @param {Answer} rest @returns {Promise<boolean>} false if nothing was sent in pieces */
  async end({body}) {
    if (!this.#writer) return false;
    await this.#writer.write(body);
    await this.#writer.close();
    return true;
  }

  /** Breaks the response off. @param {unknown} error @returns {Promise<boolean>} false if it has not begun */
  async fail(error) {
    await this.#writer?.abort(error);
    return Boolean(this.#writer);
  }
}

/**
 * Answers by one instance. A trap is logged and the instance dropped.
 * @param {Core} instance @param {Request} request @param {RequestHeader} header
 * @param {Env} env @param {Context} context
 */
async function attempt(instance, request, header, env, context) {
  const streamed = instance.streamsBody(header.method, header.target);
  const body = streamed ? NOTHING : await bodyOf(request, instance.bodyLimit);
  if (!body) return refusal(400, 'malformed_gzip', 'The body is not gzip, as Content-Encoding says.');
  const pieces = new Pieces();
  const host = hostOf(env, context, streamed ? piecesOf(request) : async () => null);
  host.sendPiece = (part) => pieces.send(part);
  const whole = answerAll(instance, request, header, body, host, pieces);
  context.waitUntil(whole.catch(() => {}));
  return (await Promise.race([whole, pieces.begun])) ?? pieces.begun;
}

/**
 * The response, or null if it was sent in pieces.
 * @param {Core} instance @param {Request} request @param {RequestHeader} header @param {Uint8Array} body
 * @param {Host} host @param {Pieces} pieces @returns {Promise<Response | null>}
 */
async function answerAll(instance, request, header, body, host, pieces) {
  try {
    const began = Date.now();
    const answered = await answer(instance, header, body, host, request.signal);
    count(answered.route, answered.status, Date.now() - began);
    return (await pieces.end(answered)) ? null : responseOf(header.method, answered);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) drop(instance);
    if (await pieces.fail(error)) logged(error, request);
    throw error;
  }
}

/** @param {unknown} error @param {Request} request */
function logged(error, request) {
  const id = request.headers.get('CF-Ray') ?? crypto.randomUUID();
  const {pathname} = new URL(request.url);
  const text = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({event: 'request_failed', id, method: request.method, path: pathname, error: text}));
  return id;
}

/**
 * Answers a request, whatever happens. Where another request's trap took the instance away, a read is
 * run again on a new one.
 * @param {Request} request @param {Env} env @param {Context} context
 * @param {{trusted?: boolean, again?: boolean}} [options] trusted: the Worker itself asks, and may do everything
 * @returns {Promise<Response>}
 */
export async function exchange(request, env, context, {trusted = false, again = true} = {}) {
  try {
    return await attempt(core(), request, await headerOf(request, env, trusted), env, context);
  } catch (error) {
    if (error instanceof Lost) {
      if (again && READS.includes(request.method)) return exchange(request, env, context, {trusted, again: false});
      return refusal(503, 'restarted', 'The server restarted during the request: ask whether it was done, then send it again.', {'Retry-After': '1'});
    }
    if (request.signal.aborted) return refusal(499, 'gone', 'Nobody waits for the answer.');
    const id = logged(error, request);
    return refusal(500, 'internal', `The server failed. The log has more under ${id}.`, {'X-Request-Id': id});
  }
}
