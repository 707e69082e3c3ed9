import type { Act } from '../event/act.ts'

const certificate = /cert|x\.?509|smart|fido|webauthn|passkey|public ?key|pubkey|eap-tls/i
const federated = /saml|sso|oidc|oauth|kerberos|otp|token|push|duo|mfa|two|2fa/i

/**
 * 3 for what is bound to a device (certificate, FIDO), 2 for a one-time or federated proof, 1 for a password, and one
 * more for a second factor that was passed; after the assurance levels of NIST SP 800-63B. NaN where nothing is told.
 */
export function authenticationStrength({ authMethod, mfa }: Act): number {
  if (authMethod === '' && mfa === '') return NaN
  const first = certificate.test(authMethod) ? 3 : federated.test(authMethod) ? 2 : 1
  return first + (mfa === 'success' ? 1 : 0)
}
