// The Worker, but a request with X-Trap makes its instance of the core trap, as a bug would: room for 4 GB
// is asked for when the next effect of whatever request is replied to. One with X-Core is told what the
// instance holds.

import worker from '../../wasm/worker/worker.mjs';
import {core} from '../../wasm/worker/cores.mjs';

export {Live} from '../../wasm/worker/worker.mjs';

function setTrap() {
  const instance = core();
  instance.reply = () => {
    Reflect.deleteProperty(instance, 'reply');
    return instance.request(0, /** @type {any} */ ({length: 4_000_000_000}));
  };
}

export default {
  ...worker,
  /** @param {Request} request @param {import('../../wasm/worker/env.mjs').Env} env @param {ExecutionContext} context */
  async fetch(request, env, context) {
    if (request.headers.has('X-Core')) return Response.json({in_flight: core().inFlight, memory: core().memoryBytes});
    if (request.headers.has('X-Trap')) setTrap();
    return worker.fetch(request, env, context);
  },
};
