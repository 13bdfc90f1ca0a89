// The Worker: the API by the core, everything else from the assets.

import {exchange} from './exchange.mjs';
import {Live, liveOf} from './live.mjs';

/** @import {Env} from './env.mjs' */

export {Live};

/** @param {Request} request */
function followsLog(request) {
  return request.headers.get('Upgrade')?.toLowerCase() === 'websocket' &&
    new URL(request.url).pathname === '/api/events/ws';
}

export default {
  /** @param {Request} request @param {Env} env @param {ExecutionContext} context */
  async fetch(request, env, context) {
    if (followsLog(request)) return liveOf(env).fetch(request);
    return exchange(request, env, context);
  },
};
