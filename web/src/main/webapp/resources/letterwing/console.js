// Tells the server in which time zone the viewer is: times are written by it from the next page on.
(function () {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = 'LETTERWING_ZONE=' + encodeURIComponent(zone || '');
  if (zone && !document.cookie.split('; ').includes(told)) {
    document.cookie = told + '; Max-Age=31536000; SameSite=Strict' + (location.protocol === 'https:' ? '; Secure' : '');
  }
})();

// Buttons that copy a text, and say so.
document.addEventListener('click', function (event) {
  const button = event.target.closest('button[data-copy]');
  if (!button) {
    return;
  }
  const done = function () {
    const label = button.querySelector('.lw-copy-text');
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(function () { label.textContent = before; }, 2000);
  };
  if (navigator.clipboard) {
    navigator.clipboard.writeText(button.dataset.copy).then(done);
  } else { // without TLS browsers have no other way
    const area = document.createElement('textarea');
    area.value = button.dataset.copy;
    document.body.appendChild(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
    done();
  }
});

// A box that marks all rows of a table's page.
document.addEventListener('change', function (event) {
  const table = event.target.dataset.mark && document.getElementById(event.target.dataset.mark);
  if (table) {
    table.querySelectorAll('input[type=checkbox]').forEach(function (box) { box.checked = event.target.checked; });
  }
});

// On a telephone the sections are a row to push: the one that is shown is in sight.
document.addEventListener('DOMContentLoaded', function () {
  const here = document.querySelector('.lw-nav a[aria-current]');
  const row = here && here.closest('.lw-nav');
  if (row) {
    row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }
});
