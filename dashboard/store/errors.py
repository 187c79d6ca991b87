"""Why the store cannot be used, in words for a person."""


class StoreError(Exception):
    """The store cannot be used; the message is one Chinese sentence that says why and what to do."""


class StoreBusy(StoreError):
    """Another program holds the store longer than we wait."""
