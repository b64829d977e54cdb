"""Finding Japanese text (全文検索): what a text is found under, what a question asks for, where it was found."""
