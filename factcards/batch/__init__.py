"""Many articles to many cards: processes that check, one loop that asks, one store."""
