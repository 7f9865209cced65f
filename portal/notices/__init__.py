"""Notices: e-mails that wait to be sent, who asked for which, and the links to stop them."""
