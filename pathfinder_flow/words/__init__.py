"""What people read: sentences, dates and country names in English, French and Spanish."""
