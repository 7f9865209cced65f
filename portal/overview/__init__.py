"""Home pages: the company's, and what needs you."""
