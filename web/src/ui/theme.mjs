import {useState} from 'preact/hooks';

const stored = () => localStorage.getItem('theme') ?? 'system';

/** `system`, `light` or `dark`, and how to change it. @returns {[string, (theme: string) => void]} */
export function useTheme() {
  const [theme, setTheme] = useState(stored);
  return [theme, (next) => {
    if (next === 'system') {
      localStorage.removeItem('theme');
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem('theme', next);
      document.documentElement.dataset.theme = next;
    }
    setTheme(next);
  }];
}
