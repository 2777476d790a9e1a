"""Accounts: by invitation or by an operator, never by signing up alone; what proves who somebody is.

allauth does the work; this folder says how it does it here.

| file | what it decides |
|---|---|
| `adapter` | no signing up, mail through the outbox, one page for too many tries |
| `backend` | who an address names, and that every wrong login costs one password hash |
| `letters` | the words of mail about accounts |
| `passwords` | what is no password, besides Django's own rules |
| `tokens` | how long a link that opens an account is good |
| `second_factor`, `sealing` | who needs a second factor, how its secret is kept |
| `provider` | signing in with the identity provider of the operator's choice (OpenID Connect) |
| `devices` | a browser's description in words |
| `said` | words of the libraries that we say anew |
"""
