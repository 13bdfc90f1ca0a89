import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {html} from '../html.mjs';
import {usePages} from '../paged.mjs';
import {joined} from '../turns.mjs';
import {Empty, Problem, Waiting} from '../ui/basics.mjs';
import {Turns} from '../ui/turns.mjs';

const A_PAGE = 100;

/** Brings the turn of the address into view, unfolded. @param {number} number @param {boolean} there */
function useTarget(number, there) {
  const done = useRef(0);
  useEffect(() => {
    const element = there && done.current !== number && document.getElementById(`turn-${number}`);
    if (!element) return;
    done.current = number;
    if (element instanceof HTMLDetailsElement) element.open = true;
    element.scrollIntoView({block: 'center'});
    element.classList.add('aimed-at');
  });
}

/** @param {{more: () => void}} props */
function More({more}) {
  const element = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {rootMargin: '800px'});
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  });
  return html`<button ref=${element} class="button justify-self-center" onClick=${more}>More turns</button>`;
}

/** The turn that a result belongs to is its call's. @param {any[]} turns @param {number} number */
function shownNumber(turns, number) {
  const index = turns.findIndex((turn) => turn.turn_number === number);
  if (turns[index]?.kind !== 'tool_result') return number;
  for (let at = index - 1; at >= 0 && at > index - 20; --at) if (turns[at].kind === 'tool_call' && turns[at].tool === turns[index].tool) return turns[at].turn_number;
  return number;
}

/** @param {{session: any, query: URLSearchParams}} props */
export function SessionTurns({session, query}) {
  const target = Number(query.get('turn')) || 0;
  const [wanted, setWanted] = useState(Math.max(A_PAGE, target + 20));
  useEffect(() => setWanted((old) => Math.max(old, target + 20)), [target]);
  const {items, done, error, reload} = usePages(`/api/sessions/${session.id}/turns`, {limit: A_PAGE, wanted});
  const turns = useMemo(() => joined(items), [items]);
  useTarget(shownNumber(turns, target), items.length >= target || done);
  if (error) return html`<${Problem} error=${error} again=${reload} />`;
  if (items.length === 0) return done ? html`<${Empty} title="No turns yet"><p>Add some here, or run <code>baton save</code> or <code>baton done</code> where you work.</p></${Empty}>` : html`<${Waiting} />`;
  return html`<${Turns} turns=${turns} />${!done && html`<${More} more=${() => items.length >= wanted && setWanted(items.length + A_PAGE)} />`}`;
}
