/** A long turn comes in pieces, one behind the other: as one again. @param {any[]} rows */
export function joined(rows) {
  /** @type {any[]} */
  const turns = [];
  for (const row of rows) {
    const before = turns.at(-1);
    if (row.piece > 0 && before?.turn_number === row.turn_number) turns[turns.length - 1] = {...before, content: before.content + row.content};
    else turns.push(row);
  }
  return turns;
}
