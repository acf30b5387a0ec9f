// Passkeys: has the browser make one, or sign with one. Pages without this ask for a password as ever.

interface Described {
  type: 'public-key'
  id: string
}

interface Asked {
  challenge: string
  rpId: string
  allowCredentials: Described[]
  userVerification: UserVerificationRequirement
  timeout: number
}

interface Creation {
  challenge: string
  rp: PublicKeyCredentialRpEntity
  user: { id: string; name: string; displayName: string }
  pubKeyCredParams: PublicKeyCredentialParameters[]
  excludeCredentials: Described[]
  authenticatorSelection: AuthenticatorSelectionCriteria
  attestation: AttestationConveyancePreference
  timeout: number
}

const known = window.isSecureContext && 'PublicKeyCredential' in window

/** From base64url; browsers of some years ago have no function of their own for this. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const described = (each: Described) => ({ type: each.type, id: bytes(each.id) })

async function sign(asked: Asked): Promise<string> {
  const credential = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: asked.allowCredentials.map(described),
    },
  })) as PublicKeyCredential
  const answer = credential.response as AuthenticatorAssertionResponse
  return written(credential, {
    authenticatorData: text(answer.authenticatorData),
    signature: text(answer.signature),
    ...(answer.userHandle ? { userHandle: text(answer.userHandle) } : {}),
  })
}

async function make(creation: Creation): Promise<string> {
  const credential = (await navigator.credentials.create({
    publicKey: {
      ...creation,
      challenge: bytes(creation.challenge),
      user: { ...creation.user, id: bytes(creation.user.id) },
      excludeCredentials: creation.excludeCredentials.map(described),
    },
  })) as PublicKeyCredential
  const answer = credential.response as AuthenticatorAttestationResponse
  return written(credential, {
    attestationObject: text(answer.attestationObject),
    transports: answer.getTransports?.() ?? [],
  })
}

function written(credential: PublicKeyCredential, response: object): string {
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: {},
  })
}

/** A button that does something with a passkey, and says so when it did not work. */
abstract class PasskeyButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')
    if (!button || !known) return
    this.hidden = false
    button.addEventListener('click', async () => {
      const failed = this.querySelector<HTMLElement>('[data-failed]')!
      failed.textContent = ''
      button.disabled = true
      try {
        await this.go(this.querySelector('input')!, this.closest('form')!)
      } catch {
        // She changed her mind, has none here, or the server would not: whatever it was, she may try again.
        failed.textContent = failed.dataset['failed']!
      }
      button.disabled = false
    })
  }

  protected abstract go(input: HTMLInputElement, form: HTMLFormElement): Promise<void>
}

class UsePasskey extends PasskeyButton {
  protected async go(input: HTMLInputElement, form: HTMLFormElement) {
    const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')!
    const answer = await fetch(this.getAttribute('options')!, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ _csrf: token.value }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    input.value = await sign((await answer.json()) as Asked)
    if (this.hasAttribute('sends')) form.submit()
    else this.confirmed()
  }

  /** What would have been typed is not asked for any more. */
  private confirmed() {
    const typed = this.closest('confirm-person')?.querySelector<HTMLElement>('.confirm__typed')
    typed?.querySelectorAll('input').forEach((each) => (each.disabled = true))
    if (typed) typed.hidden = true
    this.querySelector('button')!.hidden = true
    const done = this.querySelector<HTMLElement>('[data-done]')!
    done.textContent = done.dataset['done']!
    done.tabIndex = -1
    done.focus()
  }
}

class MakePasskey extends PasskeyButton {
  protected async go(input: HTMLInputElement, form: HTMLFormElement) {
    input.value = await make(JSON.parse(this.getAttribute('options')!) as Creation)
    form.submit()
  }
}

customElements.define('use-passkey', UsePasskey)
customElements.define('make-passkey', MakePasskey)
