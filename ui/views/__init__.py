"""The screens, one file each. What a site wrote goes through `ui.views.plain` and is never markdown."""
