// What the page does more smoothly with JavaScript; it does all of it without.
import { initAll } from './govuk/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const status = document.querySelector('.app-status')

for (const form of document.querySelectorAll('form[data-asks]')) {
  form.addEventListener('submit', (event) => {
    if (document.body.hasAttribute('data-asking')) return event.preventDefault()
    document.body.setAttribute('data-asking', '')
    status.textContent = 'Looking…'
  })
}

// Coming back with the browser's own button shows the page as it was left.
addEventListener('pageshow', () => {
  document.body.removeAttribute('data-asking')
  if (status) status.textContent = ''
})

// The newest answer, where the address names it: read from its question on.
const newest = location.hash.startsWith('#answer-') && document.getElementById(location.hash.slice(1))
if (newest) newest.focus()

// Buttons that need JavaScript are shown where there is some.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText)
    document.querySelector('[data-copied]').textContent = 'Copied.'
  })
}
