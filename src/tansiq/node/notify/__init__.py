"""People called by other ways than the page: mail, webhook, a siren; each call with its proof or its failure."""
