"""Who pays: programmes, whom they pay for, what nobody pays, and what ends when."""
