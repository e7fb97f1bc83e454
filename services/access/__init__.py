"""Access: who may sign in, which device may check guests in, and the trail of everything that was done.

Announces AccountOpened, AccountClosed, PasswordSet, SignedIn, SignInRefused, SignedOut, DeviceEnrolled,
DeviceRevoked. Listens to every kind of event: the trail is built from what was announced and is only ever
added to.
"""
