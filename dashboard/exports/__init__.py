"""Files that go out: exports and templates, marked workbooks, the ledger, receipts."""
