"""Short, structured summaries of articles whose every claim is checked against the text."""
