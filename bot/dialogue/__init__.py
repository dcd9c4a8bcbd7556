"""The form engine: steps as data, one engine, screens as plain values. Pure: no Telegram, no database."""
