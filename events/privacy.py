"""What the agenda publishes of people: whom to ask about an event. Imported by AppConfig.ready."""

from content.privacy import join

join("publications", "events.EventPage")
