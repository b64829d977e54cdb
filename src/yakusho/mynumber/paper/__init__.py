"""Applications on paper (紙の申請): forms printed for each household from the register, and what comes back by post."""
