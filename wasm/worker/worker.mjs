// The Worker: the API by the core, everything else from the assets.

import {exchange} from './exchange.mjs';

/** @import {Env} from './env.mjs' */

export default {
  /** @param {Request} request @param {Env} env @param {ExecutionContext} context */
  async fetch(request, env, context) {
    return exchange(request, env, context);
  },
};
