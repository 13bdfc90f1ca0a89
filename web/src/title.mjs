import {useEffect} from 'preact/hooks';

/** The window's title. @param {string | undefined} name */
export function useTitle(name) {
  useEffect(() => {
    document.title = name ? `${name} · Baton` : 'Baton';
  }, [name]);
}
