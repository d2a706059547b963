"""What a bulk run reads: from sources in any mix to a stream of items, one per article."""
