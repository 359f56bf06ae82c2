"""Names that the United Nations use and the locale data does not."""

NAMES = {
    "COD": {
        "en": "Democratic Republic of the Congo",
        "fr": "République démocratique du Congo",
        "es": "República Democrática del Congo",
    },
    "COG": {"en": "Congo", "fr": "Congo", "es": "Congo"},
    "TUR": {"en": "Türkiye"},
    "VNM": {"en": "Viet Nam", "fr": "Viet Nam", "es": "Viet Nam"},
}

ALSO_KNOWN_AS = {
    "congo-kinshasa": "COD",
    "dr congo": "COD",
    "drc": "COD",
    "great britain": "GBR",
    "ivory coast": "CIV",
    "rdc": "COD",
    "swaziland": "SWZ",
    "turkey": "TUR",
}
"""Names in use that neither ISO nor the locale data give, without accents and capitals."""
