"""An extract of WordNet 3.1: English synonyms, wider words and antonyms, by stem.

The licence of the data is beside it; `make wordnet` builds it anew.
"""

from factcards.verify.wordnet.table import antonyms, knows, synonyms, wider

__all__ = ["antonyms", "knows", "synonyms", "wider"]
