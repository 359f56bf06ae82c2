"""Names of countries, and finding a country by one."""
