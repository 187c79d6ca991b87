"""Why the store cannot be used, in words for a person."""


class StoreError(Exception):
    """The store cannot be used; the message is one Chinese sentence that says why and what to do."""


class StoreBusy(StoreError):
    """Another program holds the store longer than we wait."""


class StoreUnreachable(StoreError):
    """The store does not answer, or is not where it was: it may be back any moment, and nothing is lost."""


class StoreFull(StoreError):
    """There is no room to write."""


class StoreReadOnly(StoreError):
    """The store may be read and not written."""


class StoreDamaged(StoreError):
    """What is stored is not what we wrote, or is none of ours."""


class StoreNewer(StoreError):
    """A newer release has made the store."""
