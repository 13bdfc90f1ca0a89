// The Worker: the API by the core, everything else from the assets. A path that is neither and that a
// browser goes to is one of the page's own, as native/server/pages has it.

import {exchange} from './exchange.mjs';
import {upkeep} from './upkeep.mjs';
import {Live, liveOf} from './live.mjs';

/** @import {Env} from './env.mjs' */

export {Live};

/** @param {Request} request */
function followsLog(request) {
  return request.headers.get('Upgrade')?.toLowerCase() === 'websocket' &&
    new URL(request.url).pathname === '/api/events/ws';
}

/** @param {Request} request */
function isOfThePage(request) {
  const {pathname} = new URL(request.url);
  return ['GET', 'HEAD'].includes(request.method) && request.headers.get('Accept')?.includes('text/html') &&
    !pathname.startsWith('/api/') && !/\.[^/]*$/.test(pathname);
}

export default {
  /** @param {Request} request @param {Env} env @param {ExecutionContext} context */
  async fetch(request, env, context) {
    if (followsLog(request)) return liveOf(env).fetch(request);
    if (isOfThePage(request)) return env.ASSETS.fetch(new Request(new URL('/', request.url), request));
    return exchange(request, env, context);
  },

  /** The daily upkeep. @param {ScheduledController} controller @param {Env} env @param {ExecutionContext} context */
  async scheduled(controller, env, context) {
    await upkeep(env, context);
  },
};
