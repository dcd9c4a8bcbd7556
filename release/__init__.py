"""Making a release: what is in it (SBOM), what is known against it (audit), the signed tag."""
