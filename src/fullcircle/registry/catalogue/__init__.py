"""Services, job types, closing forms, price lists."""
