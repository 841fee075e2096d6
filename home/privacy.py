"""What the pages of the town say of people: whom to call, who signs, who checked. Imported by AppConfig.ready."""

from content.privacy import join

join("publications", "home.ProcedurePage", "home.ServicePage")
join("bureau", "home.ActPage")  # who answered for the personal names in an act
