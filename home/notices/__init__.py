"""The pages the law asks for, written from data: who publishes, what is known of people, how accessible the site is."""
