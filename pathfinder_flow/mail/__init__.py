"""Mail: templates, composing, and handing over to a server or a Maildir."""
