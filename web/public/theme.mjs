// Before the first paint, so that a theme that was chosen does not flash. A classic script.
{
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
