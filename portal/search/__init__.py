"""Search: the index that rooms write to, held inside the same walls as what it points at."""
