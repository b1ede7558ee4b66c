"""Setting up a county and keeping it: the installation, the catalogue, the record of changes, backup."""
