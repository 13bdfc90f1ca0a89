// The order of functions in which gzip, that sees a repetition only within 32 kB, finds the most.

/** Likeness is counted in pieces of so many bytes. */
const PIECE = 6;
/** A piece that more functions than this have says nothing. */
const COMMON = 30;
/** How far back a repetition is expected to be found, in bytes of code. */
const SIGHT = 24_000;
/** Bytes: so that a function of a few is not taken for like everything. */
const SMALL = 50;

/**
 * The pieces that are worth knowing: of each function, and who has them.
 * @param {Uint8Array[]} bodies
 */
function piecesOf(bodies) {
  /** @type {Map<string, number[]>} */
  const owners = new Map();
  bodies.forEach((body, i) => {
    const text = Buffer.from(body).toString('latin1');
    const own = new Set();
    for (let at = 0; at + PIECE <= text.length; ++at) own.add(text.slice(at, at + PIECE));
    for (const piece of own) {
      const all = owners.get(piece);
      if (all) all.push(i);
      else owners.set(piece, [i]);
    }
  });
  const shared = [...owners.values()].filter((all) => all.length > 1 && all.length <= COMMON);
  /** @type {number[][]} */
  const pieces = bodies.map(() => []);
  shared.forEach((all, piece) => all.forEach((i) => pieces[i].push(piece)));
  return {pieces, owners: shared};
}

/**
 * Each next function is the one of which most was to be seen just before it.
 * @param {Uint8Array[]} bodies @returns {number[]} their numbers
 */
export function functionOrder(bodies) {
  const {pieces, owners} = piecesOf(bodies);
  const seen = owners.map(() => 0);
  const known = bodies.map(() => 0);
  /** @param {number} i */
  const enter = (i) => pieces[i].forEach((piece) => {
    if (seen[piece]++ === 0) owners[piece].forEach((owner) => ++known[owner]);
  });
  /** @param {number} i */
  const leave = (i) => pieces[i].forEach((piece) => {
    if (--seen[piece] === 0) owners[piece].forEach((owner) => --known[owner]);
  });
  /** @param {number} i */
  const likeness = (i) => known[i] / (bodies[i].length + SMALL);

  const left = new Set(bodies.keys());
  const order = [];
  for (let oldest = 0, inSight = 0; left.size > 0;) {
    let best = -1;
    for (const i of left) if (best < 0 || likeness(i) > likeness(best)) best = i;
    left.delete(best);
    order.push(best);
    enter(best);
    inSight += bodies[best].length;
    for (; inSight > SIGHT && oldest < order.length - 1; ++oldest) {
      leave(order[oldest]);
      inSight -= bodies[order[oldest]].length;
    }
  }
  return order;
}
