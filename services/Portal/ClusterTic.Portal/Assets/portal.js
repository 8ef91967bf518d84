// The page works without this. It shows that something is on its way, and keeps a second tap from sending twice.
(() => {
  const line = document.createElement('div');
  line.className = 'progress-line';
  line.setAttribute('role', 'progressbar');
  line.setAttribute('aria-hidden', 'true');
  let timer;
  const start = () => {
    // Quick answers need no sign.
    timer = setTimeout(() => document.body.append(line), 120);
  };
  const stop = () => {
    clearTimeout(timer);
    line.remove();
    document.querySelectorAll('[aria-busy=true]').forEach(button => {
      button.removeAttribute('aria-busy');
      button.disabled = false;
    });
  };

  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    start();
  });

  document.addEventListener('submit', event => {
    if (event.defaultPrevented) return;
    const button = event.submitter ?? event.target.querySelector('button[type=submit]');
    if (button) {
      if (button.getAttribute('aria-busy') === 'true') {
        event.preventDefault();
        return;
      }
      button.setAttribute('aria-busy', 'true');
      // After the form's data are collected, else the button's own value would be missing.
      setTimeout(() => { button.disabled = true; });
    }
    // Empty filters make long addresses.
    if (event.target.method === 'get')
      for (const field of event.target.elements)
        if (field.name && field.value === '') {
          field.disabled = true;
          setTimeout(() => { field.disabled = false; });
        }
    start();
  });

  // Coming back from the browser's cache the page is as it was left.
  addEventListener('pageshow', stop);

  // The menu closes like any other: with Escape, or by a click beside it.
  const menu = document.querySelector('.menu');
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && menu?.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('click', event => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
})();
