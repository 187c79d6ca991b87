"""The desks on screen where people hand in and look after data: uploads, answers, records, evidence."""
