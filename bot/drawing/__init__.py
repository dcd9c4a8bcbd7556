"""Pictures: SVG built out of data (pure), and turned into PNG where it is sent."""
