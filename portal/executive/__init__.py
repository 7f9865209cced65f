"""Notices that an executive body gives before it decides (SI 2012/2089)."""
