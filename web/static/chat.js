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
