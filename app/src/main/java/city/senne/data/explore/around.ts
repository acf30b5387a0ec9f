// The form that looks for the surroundings of an address: proposes places while somebody types, and takes the
// reader's own position. Without it the form works too, and asks which place is meant when several may be.

/** Before this many letters too much would fit. */
const FEWEST_LETTERS = 3
const PAUSE = 200

class SenneAround extends HTMLElement {
  private asked = 0
  private soon = 0

  connectedCallback() {
    const form = this.querySelector('form')!
    const input = form.querySelector<HTMLInputElement>('input[name="around"]')!
    input.addEventListener('input', () => {
      clearTimeout(this.soon)
      this.soon = window.setTimeout(() => void this.propose(input), PAUSE)
    })
    const here = form.querySelector<HTMLButtonElement>('button[data-here]')!
    here.hidden = !('geolocation' in navigator)
    here.addEventListener('click', () => this.locate(form, input, here))
  }

  private async propose(input: HTMLInputElement) {
    const text = input.value.trim()
    if (text.length < FEWEST_LETTERS) return
    const asked = ++this.asked
    const language = document.documentElement.lang
    try {
      const answer = await fetch(`/places?q=${encodeURIComponent(text)}&lang=${encodeURIComponent(language)}`)
      if (!answer.ok || asked !== this.asked) return
      const places = (await answer.json()) as { name: string }[]
      const options = places.map((place) => {
        const option = document.createElement('option')
        option.value = place.name
        return option
      })
      this.querySelector('datalist')!.replaceChildren(...options)
    } catch (failure) {
      // The form finds the place without proposals.
      console.warn(failure)
    }
  }

  private locate(form: HTMLFormElement, input: HTMLInputElement, here: HTMLButtonElement) {
    const told = form.querySelector('.around__told')!
    told.textContent = ''
    here.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        here.disabled = false
        input.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`
        form.requestSubmit()
      },
      () => {
        here.disabled = false
        told.textContent = here.dataset['failed'] ?? ''
      },
      { timeout: 10_000, maximumAge: 60_000 },
    )
  }
}

customElements.define('senne-around', SenneAround)
