'use strict';

const code = location.hash.slice(1);
const button = document.getElementById('make');
const said = document.getElementById('said');

// The code stays out of the browser's history.
history.replaceState(null, '', location.pathname);

button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    const response = await fetch('/api/v1/setup', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const answer = await response.json();
    if (response.ok) {
      said.textContent = 'Keep this token: it is shown only now. Send it as "Authorization: Bearer …".';
      document.getElementById('token').textContent = answer.token;
    } else {
      said.textContent = answer.detail;
    }
  } catch {
    said.textContent = 'The server cannot be reached; is it still running?';
    button.disabled = false;
  }
});
