/**
 * What wrangler.toml binds.
 * @typedef {object} Env
 * @property {D1Database} DB
 * @property {Fetcher} ASSETS
 * @property {DurableObjectNamespace<import('./live.mjs').Live>} LIVE
 * @property {RateLimit} TOKEN_LIMIT
 * @property {RateLimit} ADDRESS_LIMIT
 * @property {string} [BATON_ADMIN_TOKEN]  a secret: the first admin's token
 * @property {string} [ACCESS_ISSUER]  of Cloudflare Access: https://TEAM.cloudflareaccess.com
 * @property {string} [ACCESS_AUDIENCE]  its application's audience tag
 * @property {'read' | 'write' | 'admin'} [ACCESS_ROLE]  what those may do whom it lets in; read if absent
 * @property {string} [LOCAL_OPEN]  "1" asks no token on a loopback address
 */
export {};
