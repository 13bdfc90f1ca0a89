/**
 * What wrangler.toml binds.
 * @typedef {object} Env
 * @property {D1Database} DB
 * @property {Fetcher} ASSETS
 * @property {DurableObjectNamespace<import('./live.mjs').Live>} LIVE
 * @property {string} [LOCAL_OPEN]  "1" asks no token on a loopback address
 */
export {};
