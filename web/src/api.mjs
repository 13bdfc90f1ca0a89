// Asking the API. An answer that is none, and a server that cannot be reached, are failures with a sentence too.

export class Failure extends Error {
  /** @param {number} status 0 where the server was not reached @param {string} message @param {string} code @param {string} [field] */
  constructor(status, message, code, field) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** @type {Set<() => void>} */
const refused = new Set();
/** Calls back when the server asks for a token. @param {() => void} listener */
export const onRefused = (listener) => void refused.add(listener);

/** @param {Response} response */
export async function answerOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return {success: false, code: 'no_json', error: `The server answered ${response.status} without JSON. Is ${location.host} Baton?`};
  }
}

/** @param {unknown} error */
function unreached(error) {
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  return new Failure(0, 'The server cannot be reached. Is it running?', 'unreachable');
}

/** What the answer says, or its failure. @param {number} status @param {any} answer */
export function checked(status, answer) {
  if (answer.success) return answer;
  if (status === 401) refused.forEach((listener) => listener());
  throw new Failure(status, answer.error, answer.code, answer.field);
}

/** @typedef {{method?: string, body?: unknown, signal?: AbortSignal}} Asked */

/** @param {string} target @param {Asked} asked @param {Record<string, string>} [more] */
export function send(target, {method, body, signal}, more) {
  const json = body !== undefined && !(body instanceof Blob) && typeof body !== 'string';
  const headers = /** @type {Record<string, string>} */ (json ? {'Content-Type': 'application/json'} : body ? {'Content-Type': 'application/octet-stream'} : {});
  return fetch(target, {
    method: method ?? (body === undefined ? 'GET' : 'POST'), signal, headers: {...headers, ...more},
    body: json ? JSON.stringify(body) : /** @type {BodyInit | undefined} */ (body),
  }).catch((error) => Promise.reject(unreached(error)));
}

/** The whole answer. @param {string} target @param {Asked} [asked] @returns {Promise<any>} */
export async function askWhole(target, asked = {}) {
  const response = await send(target, asked);
  return checked(response.status, await answerOf(response));
}

/** The `data` of an answer. @param {string} target @param {Asked} [asked] */
export const ask = async (target, asked) => (await askWhole(target, asked)).data;

/** `path?a=b` of what is neither empty nor absent. @param {string} path @param {Record<string, unknown>} query */
export function withQuery(path, query) {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path;
}
