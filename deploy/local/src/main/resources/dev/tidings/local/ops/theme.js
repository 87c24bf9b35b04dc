// Before anything is drawn, so that a dark page never flashes white.
(() => {
  const choices = ['system', 'light', 'dark'];
  const root = document.documentElement;

  function chosen() {
    try {
      const kept = localStorage.getItem('tidings.theme');
      return choices.includes(kept) ? kept : 'system';
    } catch {
      return 'system';
    }
  }

  function apply(choice) {
    if (choice === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', choice);
  }

  function choose(choice) {
    apply(choice);
    try {
      localStorage.setItem('tidings.theme', choice);
    } catch {
      // It lasts as long as the page then.
    }
  }

  apply(chosen());
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    let choice = chosen();
    const name = () => { button.textContent = `Theme: ${choice}`; };
    name();
    button.addEventListener('click', () => {
      choice = choices[(choices.indexOf(choice) + 1) % choices.length];
      choose(choice);
      name();
      document.dispatchEvent(new Event('theme'));
    });
  });
})();
