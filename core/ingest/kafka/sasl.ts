/** Ways to sign in: RFC 4616, RFC 7677, and the latter with SHA-512. */
export const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const
